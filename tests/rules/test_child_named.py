"""What is read on another child's record, or by who may not see a child, names no child whom its writer may see."""

import pytest

from cases.models import AlsoKnownAs, Carer
from cases.models.access.allocation import Part
from cases.models.access.rights import sync_rights_of_children
from cases.models.children.named import why_not_named
from emerald.accounts.models import User
from emerald.guards import NotYet
from interventions.models import SharedPart
from perpetrators.comparing.notices import compare
from perpetrators.models import ConnectionReply, ConnectionRequest
from perpetrators.models.connections.found import ConnectionFound, Outcome
from tests.factories.children import make_case, make_child
from tests.factories.measures import days_ago, make_injunction
from tests.factories.people import make_user
from tests.factories.register import link_child
from tests.factories.sessions import make_together
from tests.text.pairs.names import NAMED

NAMES = "Leave the names of children out here"
pytestmark = pytest.mark.django_db


def named(child, text, **more):
    return why_not_named([child], [text], told="Others read it.", **more)


def test_every_name_of_the_table_is_met_on_a_childs_record():
    judged = {}
    for pair in NAMED:
        if pair.one:
            child = make_child(given_names="", family_name=pair.one)
            judged[pair] = bool(named(child, pair.other))
    assert [pair for pair, met in judged.items() if met != pair.same] == []


def test_any_name_of_the_child_is_one_and_the_sentence_says_which_word(tamsin):
    AlsoKnownAs.objects.create(child=tamsin, name="Zuzia K")
    (sentence,) = named(tamsin, "Zuzia’s mother met tamsins teacher and Mrs Quillfeather.")
    assert sentence == f"{NAMES}. Others read it. You wrote “Zuzia’s” and “tamsins” and “Quillfeather”."
    assert named(tamsin, "Her mother met the teacher.") == []
    assert named(tamsin, " ") == named(tamsin, "") == []


def test_a_family_name_that_is_the_persons_as_well_names_no_child(tamsin):
    assert named(tamsin, "Mr Quillfeather left.", besides=["Quill-Feather"]) == []
    assert named(tamsin, "Tamsin Quillfeather left.", besides=["Quillfeather"])


@pytest.mark.parametrize(
    "take",
    [
        lambda measure, by: measure.vary(by=by, on=days_ago(1), what="Not within 100 m of Tamsin's school."),
        lambda measure, by: measure.vary(by=by, on=days_ago(1), what="As read out.", note="Tam\u00adsin’s aunt."),
        lambda measure, by: measure.add_condition(
            by=by, on=days_ago(1), sort="prohibition", text="Not to go near Tamsins home"
        ),
        lambda measure, by: measure.record_breach(
            by=by, happened_on=days_ago(1), what_happened="Waited for TAMSIN’S bus.", reported_by="Aunt"
        ),
        lambda measure, by: measure.put_right(by=by, on=days_ago(1), note="Tamsin was told."),
    ],
    ids=["variation", "note of a step", "condition", "breach", "note of the measure"],
)
def test_what_everybody_reads_of_a_measure_names_no_child_it_protects(take, man, rhys, tamsin, case):
    measure = make_injunction(by=rhys, person=man, children=[tamsin])
    with pytest.raises(NotYet, match=NAMES):
        take(measure, rhys)
    measure.refresh_from_db()
    assert measure.state == "in_force"
    assert not measure.conditions.exists()


def test_nor_does_it_when_it_is_recorded(man, rhys, tamsin, case):
    with pytest.raises(NotYet, match=NAMES):
        make_injunction(by=rhys, person=man, children=[tamsin], note="For Tamsin’s sake.")


def test_a_condition_that_only_readers_of_a_child_see_may_name_that_child_and_no_other(man, rhys, tamsin, case):
    other = make_case(child=make_child(given_names="Jory", family_name="Penhallow")).child
    link_child(man, other)
    sync_rights_of_children([other.pk])
    measure = make_injunction(by=rhys, person=man, children=[tamsin, other])
    said = {"by": rhys, "on": days_ago(1), "sort": "prohibition", "child": tamsin}
    measure.add_condition(**said, text="Not to meet Tamsin at school")
    with pytest.raises(NotYet, match="You wrote “Jory’s”"):
        measure.add_condition(**said, text="Not to meet Tamsin at Jory’s")


def test_a_child_whom_the_writer_may_not_see_is_given_away_by_no_refusal(man, rhys, tamsin, case, sunita):
    measure = make_injunction(by=rhys, person=man, children=[tamsin])
    case.restrict(by=sunita, category="staff", because="A colleague’s family", named=[sunita])
    measure.refresh_from_db()
    measure.vary(by=rhys, on=days_ago(1), what="Not within 100 m of Tamsin’s school.")
    assert measure.events.filter(sentence__contains="Tamsin").exists()


@pytest.mark.parametrize("field", ["what_happened", "aims", "others_present", "place"])
def test_what_is_written_for_all_children_of_a_session_names_none_of_them(field, case, priya, morag):
    other = make_case(manager=morag, child=make_child(given_names="Łucja", family_name="Penhallow"))
    other.allocate(priya, part=Part.LEAD, by=morag)
    with pytest.raises(NotYet, match=r"was in the session\. You wrote “lucjas”"):
        make_together(case, other, by=priya, **{field: "With lucjas mother"})
    assert not SharedPart.objects.exists()
    mine, _ = make_together(case, other, by=priya)
    with pytest.raises(NotYet, match="You wrote “Tamsin’s”"):
        mine.group.change_words(by=priya, what_happened="We sat in Tamsin’s garden.")


@pytest.fixture
def jory(elsewhere, owen):
    """A child of another team, led by Owen, whose aunt has the telephone number that is Rhys's man's."""
    manager = make_user(role="practice_manager", name="Bryn Hale", teams=[elsewhere])
    case = make_case(manager=manager, child=make_child(given_names="Jory", family_name="Penhallow"))
    case.allocate(owen, part=Part.LEAD, by=manager)
    Carer.objects.create(child=case.child, name="Lowen", relationship="Aunt", phone="07700 900123")
    return case.child


def test_neither_a_question_about_a_connection_nor_its_answer_names_the_child(man, jory, tamsin, case, owen, priya):
    assert man.links.filter(child=tamsin).exists()
    man.particulars.create(kind="phone", value="07700 900123", recorded_by=priya)
    key = man.particulars.get().pk
    asked = {"by": priya, "record": man, "key": f"p{key}"}
    with pytest.raises(NotYet, match="You wrote “Tamsin’s”"):
        ConnectionRequest.ask(**asked, why="It rang Tamsin’s telephone.")
    ConnectionRequest.ask(**asked, why="It rang a child’s telephone.")
    reply = ConnectionReply.asked_of(owen).get()
    with pytest.raises(NotYet, match="You wrote “Jorys”"):
        reply.give(by=owen, answer="It is Jorys aunt.", shares=True)
    assert reply.give(by=owen, answer="Ring me.", shares=False).answered_at


def test_what_a_decider_tells_whoever_saved_it_does_not_name_the_other_child(man, jory, tamsin, case, priya):
    Carer.objects.create(child=tamsin, name="Ann", relationship="Aunt", phone="07700 900123")
    compare(tamsin, priya)
    found = ConnectionFound.objects.get(child=tamsin, other_child=jory)
    decider = User.objects.get(name="Bryn Hale")
    with pytest.raises(NotYet, match="You wrote “Jory”"):
        found.decide(by=decider, outcome=Outcome.TOLD, answer="Ask us about Jory.")
    assert found.decide(by=decider, outcome=Outcome.KEPT, answer="Jory’s aunt is not to be rung.").outcome
