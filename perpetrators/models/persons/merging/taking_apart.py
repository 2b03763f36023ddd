"""A merge undone: everything that was of the record that went is that record's again, as it was.

What was recorded since stays where it was recorded, on the record that stayed: also a change of a fact that it had
taken over. Nothing is guessed: a row is put back where it still says what the merge made of it.
"""

from typing import Any

from cases.models.access.locks import hold_children
from emerald.accounts.models import User
from perpetrators.models.persons.merging.moved import Facts, as_columns, facts_now, model_of
from perpetrators.models.persons.recording import WORDS
from perpetrators.models.register.linked_cases import chronicle_on_cases_of

UNDONE = "The merge of the two records was undone"
NOT_DECIDED = {"answer": "waiting", "ground": "", "decided_by_id": None, "decided_at": None, "because": ""}
# Facts that are put back together or not at all, because a rule joins them.
TOGETHER = (
    {"date_of_birth", "estimated_age", "estimated_on"},
    {"ethnicity", "ethnicity_basis", "ethnicity_why_unknown"},
    {"nationality", "nationality_basis", "nationality_why_unknown"},
    {"ended_at", "ended_by_id", "because"},
    {"given_names", "family_name", "called"},
)


def take_apart(merge: Any, *, by: User) -> set[int]:
    """Call with both persons locked, within an act that sees the register. The timeline says what stays with the record
    that stayed because it was changed since. Returns the keys of the children whose rights follow from it."""
    kept, gone = merge.kept, merge.gone
    hold_children({*kept.children_now(), *gone.children_now(), *_children_linked_by(merge)})
    stays: list[str] = []
    # First the record that stayed lets go: a photograph is of one person at a time.
    for moved in sorted(merge.took, key=lambda one: (one["of"] == "PersonOfConcern", one["key"] == gone.pk)):
        if moved["was"] is None:
            _take_away(moved, by)
        elif moved["of"] == "Admission":
            _admit_again(moved, merge)
        else:
            stays += _put_back(moved, stayed=kept.pk)
    for person in (kept, gone):
        person.refresh_from_db()
        person.update_legal_status()
        person.listen()
        person.save_next_version()
    for person in (kept, gone):
        model_of("Measure").objects.end_replaced_of(person, by=by)
    return _tell(merge, stays, by)


def _tell(merge: Any, stays: list[str], by: User) -> set[int]:
    kept, gone = merge.kept, merge.gone
    children = {*kept.children_now(), *gone.children_now()}
    told = f"{gone.reference} and {kept.reference} are two persons of concern again: their merge was undone."
    chronicle_on_cases_of(children, told, by=by)
    since = f" Changed since, and so as it is here: {', '.join(stays)}." if stays else ""
    kept.add_entry(f"The merge of {gone.reference} into this record was undone.{since}", by=by)
    gone.add_entry(f"This record stands by itself again: its merge into {kept.reference} was undone.", by=by)
    return children


def _put_back(moved: Facts, *, stayed: int) -> list[str]:
    now = facts_now(moved["of"], moved["key"])
    if now is None:
        return []
    same = {column for column, fact in moved["became"].items() if now[column] == fact}
    for group in TOGETHER:
        if group & set(moved["became"]) - same:
            same -= group
    back = {column: moved["was"][column] for column in same}
    if back:
        model_of(moved["of"]).objects.filter(pk=moved["key"]).update(**as_columns(moved["of"], back))
    left = set(moved["became"]) - same
    is_of_kept = moved["of"] == "PersonOfConcern" and moved["key"] == stayed
    return sorted({WORDS[column] for column in left if column in WORDS}) if is_of_kept else []


def _take_away(moved: Facts, by: User) -> None:
    """What the merge made by itself: another name, and a question to a manager. Somebody's own words since stay."""
    rows = model_of(moved["of"]).objects.filter(pk=moved["key"])
    if moved["of"] == "Admission":
        rows.end(by=by, because=UNDONE)
    elif facts_now(moved["of"], moved["key"]) == moved["became"]:
        rows.delete()


def _admit_again(moved: Facts, merge: Any) -> None:
    """An admission that ended is never opened again: what the merge ended is agreed, or asked, anew as it was. Where a
    manager ended meanwhile what stood in its place, a manager is asked."""
    row = model_of("Admission").objects.filter(pk=moved["key"])
    now = facts_now("Admission", moved["key"]) or {}
    if now.get("ended_at") is None:
        row.update(**as_columns("Admission", {"person_id": moved["was"].get("person_id", now["person_id"])}))
    elif moved["became"].get("ended_at") == now["ended_at"]:
        again = row.get()
        again.pk, again._state.adding = None, True
        for column, fact in as_columns("Admission", moved["was"]).items():
            setattr(again, column, fact)
        stands = model_of("Admission").objects.agreed().filter(officer=again.officer_id, child=again.child_id)
        if again.answer == "agreed" and not stands.filter(person__in=[merge.kept_id, merge.gone_id]).exists():
            again.answer, again.ground, again.decided_by, again.decided_at, again.because = (
                "waiting",
                "",
                None,
                None,
                "",
            )
        again.save()


def _children_linked_by(merge: Any) -> list[int]:
    keys = [moved["key"] for moved in merge.took if moved["of"] == "Link"]
    links = model_of("Link").objects.filter(pk__in=keys, child__isnull=False)
    return list(links.values_list("child", flat=True))
