"""By what a measure is found: the references of its order, of crimes, and whatever its kind asks that is answered in a
line of text. Not what tells of the children it names: nobody finds a measure by that.

The database keeps these rows in step with the measure and its breaches, whoever writes them.
"""

from collections.abc import Iterable

import pgtrigger
from django.db import models

from perpetrators.models.measures.reading import FACTS_OF_CHILDREN

LONGEST = 200  # as the box in which one looks for it
_TOLD = ", ".join(f"'{name}'" for name in FACTS_OF_CHILDREN)
_KEPT = """
    IF TG_OP = 'UPDATE' AND ({of_old}) IS NOT DISTINCT FROM ({of_new}) THEN
        RETURN NEW;
    END IF;
    IF TG_OP <> 'INSERT' THEN
        DELETE FROM perpetrators_foundby WHERE {whose};
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    INSERT INTO perpetrators_foundby (measure_id, breach_id, text)
    SELECT DISTINCT {key}, upper(said) FROM ({texts}) AS texts (said)
    WHERE said <> '' AND length(upper(said)) <= {longest};
    RETURN NEW;
"""
_OF_MEASURE = ("reference", "order_ref", "crime_ref", "facts")
_OF_BREACH = ("measure_id", "crime_ref")


def _kept(columns: Iterable[str], *, whose: str, key: str, texts: str) -> list[pgtrigger.Trigger]:
    func = _KEPT.format(
        of_old=", ".join(f"OLD.{column}" for column in columns),
        of_new=", ".join(f"NEW.{column}" for column in columns),
        whose=whose,
        key=key,
        texts=texts,
        longest=LONGEST,
    )
    return [
        pgtrigger.Trigger(
            name="keep_found_by",
            operation=pgtrigger.Insert | pgtrigger.UpdateOf(*columns),
            when=pgtrigger.After,
            func=func,
        ),
        pgtrigger.Trigger(name="forget_found_by", operation=pgtrigger.Delete, when=pgtrigger.Before, func=func),
    ]


OF_MEASURE = _kept(
    _OF_MEASURE,
    whose="measure_id = OLD.id AND breach_id IS NULL",
    key="NEW.id, NULL::bigint",
    texts="VALUES (NEW.reference), (NEW.order_ref), (NEW.crime_ref) UNION ALL SELECT value #>> '{}' "  # noqa: S608  our own names
    f"FROM jsonb_each(NEW.facts - ARRAY[{_TOLD}]::text[]) WHERE jsonb_typeof(value) = 'string'",
)
OF_BREACH = _kept(_OF_BREACH, whose="breach_id = OLD.id", key="NEW.measure_id, NEW.id", texts="VALUES (NEW.crime_ref)")


class FoundBy(models.Model):
    measure = models.ForeignKey("perpetrators.Measure", on_delete=models.CASCADE, related_name="+")
    breach = models.ForeignKey("perpetrators.Breach", on_delete=models.CASCADE, null=True, related_name="+")
    text = models.CharField(max_length=LONGEST, db_collation="C")  # in capitals

    class Meta:
        default_permissions = ()
        verbose_name = verbose_name_plural = "found by"
        indexes = [models.Index(fields=["text", "-measure"], name="measure_found_by_text")]

    def __str__(self) -> str:
        return f"reference of measure {self.measure_id}"
