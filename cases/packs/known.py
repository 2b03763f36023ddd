"""Everybody and everything the record knows, as it is looked for in a pack."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise, product
from typing import Any

from cases.models import Address, Case, Child
from cases.packs.findings import Found
from cases.packs.needles import Needle, loose_needle, needle
from cases.packs.words_as_names import EVERYDAY, STREETS, TITLES
from cases.registries.third_parties import ThirdParty, known_to
from emerald.accounts.models import User
from emerald.accounts.permissions import Right
from emerald.text.compared import as_compared
from emerald.text.handles import handle_as_compared
from emerald.text.naming import PARTICLES, WORDS, parts_of, run_together
from emerald.text.numbers import phone_as_compared, plate_as_compared, postcode_as_compared
from emerald.text.postal import SHORT_WORDS

SHORTEST_PART = 3  # letters of a word of a name that is looked for by itself in whatever case
ENDS_OF_A_PHONE = (6, 7, 8)  # digits, as people write one without its area
SHORTEST_NAME_OF_A_HOUSE = 6  # letters of a first line that is looked for by itself
MOST_WAYS = 24  # of writing one line of an address
LOOKS_LIKE = {"0": "0o", "o": "0o", "1": "1i", "i": "1i"}


@dataclass(frozen=True)
class Owner:
    """Of what a needle is. Needles of one owner are one finding; `whole`: it is more than a word of a name."""

    kind: Found | None  # None: it is the child's own
    form: str
    why: str = ""


@dataclass(frozen=True)
class Known:
    """`needles` are words; `forms` are numbers and names online, as they are compared: {(kind, form): Owner}."""

    needles: tuple[Needle, ...]
    forms: dict[tuple[Found, str], Owner]


def known_in(case: Case, by: User, words: set[str]) -> Known:
    """Whoever could stand in a text of these `words` (as they are compared), of whom `by` may know. Costs the same
    questions whatever the text."""
    child = case.child.with_details()
    own = set(_own_words(child))
    parties = known_of(known_to(case, by), own)
    needles: list[Needle | None] = []
    forms: dict[tuple[Found, str], Owner] = {}
    for address in child.addresses.all():
        if not address.why_not_read:  # else no pack is made (`packing.Contents.obstacles`)
            needles += _of_childs(address)
            forms |= _postcode_of(address)
    needles += parties.needles
    needles += [needle(name, _owner(Found.CHILD, name)) for name in _children_named(words, child, by)]
    needles += _staff(words)
    needles += [needle(word, Owner(None, word)) for word in own]
    numbers = (child.nhs_number, child.upn)
    forms = parties.forms | forms | {(Found.NUMBER, number): Owner(None, number) for number in numbers if number}
    return Known(tuple(dict.fromkeys(filter(None, needles))), forms)


def known_of(parties: Iterable[ThirdParty], own: Collection[str] = ()) -> Known:
    """What is looked for of `parties`; `own` are the words of the child's own names, which are nobody else's."""
    needles: list[Needle | None] = []
    forms: dict[tuple[Found, str], Owner] = {}
    for party in parties:
        needles += _of_party(party, own)
        forms |= _forms_of(party)
    return Known(tuple(dict.fromkeys(filter(None, needles))), forms)


def _own_words(child: Child) -> Iterator[str]:
    names = (child.given_names, child.family_name, child.preferred_name)
    for name in (*names, *(one.name for one in child.also_known_as.all())):
        yield from words_of_a_name(name)


def words_of_a_name(name: str) -> list[str]:
    """Its words as they are compared: O'Brien whole, and what follows the O, as others write it."""
    whole = re.findall(r"[^\W_]+(?:'[^\W_]+)*", as_compared(name))
    return list(dict.fromkeys([*whole, *(part for part in parts_of(name) if len(part) >= SHORTEST_PART)]))


def _owner(kind: Found, words: str, why: str = "") -> Owner:
    return Owner(kind, run_together(words), why)


def _of_party(party: ThirdParty, own: Collection[str]) -> Iterator[Needle | None]:
    kind = Found(party.kind)
    for name in (*party.names, *party.nicknames):
        yield _needle_of_name(name, _owner(kind, name, party.why))
    for name in party.names:
        for word in words_of_a_name(name):
            if word not in own and word not in PARTICLES | TITLES and len(run_together(word)) > 1:
                yield _needle_of_name(word, _owner(kind, word, party.why))
    yield from _of_its_numbers(party, kind)
    for address in party.addresses:
        yield from _of_address(address, Found.ADDRESS, party.why, streets=True)


def _of_its_numbers(party: ThirdParty, kind: Found) -> Iterator[Needle | None]:
    for phone in party.phones:
        yield from _of_phone(phone, party.why)
    for email in party.emails:
        yield from _of_email(email, party.why)
    for plate in party.plates:
        owner = Owner(Found.VEHICLE, plate_as_compared(plate), party.why)
        ways = product(*(LOOKS_LIKE.get(one, one) for one in run_together(plate)))
        yield from (loose_needle("".join(way), owner) for way, _ in zip(ways, range(MOST_WAYS), strict=False))
    for handle in party.handles:
        form = handle_as_compared(handle)
        yield loose_needle(form.rpartition(":")[2], Owner(Found.HANDLE, form, party.why)) if ":" in form else None
    for reference in party.references:
        if len(run_together(reference)) >= ENDS_OF_A_PHONE[0]:
            yield loose_needle(reference, _owner(kind, reference, party.why))


def _needle_of_name(name: str, owner: Owner) -> Needle | None:
    letters = run_together(name)
    if letters in WORDS or len(letters) < SHORTEST_PART - 1:
        return None
    return needle(name, owner, capital=letters in EVERYDAY or len(letters) < SHORTEST_PART)


def _of_phone(phone: str, why: str) -> Iterator[Needle | None]:
    form = phone_as_compared(phone)
    digits = re.sub("[^0-9]", "", form)
    if len(digits) < ENDS_OF_A_PHONE[0]:
        return
    owner = Owner(Found.PHONE, form, why)
    here = digits.removeprefix("44") if form.startswith("+44") else ""
    ways = {digits, f"00{digits}", *((f"0{here}", here, f"440{here}", f"00440{here}") if here else ())}
    ways |= {digits[-length:] for length in ENDS_OF_A_PHONE}
    yield from (loose_needle(way, owner) for way in sorted(ways))


def _of_email(email: str, why: str) -> Iterator[Needle | None]:
    owner = Owner(Found.EMAIL, as_compared(email), why)
    name, _, host = email.partition("@")
    names, hosts = ((part, part.replace(".", " dot ")) for part in (name, host))
    for said, at, where in product(dict.fromkeys(names), ("@", " at "), hosts):
        yield needle(f"{said}{at}{where}", owner)


def _forms_of(party: ThirdParty) -> dict[tuple[Found, str], Owner]:
    forms = [(Found.PHONE, phone_as_compared(phone)) for phone in party.phones]
    forms += [(Found.EMAIL, as_compared(email)) for email in party.emails]
    forms += [(Found.VEHICLE, plate_as_compared(plate)) for plate in party.plates]
    forms += [(Found.HANDLE, handle_as_compared(handle)) for handle in party.handles]
    forms += [(Found.POSTCODE, postcode_as_compared(address)) for address in party.addresses]
    return {(kind, form): Owner(kind, form, party.why) for kind, form in forms if form}


def _of_childs(address: Address) -> Iterator[Needle | None]:
    kind, why = _kind_of(address), address.why_sensitive
    yield from _of_address(address.lines, kind, why, streets=address.sensitive)
    yield loose_needle(address.postcode, Owner(kind, _postcode(address.postcode), why))


def _postcode_of(address: Address) -> dict[tuple[Found, str], Owner]:
    form = _postcode(address.postcode) or postcode_as_compared(address.lines)
    return {(Found.POSTCODE, form): Owner(_kind_of(address), form, address.why_sensitive)} if form else {}


def _kind_of(address: Address) -> Found:
    return Found.SENSITIVE if address.sensitive else Found.ADDRESS


def _postcode(written: str) -> str:
    return postcode_as_compared(written) or run_together(written).upper()


def _of_address(lines: str, kind: Found, why: str, *, streets: bool) -> Iterator[Needle | None]:
    """The whole, each line that has a number, and with `streets` each that is the name of a street or a house."""
    parts = [line.strip() for line in re.split(r"[\n,;]", lines) if line.strip()]
    said = [lines, *(part for part in parts if _tells_where(part, streets=streets))]
    if streets and parts:
        said += [re.sub(r"^\s*\d+\s*[a-zA-Z]?\b[\s,]*", "", part) for part in parts if _names_a_street(part)]
        said += [" ".join(parts[:2])]
        said += (
            [parts[0]] if kind == Found.SENSITIVE and len(run_together(parts[0])) >= SHORTEST_NAME_OF_A_HOUSE else []
        )
    for one in dict.fromkeys(said):
        for way in _ways_to_write(one):
            if len(run_together(way)) > SHORTEST_PART:
                yield needle(way, _owner(kind, one, why))


def _tells_where(line: str, *, streets: bool) -> bool:
    words = as_compared(line).split()
    is_a_flat = len(words) < SHORTEST_PART and words[0] in {"flat", "room", "unit", "apartment", "apt", "floor"}
    return not is_a_flat and (bool(re.search(r"\d", line)) or (streets and _names_a_street(line)))


def _names_a_street(line: str) -> bool:
    words = re.findall(r"[^\W\d_]+", as_compared(line))
    return len(words) > 1 and words[-1] in STREETS


def _ways_to_write(line: str) -> Iterable[str]:
    """With each of its words short or in full: Road, Rd."""
    words = as_compared(line).replace(",", " ").split()
    every = [_alike(word.strip(".'\"")) for word in words]
    return (" ".join(way) for way, _ in zip(product(*every), range(MOST_WAYS), strict=False))


def _alike(word: str) -> list[str]:
    short = SHORT_WORDS.get(word, word)
    same = [full for full, brief in SHORT_WORDS.items() if brief == short and full[0] == word[:1]]
    return list(dict.fromkeys([word, short, *same]))


def _children_named(words: set[str], child: Child, by: User) -> list[str]:
    """Names of other children `by` can see, of those all words of whose name stand in the texts."""
    cases = Case.objects.visible_to(by, Right.READ_CHILD)
    keys = [f"={word}" for word in sorted(words)]
    visible: Any = Child.objects.exclude(pk=child.pk).filter(cases__in=cases, name_keys__overlap=keys).distinct()
    names = {name for one in visible for name in (one.full_name, one.name, _without_middle_names(one))}
    return sorted(name for name in names if _may_stand_in(name, words))


def _without_middle_names(child: Child) -> str:
    return f"{child.given_names.split(' ')[0]} {child.family_name}".strip()


def _staff(words: set[str]) -> Iterator[Needle | None]:
    for person in User.objects.only("name", "role"):
        if " " in person.name and _may_stand_in(person.name, words):
            yield needle(person.name, _owner(Found.STAFF, person.name, person.role_title))


def _may_stand_in(name: str, words: set[str]) -> bool:
    """Whether each word of a name is among `words`, by itself or joined with the one beside it."""
    parts = parts_of(name)
    joined = {*(one + other for one, other in pairwise(parts)), "".join(parts)} & words
    return bool(parts) and all(part in words or any(part in one for one in joined) for part in parts)
