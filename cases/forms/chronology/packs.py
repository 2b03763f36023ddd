"""The check before a pack: for whom and why, and a decision about each thing found. Made anew for each pack."""

from typing import Any

from django import forms
from markupsafe import Markup, escape

from cases.models.chronology.packs import PackKind
from cases.packs.findings import PLACES_SHOWN, Finding
from cases.packs.packing import BLACK_OUT, DECISIONS, KEEP, Contents, Decisions, is_sensitive, make
from emerald.accounts.permissions import Right
from emerald.govuk.fields import CheckboxesField, RadioField, ShortTextField, TickField
from emerald.govuk.forms import GovukForm
from emerald.words import plural

BLACKED = "This address is sensitive and will be blacked out, unless you tick the box and say why it must be shown."


class PackForm(GovukForm):
    """`contents` is what would be in the pack. Every finding in the chosen sections must be decided."""

    mark_optional = False
    findings = ()

    recipient = ShortTextField(
        "Who is it for?",
        limit=160,
        required="Enter who the pack is for",
        hint="A person and where they work. Shown on the cover and in the access log.",
    )
    purpose = ShortTextField(
        "What do they need it for?",
        limit=300,
        required="Enter what the pack is needed for",
        hint="Shown on the cover and in the access log. Do not name a child.",
    )
    kind = RadioField("What kind of file?", choices=PackKind.choices, required="Select what kind of file")
    sections = CheckboxesField("What goes in beside the chronology?", required=False)
    name_child = TickField("Put the child’s name on the cover", required=False)
    checked = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, contents: Contents, **kwargs: Any) -> None:
        initial = {"checked": contents.mark, "sections": [one.key for one in contents.files.sections]}
        super().__init__(*args, initial=initial, **kwargs)
        self.contents = contents
        self.fields["sections"].choices = [(one.key, one.title) for one in contents.sections]
        self.fields["sections"].choice_hints = {one.key: one.hint for one in contents.sections}
        if not contents.sections:
            del self.fields["sections"]
        if Right.READ_CHILD not in contents.case.rights:
            del self.fields["name_child"]

    def clean(self) -> dict[str, Any]:
        asked = super().clean()
        for finding in self.contents.findings_in(asked.get("sections", [])):
            if not is_sensitive(finding) and not asked.get(finding.key) and finding.key not in self.errors:
                self.add_error(finding.key, f"Decide what to do with “{finding.words}”")
        if came := self.contents.what_came_since(asked.get("checked", "")):
            self.data = self.data.copy()
            self.data["checked"] = self.contents.mark
            self.refuse(came)
        return asked

    @property
    def decisions(self) -> Decisions:
        asked = self.cleaned_data
        by_key: dict[str, Any] = {}
        reasons: dict[str, str] = {}
        for one in self.contents.findings:
            if is_sensitive(one):
                by_key[one.key] = KEEP if asked.get(one.key) else BLACK_OUT
                reasons[one.key] = asked.get(f"{one.key}_because", "")
            else:
                by_key[one.key] = asked.get(one.key)
        return Decisions(by_key, reasons)

    def save(self) -> bool:
        """True when the pack was made: then `outcome` is (Pack, bytes)."""
        asked = self.cleaned_data
        return self.attempt(
            make,
            contents=self.contents,
            decisions=self.decisions,
            kind=asked["kind"],
            purpose=asked["purpose"],
            recipient=asked["recipient"],
            sections=asked.get("sections", []),
            name_child=asked.get("name_child", False),
        )


def pack_form(contents: Contents) -> type[PackForm]:
    """A PackForm with a question for each finding in `contents`."""
    questions: dict[str, forms.Field] = {}
    reveals: dict[str, Any] = {}
    for one in contents.findings:
        if is_sensitive(one):
            because = f"{one.key}_because"
            questions[one.key] = TickField(
                f"Show “{one.words}” in the pack after all", required=False, hint=where(one, first=BLACKED)
            )
            questions[because] = ShortTextField(
                "Why must it be shown?", limit=300, required=f"Enter why “{one.words}” must be shown"
            )
            reveals[one.key] = {True: [because]}
        else:
            questions[one.key] = RadioField(
                f"{one.kind.label}: {one.words}", choices=DECISIONS, required=False, hint=where(one)
            )
    return type("PackFormOfThis", (PackForm,), {**questions, "reveals": reveals, "findings": contents.findings})


def where(finding: Finding, first: str = "") -> Markup:
    """Why it was found, how else it is written, and where it stands: the first places with their words, and how many
    more."""
    otherwise = finding.written
    ways = ", ".join(f"“{one}”" for one in otherwise[:PLACES_SHOWN]) + (" …" if len(otherwise) > PLACES_SHOWN else "")
    said = [escape(words) for words in (first, finding.why, ways and f"Also written {ways}") if words]
    places = finding.places
    said += [
        Markup("{}: “{}”").format(one.place, _around(one.text, *span))
        for one, span in list(places.items())[:PLACES_SHOWN]
    ]
    if len(places) > PLACES_SHOWN:
        said.append(escape(f"and in {plural(len(places) - PLACES_SHOWN, 'more place')}"))
    return Markup("<br>").join(said)


def _around(text: str, start: int, end: int, width: int = 90) -> str:
    """What stands there in the middle of what stands around it."""
    since, until = max(start - width, 0), end + width
    return ("…" if since else "") + " ".join(text[since:until].split()) + ("…" if until < len(text) else "")
