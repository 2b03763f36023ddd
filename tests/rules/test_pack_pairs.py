"""What is the same everywhere is the same in a pack: each line of the table of pairs, known one way and written the
other, and what is known beside everyday words."""

from cases.packs.findings import BLACKED_OUT
from cases.packs.known import known_of
from cases.packs.third_party import Looking
from cases.registries.third_parties import ThirdParty
from emerald.text.compared import as_compared
from tests.text.pairs import addresses, handles, names, numbers, texts

KNOWN_AS = {"phone": "phones", "vehicle": "plates"}
# Of which only a part is known, or which stand among words that say what is seen: found on a page of the register.
NOT_WHOLE = {"the rest not read", "the first of two"}
TELLING = ("harbour", "old mill", "marys", "cafe", "8xx", "bay")  # of the addresses
SHORTEST = 3  # letters of a name
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


def missed(pairs, facts, sentence):
    """The pairs of which, one known, the other or a telling part of it is still to be read."""
    found = []
    for pair in pairs:
        written = left(ThirdParty(kind="carer", **{facts: (pair.one,)}), sentence.format(pair.other))
        still = as_compared(written.replace(BLACKED_OUT, ""))
        if BLACKED_OUT not in written or any(word in still for word in TELLING):
            found.append((pair, written))
    return found


def the_same(pairs):
    return [pair for pair in pairs if pair.same and pair.why not in NOT_WHOLE]


def test_a_number_is_taken_out_of_a_pack_however_it_is_written():
    for kind, facts in KNOWN_AS.items():
        assert missed(the_same(numbers.PAIRS[kind]), facts, "Somebody wrote {} down.") == []


def test_a_name_online_is_taken_out_of_a_pack_however_it_is_written():
    assert missed(the_same(handles.PAIRS), "handles", "Somebody wrote {} down.") == []


def test_an_address_is_taken_out_of_a_pack_however_it_is_written():
    assert missed(the_same(addresses.PAIRS), "addresses", "Somebody went to {} then.") == []


def test_a_name_is_taken_out_of_a_pack_in_whatever_letters_it_is_written():
    words = [pair for pair in the_same(texts.PAIRS) if sum(map(str.isalpha, pair.one)) >= SHORTEST]
    assert len(words) > 25
    for pairs in (words, the_same(names.PAIRS)):
        assert missed(pairs, "names", "Somebody met {} then.") == []


def test_a_sentence_names_somebody_in_a_pack_as_everywhere():
    for name, sentence, why, names_them in names.NAMED:
        written = left(ThirdParty(kind="carer", names=(name,)), sentence)
        assert (BLACKED_OUT in written) == names_them, (why, written)


def test_words_that_are_names_too_stay_where_they_are_words():
    names = ("Hasan Will", "Ian May", "Asif Mark", "Jo Li", "Grace Hope", "Drew Rose", "Aman Toby", "Noman Justin")
    party = ThirdParty(kind="carer", names=(*names, "Ivan Amanda"))
    assert left(party, EVERYDAY) == EVERYDAY
    for name in names:
        given, family = name.split()
        for written in (given, family, f"{given}’s", name, name.upper()):
            assert BLACKED_OUT in left(party, f"At noon {written} came."), written
