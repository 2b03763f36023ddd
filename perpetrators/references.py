"""The readable references in addresses: /persons/PC-2026-0007/, /places/PL-2026-0003/, /measures/DM-2026-0012/."""

from django.urls import register_converter


class _Reference:
    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class PersonReference(_Reference):
    regex = r"PC-\d{4}-\d{4,7}"


class PlaceReference(_Reference):
    regex = r"PL-\d{4}-\d{4,7}"


class MeasureReference(_Reference):
    regex = r"DM-\d{4}-\d{4,7}"


class FigureKey(_Reference):
    """What a number counts: "everybody", a kind of measure, or a kind and who applied for it."""

    regex = r"[a-z0-9_]{1,40}(\.[a-z_]{1,30})?"


register_converter(PersonReference, "person")
register_converter(PlaceReference, "place")
register_converter(MeasureReference, "measure")
register_converter(FigureKey, "figure")
