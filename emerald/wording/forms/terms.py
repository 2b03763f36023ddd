"""A phrase of the wording list, and the prompts of a choice."""

from typing import Any

from emerald.accounts.models import User
from emerald.govuk.fields import LongTextField, ShortTextField, TickField
from emerald.govuk.forms import VersionedForm
from emerald.wording.models import Starter, Term
from emerald.wording.writing_kinds import WritingKind


class TermForm(VersionedForm):
    """`term`: the one to be changed, or None for a new one."""

    phrase = ShortTextField(
        "Phrase", required="Enter the phrase", limit=80, hint="Capitals, hyphens and apostrophes make no difference"
    )
    other_forms = ShortTextField(
        "Other forms of it",
        required=False,
        limit=400,
        hint="With commas between, for example: sleeps around, sleeping around",
    )
    better = ShortTextField(
        "What to write instead",
        called="What to write instead",
        required="Enter what to write instead",
        limit=160,
        hint="For example: say what the child did and said, and who was there",
    )
    says_the_same = TickField(
        "It says the same as the phrase and no more",
        required=False,
        hint="Whoever writes can then put it in the place of the phrase. Words that tell more than somebody saw "
        "would put into the record what nobody observed",
    )
    why = ShortTextField(
        "Why",
        called="The reason",
        required="Enter why, in a sentence",
        limit=300,
        hint="One sentence that the person who writes will read",
    )
    is_on = TickField("Suggest this while people write", required=False, initial=True)

    def __init__(self, *args: Any, term: Term | None = None, **kwargs: Any) -> None:
        self.term = term
        if term:
            names = ("version", "phrase", "other_forms", "better", "says_the_same", "why", "is_on")
            kwargs["initial"] = {name: getattr(term, name) for name in names}
        super().__init__(*args, **kwargs)

    def save(self, *, by: User) -> bool:
        words = {name: answer for name, answer in self.cleaned_data.items() if name != "version"}
        if self.term is None:
            return self.attempt(Term.add, by=by, **words)
        return self.attempt(self.term.change, by=by, version=self.cleaned_data["version"], **words)


class PromptsForm(VersionedForm):
    """The prompts for `choice` of the kind of writing `use`; `starter` as it stands, or None."""

    title = ShortTextField("Title", required="Enter a title", limit=120)
    text = LongTextField(
        "Prompts",
        required="Enter the prompts",
        limit=4000,
        rows=10,
        hint="Each on a line of its own. They go into the text box, and people write after them",
    )
    is_on = TickField("Offer these prompts", required=False, initial=True)

    def __init__(self, *args: Any, use: WritingKind, choice: str, starter: Starter | None, **kwargs: Any) -> None:
        self.use, self.choice = use, choice
        kwargs["initial"] = (
            {name: getattr(starter, name) for name in ("version", "title", "text", "is_on")}
            if starter
            else {"version": 0, "title": use.choices[choice]}
        )
        super().__init__(*args, **kwargs)

    def save(self, *, by: User) -> bool:
        return self.attempt(Starter.put, use=self.use.key, choice=self.choice, by=by, **self.cleaned_data)
