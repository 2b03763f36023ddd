"""A second child of the same worker, as in tests/rules."""

from tests.rules.conftest import other

__all__ = ["other"]
