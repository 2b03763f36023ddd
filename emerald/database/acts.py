"""What Emerald does itself and a person could not: the name of each act, why, and in which tables it sees every row.

Whatever is not here sees what the person sees, and a task or command that is not here sees no child at all.
"""

from dataclasses import dataclass

EVERYTHING = ("*",)


@dataclass(frozen=True)
class Act:
    """`tables`: those in which it sees every row, and what is found through those rows alone."""

    why: str
    tables: tuple[str, ...]

    def sees(self, table: str) -> bool:
        return self.tables == EVERYTHING or table in self.tables


_CONNECTIONS = (
    "cases_case",
    "cases_child",
    "cases_allocation",
    "cases_readingend",
    "cases_restriction",
    "cases_restrictionname",
)
_CHRONOLOGY = ("cases_case", "cases_child", "cases_chronologyentry")
# Which officer was admitted to a child is a connection that gives rights as well.
_RIGHTS = (*_CONNECTIONS, "perpetrators_admission", "perpetrators_link", "perpetrators_personofconcern")
_REGISTER = (
    "perpetrators_personofconcern",
    "perpetrators_particular",
    "perpetrators_fragment",
    "perpetrators_recordentry",
    "perpetrators_legalevent",
    "perpetrators_merge",
    "perpetrators_undoing",
    "perpetrators_childrecord",
    "perpetrators_admission",
    "perpetrators_link",
    "perpetrators_place",
    "perpetrators_placeaction",
    "perpetrators_measure",
    "perpetrators_measureevent",
    "perpetrators_measureperiod",
    "perpetrators_protectedchild",
    "perpetrators_condition",
    "perpetrators_breach",
    "perpetrators_mistake",
    "perpetrators_personmistake",
    "perpetrators_foundby",
)
_CONNECTED = ("perpetrators_connectionfound", "perpetrators_connectionrequest", "perpetrators_connectionreply")
_COMPARED = (
    "perpetrators_particular",
    "perpetrators_fragment",
    "perpetrators_trace",
    "perpetrators_personofconcern",
    "perpetrators_place",
)
ACTS = {
    # --- Within a person's request ---
    "open a case": Act(
        "Before a case has rights nobody sees it, and what opens it writes its child, its state and its first lines.",
        (*_CONNECTIONS, "cases_chronologyentry", "cases_statechange", "cases_review", "cases_likeness"),
    ),
    "same child": Act(
        "Whether a child or a number is on another record is asked of all; the person hears a sentence at most.",
        ("cases_case", "cases_child", "cases_restriction", "cases_restrictionname", "cases_likeness"),
    ),
    "decide a likeness": Act(
        "The manager of one record is asked whether another, which they cannot open, is of the same child.",
        ("cases_case", "cases_child", "cases_restriction", "cases_likeness", "cases_chronologyentry"),
    ),
    "settle rights": Act(
        "Which rights follow from connections is worked out for every episode of a child and for whoever is joined.",
        _RIGHTS,
    ),
    "staff change": Act(
        "Whoever ends somebody's access or gives them another role sees no case, and their parts on cases end with it.",
        _RIGHTS,
    ),
    "tell the chronology": Act(
        "What is said of a person of concern stands in the chronology of each child, seen or not by who said it.",
        (*_CHRONOLOGY, "perpetrators_protectedchild"),
    ),
    "move cases": Act(
        "Whoever gives cases to another team may not see them any more when that is written down, and the managers of "
        "both teams are told; a team that is joined to another gives all it has, restricted records as well.",
        (*_RIGHTS, *_CHRONOLOGY, "cases_teamchange", "cases_statechange"),
    ),
    "what is with a team": Act(
        "Whether a team can end is asked of all that is with it; who ends it is told how much there is, by number.",
        ("cases_case", "cases_child", "cases_restriction", *_REGISTER),
    ),
    "join teams": Act(
        "What one team has in the register becomes the area of the other, seen or not by who joins them.", _REGISTER
    ),
    "count what has moved": Act(
        "The managers of a team are told how many of its cases of a day are another team's today, by number.",
        ("cases_case", "cases_child", "cases_teamchange", "cases_statechange", "cases_allocation", "cases_restriction"),
    ),
    "due list": Act(
        "What is due on records of the register is found by whom it is for, and shown as far as they see the record.",
        EVERYTHING,
    ),
    "keep what is due": Act(
        "What somebody wrote makes things due for others, on cases the writer may not see; what is kept of it are "
        "references and keys.",
        EVERYTHING,
    ),
    "moved note": Act(
        "Whoever sees one of the two cases is told that a note was moved, and which the other is if they see it too.",
        ("cases_case", "interventions_session", "interventions_contact"),
    ),
    "shared session": Act(
        "How many children were at a session together is told by number, also of those one may not open.",
        ("interventions_session",),
    ),
    "whom to ask": Act(
        "Whoever may not open a record any more is told which managers may, and nothing else of it.",
        ("cases_case", "cases_allocation"),
    ),
    "closing checks": Act(
        "What has to be done before a case closes is asked of all that is on it; whoever may not read of it is told "
        "that there is something, and no more.",
        EVERYTHING,
    ),
    "change the register": Act(
        "A new person is linked to nobody yet, and who takes a link back sees the person no more; an officer is joined "
        "to children, and a measure ends by the birthday of a child, whom the writer may not see. Each verb asks the "
        "right first.",
        (*_CONNECTIONS, *_REGISTER, *_COMPARED, *_CONNECTED, "cases_chronologyentry", "cases_lookedafterperiod"),
    ),
    "follow a child": Act(
        "What somebody corrects of a child ends or moves measures that rest on it, of which they may not know.",
        (*_CHRONOLOGY, *_REGISTER, "cases_lookedafterperiod"),
    ),
    "count what is hidden": Act(
        "How much more there is on a record of the register is told by number, with whom to ask.",
        (*_CONNECTIONS, *_REGISTER),
    ),
    "count for the service": Act(
        "A number that is reported is the same for everybody who asks, and tells nobody whom it counts.",
        (
            *_REGISTER,
            "perpetrators_measurehistory",
            "perpetrators_measureperiodhistory",
            "perpetrators_personofconcernhistory",
        ),
    ),
    "compare records": Act(
        "What is saved on one record is compared with all; the writer hears of those they may open, and of the others "
        "those who decide, or whoever is asked.",
        (*_CONNECTIONS, *_REGISTER, *_COMPARED, *_CONNECTED),
    ),
    "keep traces": Act(
        "Whoever writes a telephone number or an address of a child may not read what it is compared by.",
        ("perpetrators_trace",),
    ),
    "read answers": Act(
        "Whoever looks after a record may name it in an answer to somebody who cannot open it.",
        ("cases_case", "cases_child", "perpetrators_personofconcern", "perpetrators_place"),
    ),
    "look after keys": Act(
        "Whoever looks after Emerald sees no child, and is told by number whether encrypted facts can still be read.",
        ("cases_address",),
    ),
    "commit": Act("What is checked at the end of a transaction holds for all rows, seen or not.", EVERYTHING),
    # --- By the clock, and by hand ---
    "task emerald.reminders.tasks.sweep": Act("Who is to be told of what is asked of every record.", EVERYTHING),
    "task emerald.reminders.tasks.drain": Act("Whether a reminder still holds is asked before it goes.", EVERYTHING),
    "task emerald.audit.tasks.seal": Act("Every row of history is sealed.", EVERYTHING),
    "task emerald.audit.tasks.verify": Act("Every live row is compared with its history.", EVERYTHING),
    "task emerald.drafts.tasks.forget_old_drafts": Act(
        "A draft is on a record that its author may not see any more.", ("cases_case", "cases_allocation", *_REGISTER)
    ),
    "task cases.tasks.forget_pages_left": Act("Everybody's pages that were left are forgotten.", ("cases_openpage",)),
    "task perpetrators.tasks.expire_measures": Act(
        "A notice ends when its child is in care no longer, and the child's chronology hears of it.", EVERYTHING
    ),
    "task perpetrators.tasks.check_days": Act("What is kept of every measure is compared with it.", EVERYTHING),
    "command verify_audit": Act("As the task of every night.", EVERYTHING),
    "command check": Act("Nobody holds a right that no connection gives.", _RIGHTS),
    "command rebuild_access": Act("Every case's rights are compared with its connections.", _RIGHTS),
    "command reencrypt_facts": Act("Every encrypted fact is encrypted anew.", EVERYTHING),
    "task emerald.reminders.tasks.check_due": Act("What is kept is compared with every record.", EVERYTHING),
    "command check_due": Act("What is kept of what is due is compared with every record.", EVERYTHING),
    "command send_reminders": Act("As the tasks of the reminders.", EVERYTHING),
}
