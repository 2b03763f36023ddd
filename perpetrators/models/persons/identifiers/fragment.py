"""By what a plate is found of which only a part is known, and a telephone number by its last digits.

The database keeps these rows in step with the particulars, whoever writes them. A search reads the few that begin with
what was typed, by comparing texts alone: an index beneath a policy of rows serves nothing else.
"""

import re
from collections.abc import Iterable
from itertools import combinations

import pgtrigger
from django.db import models
from django.db.models import Q

from emerald.text.plates import ENOUGH, LOOKS_LIKE, MANY, is_partial, known_of

# Before the text of a row that is no ending of a plate that was read whole.
WHOLE, IN_PART, REVERSED = "=", "?", "#"
OF_LONG = IN_PART + MANY
LONG = 12  # characters: no plate has as many; what was written is a sentence, and has too many threes
ENOUGH_OF_A_PHONE = 6  # digits at its end; fewer fit too many (REC)
JUST_AFTER = str.maketrans("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", "123456789:BCDEFGHIJKLMNOPQRSTUVWXYZ[")

# A plate that was read whole: itself, and each of its endings, so that any part of it is how one of them begins. One of
# which something is not known: every three characters in their order, since two plates that meet have three in common.
# Of a number its digits from the last one on.
KEPT = f"""
    IF TG_OP = 'UPDATE' AND (OLD.kind, OLD.match) IS NOT DISTINCT FROM (NEW.kind, NEW.match) THEN
        RETURN NEW;
    END IF;
    IF TG_OP <> 'INSERT' THEN
        DELETE FROM perpetrators_fragment WHERE particular_id = OLD.id;
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    plate := translate(NEW.match, 'OI', '01');
    known := translate(plate, '?*', '');
    IF NEW.kind = 'phone' AND NEW.match ~ '[0-9]' THEN
        INSERT INTO perpetrators_fragment (particular_id, text)
        VALUES (NEW.id, '{REVERSED}' || reverse(regexp_replace(NEW.match, '[^0-9]', '', 'g')));
    ELSIF NEW.kind = 'vehicle' AND length(known) >= {ENOUGH} AND plate = known THEN
        INSERT INTO perpetrators_fragment (particular_id, text)
        SELECT NEW.id, '{WHOLE}' || plate UNION
        SELECT NEW.id, substr(plate, n) FROM generate_series(1, length(plate)) n;
    ELSIF NEW.kind = 'vehicle' AND length(known) > {LONG} THEN
        INSERT INTO perpetrators_fragment (particular_id, text) VALUES (NEW.id, '{OF_LONG}');
    ELSIF NEW.kind = 'vehicle' AND length(known) >= {ENOUGH} THEN
        INSERT INTO perpetrators_fragment (particular_id, text)
        SELECT NEW.id, '{IN_PART}' UNION
        SELECT NEW.id, '{IN_PART}' || substr(known, a, 1) || substr(known, b, 1) || substr(known, c, 1)
        FROM generate_series(1, length(known)) a, generate_series(a + 1, length(known)) b,
             generate_series(b + 1, length(known)) c;
    END IF;
    RETURN NEW;
"""  # noqa: S608  a trigger, of our own names
DECLARED = [("plate", "text"), ("known", "text")]
KEEP_FRAGMENTS = [
    pgtrigger.Trigger(
        name="keep_fragments",
        operation=pgtrigger.Insert | pgtrigger.UpdateOf("kind", "match"),
        when=pgtrigger.After,
        declare=DECLARED,
        func=KEPT,
    ),
    pgtrigger.Trigger(
        name="forget_fragments", operation=pgtrigger.Delete, when=pgtrigger.Before, declare=DECLARED, func=KEPT
    ),
]


class FragmentQuerySet(models.QuerySet["Fragment"]):
    def of_plates(self, plates: Iterable[str]) -> "FragmentQuerySet":
        """Of every plate that `plates_meet` calls alike with one of `plates` (as `match_of` gives them, each saying
        enough), and of a few more: what is found is still compared with it."""
        wanted, texts = Q(pk=None), set()
        for plate in plates:
            folded = plate.translate(LOOKS_LIKE)
            known = known_of(folded)
            texts |= _in_part(known)
            if is_partial(folded):
                wanted |= _beginning_with(_longest_run(folded))
            else:
                texts.add(WHOLE + folded)
        return self.filter(wanted | Q(text__in=texts))

    def of_ending(self, digits: str) -> "FragmentQuerySet":
        """Of every telephone number that ends with `digits`."""
        return self.filter(_beginning_with(REVERSED + digits[::-1]))


class Fragment(models.Model):
    particular = models.ForeignKey("perpetrators.Particular", on_delete=models.CASCADE, related_name="fragments")
    text = models.CharField(max_length=121, db_collation="C")

    objects = FragmentQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["text"], name="fragment_by_text")]

    def __str__(self) -> str:
        return f"part of particular {self.particular_id}"


def _in_part(known: str) -> set[str]:
    """The texts under which plates stand that were read in part and may meet one with these characters."""
    if len(known) > LONG:
        return {IN_PART, OF_LONG}
    return {OF_LONG, *(IN_PART + "".join(three) for three in combinations(known, ENOUGH))}


def _longest_run(plate: str) -> str:
    """The most characters of it that are known in a row: the fewest plates have them."""
    return max(re.split(r"[?*]", plate), key=len)


def _beginning_with(text: str) -> Q:
    return Q(text__gte=text, text__lt=text[:-1] + text[-1].translate(JUST_AFTER))
