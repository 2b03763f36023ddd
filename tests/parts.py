"""A part for one test."""

from uuid import uuid4

from emerald import parts
from emerald.parts import NOTHING, Part


def joined_for_this_test(monkeypatch, **joined):
    """Let something join the house until the test ends: `joined_for_this_test(monkeypatch, evidence=(check,))`."""
    nothing = dict.fromkeys(Part.field_names(), NOTHING)
    monkeypatch.setitem(parts._joined, f"tests {uuid4()}", Part(title="Of a test", place=999, **(nothing | joined)))
