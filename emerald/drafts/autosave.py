"""`@autosaved`: for every page with a long text.

    @idempotent
    @autosaved("Record a session")
    def record_session(request, reference):
        case = open_case(request, reference)
        form = SessionForm(answers(request), case=case)

The page then saves itself while one types, offers again what was begun there (behind its own door, and nowhere else),
and throws that away in the transaction in which the form is saved. Rooms further out may say something on the next page
(`after_saving`); a view whose text can still be changed tells them where: `request.autosave.change_at`.
"""

import re
from collections.abc import Callable
from contextlib import suppress
from functools import cached_property, wraps
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.http import HttpResponse
from django.urls import ResolverMatch, reverse

from emerald.drafts.baseline import NAME, shown_by
from emerald.drafts.models.draft import Draft, take_turns
from emerald.govuk.forms import DraftData
from emerald.guards import Refused

Say = Callable[..., None]
View = Callable[..., HttpResponse]
_after_saving: list[Say] = []

REFERENCE = re.compile(r"[A-Z]{2}-\d{4}-\d{4,7}")  # of whatever record the page is about


def after_saving(say: Say) -> Say:
    """Have `say(request, change_at=...)` called whenever a page that keeps drafts was saved; rooms further out call
    this at start-up. `change_at`: the address where the text can still be changed, or None."""
    if say not in _after_saving:
        _after_saving.append(say)
    return say


def autosaved(words: str) -> Callable[[View], View]:
    """Mark a view; `words` say on the list of drafts what is being written, without anybody's name."""

    def mark(view: View) -> View:
        @wraps(view)
        def answer(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
            request.autosave = autosave = Autosave(request, words)
            if request.method != "POST":
                return view(request, *args, **kwargs)
            take_turns(request.user, autosave.writing)
            response = view(request, *args, **kwargs)
            saved = response.status_code == 302 and not autosave.sent_away
            autosave.finish(saved=saved)
            if saved:
                for say in _after_saving:
                    say(request, change_at=autosave.change_at)
            return response

        answer.autosaved = words  # type: ignore[attr-defined]  # the mark by which a page that keeps drafts is told
        return answer

    return mark


def answers(request: Any) -> Any:
    """What a form starts from: what was posted (perhaps nothing), the draft one carries on with, or None."""
    if request.method == "POST":
        return request.POST
    carried = request.autosave.carried if hasattr(request, "autosave") else None
    return DraftData(carried.typed, whole=carried.whole) if carried else None


def words_of(match: ResolverMatch) -> str | None:
    """What a page that keeps drafts calls its writing; None for any other page."""
    return getattr(match.func, "autosaved", None)


def place_of(match: ResolverMatch) -> str:
    """The one path of the page, however its address was written."""
    return reverse(match.view_name, args=match.args, kwargs=match.kwargs)


def title_of(match: ResolverMatch) -> str:
    reference = next((value for value in match.kwargs.values() if REFERENCE.fullmatch(str(value))), None)
    words = words_of(match) or ""
    return f"{words}, {reference}" if reference else words


class Autosave:
    """What a page knows of its drafts. Asks the database nothing until the view's door has let the person in."""

    change_at: str | None = None  # the address where a text that was just saved can be changed, when there is one
    arrived = False  # whether another page posted to this one: nothing was typed here yet
    sent_away = False  # whether the page led elsewhere without having saved: what was typed stays a draft

    def __init__(self, request: Any, words: str) -> None:
        self.request, self.words = request, words

    @property
    def place(self) -> str:
        return place_of(self.request.resolver_match)

    @cached_property
    def mine(self) -> Any:
        return Draft.of(self.request.user).at(self.place)

    @cached_property
    def carried(self) -> Draft | None:
        """The draft the address asks for, `?draft=7`, if it is this person's and of this page."""
        asked = self.request.GET.get("draft", "") if self.request.method != "POST" else ""
        return self.mine.filter(pk=int(asked)).first() if asked.isdecimal() and len(asked) < 19 else None

    @cached_property
    def writing(self) -> UUID:
        """Stands hidden in the form: the same from the first letter to the save, whatever happens in between."""
        if self.request.method != "POST":
            return self.carried.writing if self.carried else uuid4()
        try:
            return UUID(self.request.POST.get("draft", ""))
        except ValueError:
            return uuid4()

    @cached_property
    def waiting(self) -> list[Draft]:
        """What was begun here and not saved. Not offered over an answer: there it would push the typed text away."""
        typing = self.request.method == "POST" and not self.arrived
        return [] if typing else list(self.mine.but(self.writing))

    def as_shown(self, form: forms.BaseForm) -> str:
        """For the page: what it shows before anybody types, so that no draft keeps it. A page that comes back with
        mistakes carries on what it showed first; one another page posted to shows what was typed there."""
        if self.request.method == "POST":
            return "" if self.arrived else self.request.POST.get(NAME, "")
        typed = self.carried.typed if self.carried else {}
        return "" if self.carried and self.carried.whole else shown_by(form, self.writing, but=typed)

    def finish(self, *, saved: bool) -> None:
        """After the view: throw the draft away, or bring it up to what was sent."""
        if saved:
            self.mine.filter(writing=self.writing).delete()
        elif self.request.POST and not self.arrived:
            self._bring_up_to_date()

    def _bring_up_to_date(self) -> None:
        with suppress(Refused):  # too long: what was typed is on the page that comes back, with its sentences
            Draft.store(
                self.request.user,
                place=self.place,
                title=title_of(self.request.resolver_match),
                writing=self.writing,
                typed=dict(self.request.POST.lists()),
            )
