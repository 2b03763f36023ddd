"""A contact recorded in error or sent twice: it stays, struck out, and what put it right is what counts."""

import pytest

from emerald.guards import NotYet, NotYours
from interventions.contacts.in_words import contacts_in_words
from interventions.contacts.models.again import put_right, recorded_just_now
from interventions.models import Contact, ContactStruckOut
from interventions.notes.models.struck_out import strike_out
from tests.factories.children import close
from tests.factories.contacts import make_contact, make_old_contact
from tests.factories.people import make_user


def facts_of(contact, **more):
    """As it was written."""
    names = ("happened_at", "kind", "direction", "with_whom", "with_name", "agency", "present", "length_minutes")
    of_it = (*names, "what_was_said", "childs_words", "decisions", "analysis", "next_step", "next_step_on")
    return {name: getattr(contact, name) for name in (*of_it, "late_reason")} | more


def test_a_contact_in_error_stays_to_be_read_and_asks_for_nothing_any_more(case, priya, morag, sunita):
    contact = make_contact(case, by=priya, next_step="Ring again")
    strike_out(contact, by=priya, because="Of her cousin.")
    contact = case.contacts.get()
    assert contact.is_in_error
    assert "as recorded in error." in case.entries.newest_first()[0].sentence
    assert [text for heading, text in contacts_in_words(case) if "Recorded in error" in heading] == ["Of her cousin."]
    with pytest.raises(NotYet, match="recorded in error"):
        contact.change_words(by=priya, what_was_said="Otherwise.")
    close(case, morag, sunita)  # its next step keeps no case open


def test_its_author_may_for_a_day_and_a_manager_always(case, priya, morag, owen):
    contact = make_old_contact(case, by=priya)
    for somebody in (priya, owen):
        with pytest.raises(NotYours):
            strike_out(contact, by=somebody, because="Twice.")
    assert strike_out(contact, by=morag, because="Twice.").by == morag
    with pytest.raises(NotYet, match="already"):
        strike_out(contact, by=morag, because="Twice.")


def test_a_colleague_may_not_and_nobody_without_a_reason(case, priya, morag, team):
    noor = make_user(role="caseworker", teams=[team])
    case.allocate(noor, part="co_worker", by=morag)
    contact = make_contact(case, by=priya)
    with pytest.raises(NotYours):
        strike_out(contact, by=noor, because="Twice.")
    with pytest.raises(NotYet, match="Say why"):
        strike_out(contact, by=priya, because=" ")
    assert not ContactStruckOut.objects.exists()


def test_what_is_sent_again_may_be_meant_for_the_one_of_that_moment(case, priya, morag):
    contact = make_contact(case, by=priya)
    same = {"kind": contact.kind, "happened_at": contact.happened_at}

    def found(by=priya, same_page=False, **more):
        return recorded_just_now(case, by=by, same_page=same_page, **(same | more))

    assert found() == contact
    assert found(kind="letter", same_page=True) == contact  # the page says that it was saved before
    assert found(kind="letter") is None
    assert found(by=morag) is None
    strike_out(contact, by=priya, because="Twice.")
    assert found(same_page=True) is None


def test_of_one_that_was_locked_since_nothing_is_asked(case, priya):
    contact = make_old_contact(case, by=priya)
    assert recorded_just_now(case, by=priya, kind=contact.kind, happened_at=contact.happened_at, same_page=True) is None


def test_other_words_become_the_words_of_the_one_contact(case, priya):
    contact = make_contact(case, by=priya)
    stands = put_right(contact, by=priya, **facts_of(contact, what_was_said="At four, not at three."))
    assert case.contacts.get() == stands == contact
    assert case.contacts.get().what_was_said == "At four, not at three."
    assert len(list(case.contacts.get().earlier_versions)) == 1


def test_another_fact_takes_its_place_and_the_first_stays_struck_out(case, priya):
    contact = make_contact(case, by=priya)
    stands = put_right(contact, by=priya, **facts_of(contact, length_minutes=12))
    assert [one.pk for one in case.contacts.not_in_error()] == [stands.pk]
    assert Contact.objects.get(pk=contact.pk).is_in_error
