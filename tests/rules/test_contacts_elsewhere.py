"""Contacts beside direct work: in packs, in the search, in the prompts, and kept whatever anybody does."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from cases.models.access.allocation import Part
from cases.registries.pack_sections import sections_for
from emerald.accounts.permissions import Right
from emerald.wording.models import Starter
from interventions.contacts.in_words import contacts_in_words
from interventions.contacts.models.how import ContactKind
from interventions.notes.models.struck_out import strike_out
from interventions.search.queries import Wanted, find_notes, whose_notes
from interventions.sessions.in_words import sessions_in_words
from tests.factories.children import make_case
from tests.factories.contacts import make_contact, make_meeting
from tests.factories.people import make_user
from tests.factories.sessions import make_session, make_together, part


def words_of(section):
    return "\n".join(f"{heading}: {text}" for heading, text in section)


def test_a_pack_can_hold_every_contact_with_its_words_and_what_was_added(case, priya):
    make_meeting(case, by=priya, what_was_said="The police saw him at the pier.")
    make_contact(case, by=priya, childs_words="I was home.").add("It was half past four.", by=priya)
    told = words_of(contacts_in_words(case))
    for words in (
        "The police saw him at the pier.",
        "PC Olver; Ms Cardew, school",
        "School rings on the first missed",
        "I was home.",
        "It was half past four.",
        "Recorded by Priya Nair.",
    ):
        assert words in told


def test_only_who_reads_direct_work_is_offered_the_contacts_for_a_pack(case, priya, signed_in):
    make_contact(case, by=priya)
    assert "Other contacts in full" in signed_in(priya).get(reverse("make_pack", args=[case.reference])).text
    assert "contacts" not in {one.key for one in sections_for(set(Right) - {Right.READ_SESSIONS})}


def test_a_pack_of_direct_work_has_the_shared_words_and_says_what_was_recorded_in_error(case, priya, morag):
    other = make_case(manager=morag, lead=priya)
    make_together(case, other, by=priya, parts={case: part(what_happened="She drew a lighthouse.")})
    strike_out(make_session(case, by=priya), by=priya, because="Recorded twice.")
    told = words_of(sessions_in_words(case))
    for words in ("She drew a lighthouse.", "We drew a map of the town.", "Recorded in error: Recorded twice."):
        assert words in told


def test_a_pack_of_a_child_who_was_not_there_has_no_words_of_what_happened_in_the_group(case, priya, morag):
    other = make_case(manager=morag, lead=priya)
    missed = {
        "attendance": "did_not_attend",
        "why_not_held": "No bus ran.",
        "child_seen_alone": None,
        "what_happened": "",
    }
    make_together(case, other, by=priya, parts={case: missed}, others_present="The nurse")
    told = words_of(sessions_in_words(case))
    assert "No bus ran." in told
    assert "We drew a map of the town." not in told
    assert "The nurse" not in told


def test_an_auditor_can_choose_who_recorded_a_contact_though_they_recorded_no_session(case, ada, morag, team):
    caller = make_user(role="caseworker", name="Una Bray", teams=[team])
    case.allocate(caller, part=Part.LEAD, by=morag)
    case.allocate(ada, part=Part.LINKED, by=morag)
    make_contact(case, by=caller, what_was_said="She saw the lighthouse.")
    assert list(whose_notes(ada)) == [caller]
    found = find_notes(Wanted(words="lighthouse", worker=caller), by=ada).notes
    assert [one.called for one in found] == ["contact"]
    assert f"{chr(0xE000)}lighthouse{chr(0xE001)}" in found[0].extract


def test_sessions_of_a_group_and_contacts_are_found_in_one_order(case, priya, morag):
    other = make_case(manager=morag, lead=priya)
    make_together(case, other, by=priya, what_happened="We walked to the lighthouse.")
    make_contact(case, by=priya, with_name="Lighthouse Larry")
    found = find_notes(Wanted(words="lighthouse"), by=priya).notes
    assert sorted(one.called for one in found) == ["contact", "session", "session"]
    assert [one.moment for one in found] == sorted((one.moment for one in found), reverse=True)


def test_every_kind_of_contact_has_prompts_and_its_page_offers_them(case, priya, signed_in):
    assert [one.choice for one in Starter.offered("contact")] == ContactKind.values
    page = signed_in(priya).get(reverse("record_contact", args=[case.reference])).text
    assert 'data-asked-by="kind"' in page
    assert "Why the child was not seen, and what I did about it:" in page


def test_no_contact_leaves_the_record(case, priya):
    contact = make_contact(case, by=priya)
    with pytest.raises(IntegrityError), transaction.atomic():
        contact.delete()
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM interventions_contact")
