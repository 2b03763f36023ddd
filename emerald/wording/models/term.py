"""The list of phrases that blame a child for what was done to them, each with what to write instead.

Source: DOMAIN.md section 2.6 (how records are written); "Child exploitation and abuse: an appropriate language guide"
(The Children's Society and NAPAC for the CSE Taskforce, 2024) and the 2022 guide before it, which ask records to name
what the exploiter does rather than what the child "chose". The list is in our own words, and each council's to change.
"""

from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.db.models import Q
from django.db.models.functions import Lower
from django.shortcuts import get_object_or_404

from emerald.audit.history import track_history
from emerald.guards import NotYet
from emerald.wording.matching import plain
from emerald.wording.models.curated import Curated

if TYPE_CHECKING:
    from emerald.accounts.models.user import User


class TermQuerySet(models.QuerySet["Term"]):
    def in_use(self) -> "TermQuerySet":
        return self.filter(is_on=True)

    def in_order(self) -> "TermQuerySet":
        """By phrase, those switched off last."""
        return self.select_related("changed_by").order_by("-is_on", Lower("phrase"))


@track_history(read_by_pages=True)
class Term(Curated):
    """A phrase, what to write instead, and why. Never deleted: switched off."""

    phrase = models.CharField(max_length=80)
    other_forms = models.CharField(max_length=400, blank=True)  # inflections and variants, with commas between
    better = models.CharField(max_length=160)
    # Whether `better` says the same and no more, so that it may be put in its place; otherwise it tells what to say.
    says_the_same = models.BooleanField(default=False, db_default=False)
    why = models.CharField(max_length=300)

    objects = TermQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("phrase"), name="one_term_of_a_phrase"),
            models.CheckConstraint(condition=~Q(phrase="") & ~Q(better="") & ~Q(why=""), name="term_says_something"),
        ]

    def __str__(self) -> str:
        return self.phrase

    @property
    def words(self) -> list[str]:
        """The phrase and its other forms."""
        return [self.phrase, *filter(None, (form.strip() for form in self.other_forms.split(",")))]

    @property
    def advice(self) -> str:
        """What to write, for a sentence after "Consider:": words to put in its place stand in quotation marks."""
        return f"“{self.better}”" if self.says_the_same else self.better

    @classmethod
    def listed(cls) -> TermQuerySet:
        """The whole list, for those who keep it."""
        return cls.objects.in_order()

    @classmethod
    def suggested(cls) -> TermQuerySet:
        """What is suggested to those who write."""
        return cls.objects.in_use().in_order()

    @classmethod
    def find(cls, pk: int) -> "Term":
        """The phrase with this key, or 404."""
        return get_object_or_404(cls.objects.select_related("changed_by"), pk=pk)

    @classmethod
    @transaction.atomic
    def add(cls, *, by: "User", **words: Any) -> "Term":
        """Put a phrase on the list. Raises NotYours, NotYet (no words, or on the list already)."""
        cls.lock_list(by=by)
        term = cls(**words, changed_by=by)
        term._stands_alone()
        term.save()
        return term

    @transaction.atomic
    def change(self, *, by: "User", version: int | None = None, **words: Any) -> "Term":
        """Change the phrase, its better wording, or switch it on or off. Raises NotYours, NotYet, ChangedMeanwhile."""
        self.begin_change(by=by, version=version)
        Term(
            pk=self.pk, phrase=words.get("phrase", self.phrase), other_forms=words.get("other_forms", self.other_forms)
        )._stands_alone()
        self.write(by=by, **words)
        return self

    def _stands_alone(self) -> None:
        mine = {plain(words) for words in self.words}
        if any(not words.replace("|", "").strip() for words in mine):
            raise NotYet("A phrase must have a word in it.")
        for other in Term.objects.exclude(pk=self.pk):
            if both := mine & {plain(words) for words in other.words}:
                raise NotYet(f"“{min(both)}” is on the list already, under “{other.phrase}”.")
