"""What is the same everywhere is the same in a pack: each line of the table of pairs, known one way and written the
other, and what is known beside everyday words."""

from cases.packs.known import known_of
from cases.packs.third_party import Looking
from cases.registries.third_parties import ThirdParty
from emerald.text.compared import as_compared
from tests.text.pairs import addresses, handles, numbers

KNOWN_AS = {"phone": "phones", "vehicle": "plates"}
# Of which only a part is known, or which stand among words that say what is seen: found on a page of the register.
NOT_WHOLE = {"the rest not read", "the first of two"}
TELLING = ("harbour", "old mill", "marys", "cafe", "8xx", "bay")  # of the addresses
EVERYDAY = (
    "He has an idea, as if it may mark grace; will he hope so? I an hour ago, at will. She may drew and rose, jo so. "
    "A man, to by and by, no man: it is just in, and I van and am and a."
)


class LookingFor(Looking):
    """Looks for whom it is given, without any record."""

    def __init__(self, *parties):
        super().__init__([], None, None)
        self.known = known_of(parties)


def left(party, text):
    looking = LookingFor(party)
    return looking.black_out(text, {one.of for one in looking.spots_in(text)})


def test_a_number_is_taken_out_of_a_pack_however_it_is_written():
    for kind, one, other, why in numbers.SAME:
        if kind in KNOWN_AS and why not in NOT_WHOLE:
            party = ThirdParty(kind="carer", **{KNOWN_AS[kind]: (one,)})
            assert "[blacked out]" in left(party, f"Somebody wrote {other} down."), why


def test_a_name_online_is_taken_out_of_a_pack_however_it_is_written():
    missed = []
    for one, other, why in handles.SAME:
        party = ThirdParty(kind="concern", handles=(one,))
        if "[blacked out]" not in left(party, f"Somebody wrote {other} down."):
            missed.append((one, other, why))
    assert missed == []


def test_an_address_is_taken_out_of_a_pack_however_it_is_written():
    missed = []
    for one, other, why in addresses.SAME:
        party = ThirdParty(kind="concern", addresses=(one,))
        still = as_compared(left(party, f"Somebody went to {other} then.").replace("[blacked out]", ""))
        if any(word in still for word in TELLING):
            missed.append((one, other, why, still))
    assert missed == []


def test_words_that_are_names_too_stay_where_they_are_words():
    names = ("Hasan Will", "Ian May", "Asif Mark", "Jo Li", "Grace Hope", "Drew Rose", "Aman Toby", "Noman Justin")
    party = ThirdParty(kind="carer", names=(*names, "Ivan Amanda"))
    assert left(party, EVERYDAY) == EVERYDAY
    for name in names:
        given, family = name.split()
        for written in (given, family, f"{given}’s", name, name.upper()):
            assert "[blacked out]" in left(party, f"At noon {written} came."), written
