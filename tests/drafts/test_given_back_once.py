"""What a manager gave back to its author is given back once, also where nobody knows any more who did."""

from uuid import uuid4

import pytest

from emerald.drafts.models import Draft
from emerald.drafts.orphaned import give_back, mark
from emerald.guards import NotYet


@pytest.fixture
def closed(case, priya):
    draft = Draft.store(
        priya, place="/elsewhere/", title=f"The plan, {case.reference}", writing=uuid4(), typed={"text": ["Seen."]}
    )
    mark(draft, closed=True)
    return draft


@pytest.mark.parametrize(("is_known", "who"), [(True, "Morag Ellis"), (False, "Somebody")])
def test_what_was_given_back_already_is_told_with_who_did(closed, morag, is_known, who):
    give_back(closed, by=morag)
    if not is_known:
        Draft.objects.update(given_by=None)  # as the database leaves it when an account is removed
    with pytest.raises(NotYet, match=f"{who} has given it back already."):
        give_back(closed, by=morag)
