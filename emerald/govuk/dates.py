"""A date in three boxes and a time of day in one, read as people write them."""

import datetime
import re
from collections.abc import Callable
from datetime import date
from typing import Any, ClassVar, NoReturn

from django import forms
from django.utils import timezone

from emerald.clock import SUMMER, WINTER
from emerald.govuk.question import QuestionMixin
from emerald.govuk.widgets import DateWidget
from emerald.words import day_in_words

MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
TIME = re.compile(r"(\d{1,2})(?:[:.h]?([0-5]\d))?\s*(am|pm)?", re.IGNORECASE)
WORDS_FOR_TIMES = {"midnight": datetime.time(0), "midday": datetime.time(12), "noon": datetime.time(12)}
ZONE = re.compile(r"(.*?)\s*(bst|gmt)", re.IGNORECASE)
EARLIEST, LATEST = datetime.date(1900, 1, 1), datetime.date(2199, 12, 31)  # days are counted on from what was typed
LONGEST_NUMBER = 3  # digits of a day or month, also where somebody fills up with noughts
Limit = date | Callable[[], date] | None


def month_number(typed: str) -> int | None:
    """3, 03, March and mar are all 3; None for anything else."""
    if typed.isdecimal():
        return int(typed) if len(typed) <= LONGEST_NUMBER else None
    fits = [number for number, name in enumerate(MONTHS, 1) if len(typed) >= 3 and name.startswith(typed.lower()[:9])]
    return 9 if typed.lower() == "sept" else fits[0] if fits else None


def _asked(limit: Limit) -> date | None:
    return limit() if callable(limit) else limit


class DateField(QuestionMixin, forms.Field):
    """Day, month and year. Limits are dates or functions that give one; their sentences can be replaced through
    error_messages: in_future, in_past, too_early, too_late."""

    widget: Any = DateWidget  # the class, and in a form one of it

    def __init__(
        self,
        label: str | None = None,
        *,
        not_after_today: bool = False,
        not_before_today: bool = False,
        not_before: Limit = None,
        not_after: Limit = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(label, **kwargs)
        self.not_after_today, self.not_before_today = not_after_today, not_before_today
        self.not_before, self.not_after = not_before, not_after

    def name(self) -> str:
        return self.called or ("Date" if not self.label or self.label.endswith("?") else str(self.label))

    def clean(self, value: Any) -> date | None:
        boxes = self.widget.decompress(value) if value is None or isinstance(value, datetime.date) else value
        texts = (str(text or "").replace("\x00", "").strip() for text in boxes)
        typed = dict(zip(DateWidget.PARTS, texts, strict=True))
        if not any(typed.values()):
            if self.required:
                raise forms.ValidationError(self.error_messages["required"], code="required")
            return None
        date = self._read(typed)
        self._keep_limits(date)
        self.run_validators(date)
        return date

    def _refuse(self, sentence: str, *parts: str) -> NoReturn:
        raise forms.ValidationError(f"{self.name()} {sentence}", code=" ".join(parts) or "invalid")

    def _read(self, typed: dict[str, str]) -> date:
        missing = [part for part, text in typed.items() if not text]
        if missing:
            self._refuse("must include " + " and ".join(f"a {part}" for part in missing), *missing)
        if not re.fullmatch(r"[0-9]{4}", typed["year"]):
            self._refuse("must have a year with 4 digits, like 2012", "year")
        month, day = month_number(typed["month"]), typed["day"]
        wrong = [
            part
            for part, fits in (
                ("day", day.isdecimal() and len(day) <= LONGEST_NUMBER and 1 <= int(day) <= 31),
                ("month", month is not None and 1 <= month <= 12),
            )
            if not fits
        ]
        if wrong:
            self._refuse("must be a real date", *wrong)
        try:
            return datetime.date(int(typed["year"]), month or 0, int(day))
        except ValueError:
            self._refuse("must be a real date")

    def _keep_limits(self, date: date) -> None:
        today = timezone.localdate()
        earliest, latest = _asked(self.not_before), _asked(self.not_after)
        for refused, code, sentence in (
            (self.not_after_today and date > today, "in_future", "must be today or in the past"),
            (self.not_before_today and date < today, "in_past", "must be today or in the future"),
            (earliest and date < earliest, "too_early", f"must be on or after {day_in_words(earliest)}"),
            (latest and date > latest, "too_late", f"must be on or before {day_in_words(latest)}"),
            (date < EARLIEST, "too_early", "must be in 1900 or later"),
            (date > LATEST, "too_late", "must be before 2200"),
        ):
            if refused:
                raise forms.ValidationError(self.written_sentences.get(code, f"{self.name()} {sentence}"), code=code)

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return self.clean(data) != initial
        except forms.ValidationError:
            return True


class TimeField(QuestionMixin, forms.Field):
    """A time of day: 2:30pm, 14:30, 2pm, midday."""

    width = 10

    def __init__(self, label: str | None = None, *, hint: str = "For example, 2:30pm or 14:30", **kwargs: Any) -> None:
        super().__init__(label, hint=hint, **kwargs)

    def to_python(self, value: Any) -> datetime.time | None:
        typed = str(value or "").strip().lower()
        if not typed or isinstance(value, datetime.time):
            return value or None
        if typed in WORDS_FOR_TIMES:
            return WORDS_FOR_TIMES[typed]
        if found := TIME.fullmatch(typed):
            hour, minute, half = int(found[1]), int(found[2] or 0), found[3]
            if half and 1 <= hour <= 12:
                return datetime.time(hour % 12 + (12 if half == "pm" else 0), minute)
            if not half and hour <= 23 and (found[2] or len(found[1]) == 2):
                return datetime.time(hour, minute)
        name = self.called or self.label or "Time"
        raise forms.ValidationError(f"{name} must be a time, like 2:30pm or 14:30", code="invalid")

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, datetime.time):
            return f"{value.hour % 12 or 12}:{value:%M}{'am' if value.hour < 12 else 'pm'}"
        return value


class TimeOfMomentField(TimeField):
    """A time that makes a moment with a day. In the hour that October repeats BST or GMT may stand behind it; it is
    then the zone of the time."""

    ZONES: ClassVar = {"bst": SUMMER, "gmt": WINTER}

    def to_python(self, value: Any) -> datetime.time | None:
        said = ZONE.fullmatch(str(value or "").strip())
        time = super().to_python(said[1] if said else value)
        return time.replace(tzinfo=self.ZONES[said[2].lower()]) if time and said else time
