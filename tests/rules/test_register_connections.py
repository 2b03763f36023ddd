"""What two records share is found; whoever cannot open the other learns nothing of it."""

import pytest

from cases.models import Address, Carer
from cases.models.access.allocation import Part
from emerald.guards import NotYet, NotYours
from perpetrators.comparing.notices import compare
from perpetrators.models import ConnectionReply, ConnectionRequest, Particular, Trace
from perpetrators.models.connections.shared import Connections
from perpetrators.models.register.scope import Scope
from tests.factories.children import make_case, make_child
from tests.factories.people import make_user
from tests.factories.register import link_child, make_officer, make_person, make_place

pytestmark = pytest.mark.django_db


@pytest.fixture
def stranger(elsewhere):
    """Of whom nobody in the team knows; looked after by Ines."""
    return make_person(area=elsewhere, officer=make_officer("Ines Vardy"), given_names="Corin", family_name="Vane")


@pytest.fixture
def jory(elsewhere, owen):
    """A child of another team, led by Owen."""
    manager = make_user(role="practice_manager", name="Bryn Hale", teams=[elsewhere])
    case = make_case(manager=manager, child=make_child(given_names="Jory", family_name="Penhallow"))
    case.allocate(owen, part=Part.LEAD, by=manager)
    return case.child


def known_by(record, kind, value):
    side = {"person": record} if hasattr(record, "legal_status") else {"place": record}
    return Particular.objects.create(**side, kind=kind, value=value, recorded_by=record.recorded_by)


def found(record, user):
    return Connections(record, Scope(user)).found


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("phone", "07700 900123", "+44 7700 900123"),
        ("vehicle", "WV63 KLP", "WV63 ???"),
        ("handle", "@Fox_99", "fox_99"),
        ("nickname", "Big Tommo", "big tommo"),
        ("email", "Fox@mail.example", "fox@MAIL.example"),
        ("address", "12 Harbour Street, BA14 8XX", "12 Harbour St\nBA148XX"),
        ("vehicle", "VO63 KLP", "V063 K?P"),
    ],
)
def test_the_same_on_two_persons_connects_them(kind, one, other, man, stranger, rhys):
    known_by(man, kind, one)
    known_by(stranger, kind, other)
    assert [one.seen[0].record for one in found(man, rhys)] == [stranger]
    assert [one.seen[0].record for one in found(stranger, rhys)] == [man]


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("phone", "07700 900123", "07700 900124"),
        ("vehicle", "WV63 KLP", "WV64 ???"),
        ("phone", "123", "123"),
        ("vehicle", "WV?", "WV?"),
        ("handle", "fox_99", "fox_98"),
    ],
)
def test_what_differs_or_says_too_little_connects_nobody(kind, one, other, man, stranger, rhys):
    known_by(man, kind, one)
    known_by(stranger, kind, other)
    assert not found(man, rhys)


def test_a_nickname_meets_another_name_and_what_somebody_is_called(man, elsewhere, rhys):
    known_by(man, "nickname", "Big Tommo")
    other = make_person(area=elsewhere, officer=rhys, given_names="", family_name="", called="big tommo")
    assert [one.seen[0].record for one in found(man, rhys)] == [other]


def test_a_places_address_meets_a_persons(man, rhys, elsewhere):
    known_by(man, "address", "3 Quay Road, BA14 8XX")
    place = make_place(area=elsewhere, by=rhys, lines="3 Quay Rd", postcode="BA14 8XX")
    assert [one.seen[0].record for one in found(man, rhys)] == [place]
    place.lines = "4 Quay Road"
    place.save()
    assert not found(man, rhys)


def test_a_carers_telephone_and_a_childs_address_meet_a_persons(man, jory, owen, tamsin, priya, rhys):
    known_by(man, "phone", "07700 900555")
    known_by(man, "address", "9 Mill Lane, BA14 9ZZ")
    carer = Carer.objects.create(child=jory, name="Lowen", relationship="Aunt", phone="07700900555")
    Address.objects.create(child=jory, lines="9 Mill Lane", postcode="BA14 9ZZ")
    assert [(one.seen, len(one.hidden)) for one in found(man, priya)] == [([], 1), ([], 1)]
    link_child(man, jory)
    assert [one.seen[0].record for one in found(man, owen)] == [jory, jory]
    carer.phone = ""
    carer.save()
    assert len(found(man, owen)) == 1
    jory.addresses.all().delete()
    assert not found(man, owen)
    assert not Trace.objects.filter(child=jory).exists()


def test_a_child_is_asked_for_by_itself_also_for_whoever_keeps_the_register(man, jory, rhys):
    known_by(man, "phone", "07700 900555")
    Carer.objects.create(child=jory, name="Lowen", relationship="Aunt", phone="07700900555")
    [connection] = found(man, rhys)
    assert not connection.seen
    assert connection.hidden


def test_a_merged_record_connects_nobody_any_more(man, stranger, rhys, team):
    known_by(man, "phone", "07700 900123")
    known_by(stranger, "phone", "07700 900123")
    stranger.merged_into = make_person(area=team, officer=rhys)
    stranger.save()
    assert not found(man, rhys)


def test_the_writer_is_told_only_of_what_they_may_open(man, stranger, jory, priya, rhys):
    saved = known_by(man, "phone", "07700 900123")
    Carer.objects.create(child=jory, name="Lowen", relationship="Aunt", phone="07700 900123")
    assert (compare(man, priya, saved=saved), compare(man, rhys, saved=saved)) == (None, None)
    known_by(stranger, "phone", "07700 900123")
    assert compare(man, priya, saved=saved) is None
    said = compare(man, rhys, saved=saved)
    assert "There is a connection" in said
    assert "Corin" not in said
    assert compare(man, rhys, saved=known_by(man, "handle", "fox_99")) is None


def test_what_is_found_costs_the_same_however_much_there_is(man, stranger, rhys, django_assert_max_num_queries):
    for number in range(12):
        known_by(man, "phone", f"07700 9001{number:02}")
        known_by(stranger, "phone", f"07700 9001{number:02}")
        known_by(stranger, "vehicle", f"WV6{number} K??")
        known_by(man, "vehicle", f"WV6{number} KLP")
    with django_assert_max_num_queries(9):
        assert len(found(man, rhys)) == 24


@pytest.fixture
def hidden(man, stranger):
    """Both have the same telephone; the key of the connection on the man's record."""
    known_by(stranger, "phone", "07700 900123")
    return f"p{known_by(man, 'phone', '07700 900123').pk}"


def ask(man, hidden, by, **more):
    return ConnectionRequest.ask(by=by, record=man, key=hidden, **{"why": "He rings her at night."} | more)


def test_a_request_goes_to_the_owner_and_the_answer_comes_back(man, stranger, hidden, priya):
    asked = ask(man, hidden, priya)
    ines = stranger.officer
    [reply] = ConnectionReply.asked_of(ines).waiting()
    assert (reply.record, reply.owner_in_words) == (stranger, "Ines Vardy")
    assert not ConnectionReply.asked_of(priya).exists()
    reply.give(by=ines, answer="Ring me about him.", shares=True)
    told = ConnectionRequest.asked(priya).get(pk=asked.pk)
    assert [(one.answer, one.reference) for one in told.answers] == [("Ring me about him.", stranger.reference)]


def test_an_answer_opens_nothing(man, stranger, hidden, priya):
    ask(man, hidden, priya)
    ConnectionReply.objects.get().give(by=stranger.officer, answer="Ring me.", shares=True)
    [connection] = found(man, priya)
    assert not connection.seen
    assert not Scope(priya).rights_on(stranger)


def test_until_the_first_answer_the_asker_does_not_learn_how_many_there_are(man, stranger, jory, hidden, priya, owen):
    Carer.objects.create(child=jory, name="Lowen", relationship="Aunt", phone="07700 900123")
    asked = ask(man, hidden, priya)
    assert asked.replies.count() == 2
    assert not asked.answers
    ConnectionReply.asked_of(owen).get().give(by=owen, answer="Ring me.", shares=False)
    assert len(ConnectionRequest.asked(priya).get().answers) == 1


def test_the_workers_of_a_child_answer_for_the_child_and_police_liaison_does_not(man, jory, owen, priya, rhys):
    Carer.objects.create(child=jory, name="Lowen", relationship="Aunt", phone="07700 900123")
    ask(man, f"p{known_by(man, 'phone', '07700 900123').pk}", priya)
    [reply] = ConnectionReply.asked_of(owen)
    assert reply.reference == jory.cases.get().reference
    assert not ConnectionReply.asked_of(rhys).exists()
    with pytest.raises(NotYours):
        reply.give(by=rhys, answer="I know.", shares=False)


@pytest.mark.parametrize("role", ["auditor", "business_support", "missing_coordinator", "camhs_practitioner"])
def test_whoever_may_not_record_on_a_record_does_not_ask_about_it(role, man, hidden, case, team, morag):
    somebody = make_user(role=role, name="Kit Amory", teams=[team])
    if role != "business_support":
        case.allocate(somebody, part=Part.LINKED, by=morag)
    with pytest.raises(NotYours):
        ask(man, hidden, somebody)


def test_nobody_asks_from_a_record_they_cannot_open(man, hidden, owen):
    with pytest.raises(NotYours):
        ask(man, hidden, owen)


def test_asking_where_there_is_nobody_to_answer_looks_the_same_and_reaches_nobody(man, hidden, rhys):
    asked = ask(man, hidden, rhys)
    assert not asked.replies.exists()
    assert [one.pk for one in ConnectionRequest.asked(rhys)] == [asked.pk]


def test_a_request_says_why_and_is_not_sent_twice(man, hidden, priya, morag):
    with pytest.raises(NotYet, match="why"):
        ask(man, hidden, priya, why=" ")
    ask(man, hidden, priya)
    with pytest.raises(NotYet, match="asked about this connection already"):
        ask(man, hidden, morag)


def test_an_answer_is_given_once_and_says_something(man, stranger, hidden, priya):
    ask(man, hidden, priya)
    reply = ConnectionReply.objects.get()
    with pytest.raises(NotYet, match="what you can tell them"):
        reply.give(by=stranger.officer, answer="", shares=False)
    reply.give(by=stranger.officer, answer="Ring me.", shares=False)
    with pytest.raises(NotYet, match="Ines Vardy has answered"):
        reply.give(by=make_officer("Nia Trask"), answer="Me too.", shares=True)


def test_what_one_asked_is_nobody_elses_to_read(man, hidden, priya, morag):
    ask(man, hidden, priya)
    assert ConnectionRequest.asked_here(man, priya).count() == 1
    assert not ConnectionRequest.asked_here(man, morag).exists()


def test_whoever_loses_the_record_loses_what_they_asked_about_it(man, hidden, priya, case, morag):
    ask(man, hidden, priya)
    case.end_allocation(case.allocations.get(user=priya), by=morag, reason="left")
    assert not ConnectionRequest.asked(priya).exists()
