"""How the table of pages is written: `tests.access.pages`, and `tests.records` for records with a module there.

`needs` is a Right (a page about one case), a SiteRight, `OnACase(right)` (a list for those whose role holds the right
on the cases they are connected to), or one of the words below.
"""

from dataclasses import dataclass

from emerald.accounts.permissions import Right

SIGNED_IN = "anybody who is signed in"
PUBLIC = "anybody"
TEAM = "roles that are joined to cases by a team"
OWN = "what this person made; to anybody else it is not there"
LIBRARY = "the person's own account: the library answers"

READS, WRITES, ACTS = ("GET",), ("GET", "POST"), ("POST",)


@dataclass(frozen=True)
class OnACase:
    right: Right


@dataclass(frozen=True)
class Behind:
    """Reached by itself, but there only for those who hold the right on the case it is about."""

    right: Right


@dataclass(frozen=True)
class OnTheRegister:
    """About a person of concern or a measure that concerns the case's child: there for those who hear of suspects, and
    for whoever keeps the register; open to those who hold `right`. A place is there for those who read of suspects."""

    right: Right
    seen_with: Right = Right.HEAR_OF_SUSPECTS


@dataclass(frozen=True)
class Page:
    name: str
    needs: object
    methods: tuple = READS
    takes: tuple = ()  # which of the world's keys its address needs

    @property
    def is_about_a_case(self):
        return isinstance(self.needs, Right)


def about_a_case(name, needs, methods=READS, *takes):
    return Page(name, needs, methods, ("reference", *takes))


def about_a_person(name, right=Right.READ_SUSPECTS, methods=READS, *takes):
    return Page(name, OnTheRegister(right), methods, ("suspect", *takes))


def about_a_measure(name, right=Right.READ_SUSPECTS, methods=READS, *takes):
    return Page(name, OnTheRegister(right), methods, ("measure", *takes))


def about_a_place(name, right=Right.READ_SUSPECTS, methods=READS, *takes):
    return Page(name, OnTheRegister(right, seen_with=Right.READ_SUSPECTS), methods, ("place", *takes))
