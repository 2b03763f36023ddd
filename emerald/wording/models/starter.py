"""Prompts to begin a text with, one for each choice of a kind of writing (see `emerald.wording.writing_kinds`)."""

from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.db.models import Q

from emerald.audit.history import track_history
from emerald.guards import NotYet
from emerald.wording.models.curated import Curated
from emerald.wording.writing_kinds import kind_of

if TYPE_CHECKING:
    from emerald.accounts.models.user import User


@track_history(read_by_pages=True)
class Starter(Curated):
    """Never deleted: switched off."""

    use = models.CharField(max_length=40)  # a key of `uses`
    choice = models.CharField(max_length=40)
    title = models.CharField(max_length=120)
    text = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["use", "choice"], name="one_starter_of_a_choice"),
            models.CheckConstraint(condition=~Q(title="") & ~Q(text=""), name="starter_says_something"),
        ]

    def __str__(self) -> str:
        return self.title

    @classmethod
    def of(cls, use: str, choice: str) -> "Starter | None":
        """The prompts of this choice, or None."""
        return cls.objects.select_related("changed_by").filter(use=use, choice=choice).first()

    @classmethod
    def by_place(cls) -> "dict[tuple[str, str], Starter]":
        """{(use, choice): starter} of all there are."""
        return {(starter.use, starter.choice): starter for starter in cls.objects.select_related("changed_by")}

    @classmethod
    def offered(cls, use: str) -> "list[Starter]":
        """Those switched on for the kind of writing `use`, in the order of its choices."""
        kind = kind_of(use)
        places = list(kind.choices) if kind else []
        mine = cls.objects.filter(use=use, choice__in=places, is_on=True)
        return sorted(mine, key=lambda starter: places.index(starter.choice))

    @classmethod
    @transaction.atomic
    def put(cls, use: str, choice: str, *, by: "User", version: int | None = None, **words: Any) -> "Starter":
        """Write the prompts of a choice, the first or others. Raises NotYours, NotYet (no such choice),
        ChangedMeanwhile."""
        cls.lock_list(by=by)
        kind = kind_of(use)
        if kind is None or choice not in kind.choices:
            raise NotYet("There is no such kind of writing.")
        starter = cls.of(use, choice)
        if starter is None:
            return cls.objects.create(use=use, choice=choice, changed_by=by, **words)
        starter.check_version(version)
        starter.write(by=by, **words)
        return starter
