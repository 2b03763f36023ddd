"""The readable reference of a case in an address: /cases/EM-2026-0042/."""

from django.urls import register_converter


class Reference:
    """EM, the year of opening and a number. Anything else is no address of a case at all."""

    regex = r"EM-\d{4}-\d{4,7}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(Reference, "case")
