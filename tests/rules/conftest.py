"""A second child of the same worker."""

import pytest

from cases.models.access.allocation import Part
from tests.factories.children import make_case


@pytest.fixture
def other(morag, priya):
    """Another child's case in Morag's team, led by Priya."""
    made = make_case(manager=morag)
    made.allocate(priya, part=Part.LEAD, by=morag)
    return made
