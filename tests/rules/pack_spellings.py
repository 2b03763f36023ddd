"""Third parties of invented names, and the ways people write what is known of them."""

import unicodedata
from itertools import product

BEGINS = ("Vex", "Zor", "Quil", "Thrav", "Plink", "Drum", "Skel", "Wimb", "Yorv", "Fenk", "Grost", "Hulb")
ENDED = """
orin amble umpet ifex oddle agrim estrel inkso urvane ottic embry avock ulsten ibbon ockley arrant elmo upple
idgery onk evane aslet utchin orpel inzel addick ennaro
"""
NAMES = ["".join(parts) for parts in product(BEGINS, ENDED.split())]
DECORATED = {"o": "ö", "e": "é", "l": "ł", "i": "ı", "d": "đ", "a": "å"}


def decorated(name):
    return name[:3] + "".join(DECORATED.get(letter, letter) for letter in name[3:])


def wide(text):
    return "".join(chr(ord(one) + 0xFEE0) if "!" <= one <= "~" else one for one in text)


def between(text, sign):
    return sign.join(text)


def of_a_name(given, family):
    """Twenty ways to write somebody's name, of whom both words are known."""
    whole = f"{given} {family}"
    return [
        whole,
        whole.upper(),
        whole.lower(),
        f"{decorated(given)} {decorated(family)}",
        unicodedata.normalize("NFD", f"{decorated(given)} {decorated(family)}"),
        f"{given}\u00a0{family}",
        f"{given}\u00ad {family[:4]}\u00ad{family[4:]}",
        f"{given[:2]}\u200b{given[2:]} {family[:3]}\u2060{family[3:]}",
        f"\u202a{given}\u202c  {family}\u200e",
        f"{given}-{family}",
        f"{given}\u2011{family}",
        f"{family}, {given}",
        f"{given}_{family}.docx",
        f"{given}{family}",
        f"{given}’s",
        f"{family}ʼs mother",
        f"{given}s",
        f"“{given}”",
        between(given, " "),
        wide(family),
        f"{family[:4]}-\n{family[4:]}",
        f"({given.lower()}`s)",
    ]


def of_a_name_with_an_apostrophe(given, family):
    """For O'Something."""
    rest = family.removeprefix("O'")
    signs = ["'", "’", "‘", "ʼ", "`", "´", "′", "", " ", "-", "’ ", "\u200b'"]
    ways = [f"{given} O{sign}{rest}" for sign in signs]
    ways += [f"O{sign}{rest}’s" for sign in signs[:6]]
    return [*ways, f"{given} O'{rest.upper()}", f"o'{rest.lower()}", f"O’{decorated(rest)}"]


def of_a_phone(number):
    """Of eleven digits that begin with a nil."""
    four, three, last = number[:5], number[5:8], number[8:]
    rest = number[1:]
    return [
        number,
        f"{four} {three} {last}",
        f"{four} {three}{last}",
        f"{four}.{three}.{last}",
        f"{four}-{three}-{last}",
        f"{four}\u2011{three}\u2013{last}",
        f"{four}\u00a0{three}\u202f{last}",
        f"{four}\u200b{three}{last}",
        f"+44{rest}",
        f"+44 {rest[:4]} {rest[4:]}",
        f"+44 (0){rest[:4]} {rest[4:]}",
        f"0044{rest}",
        f"0044 {rest[:4]} {rest[4:]}",
        f"44{rest}",
        f"({four}) {three}{last}",
        f"{number} (day)",
        f"tel:+44-{rest[:4]}-{rest[4:]}",
        wide(number),
        f"\u202a{four} {three}{last}\u202c",
        f"{four}/{three}{last}",
        between(number, " "),
        f"m:{number}.",
    ]


def of_an_email(address):
    name, _, host = address.partition("@")
    return [
        address,
        address.upper(),
        address.title(),
        f"<{address}>",
        f"mailto:{address}",
        f"{address}.",
        f"({address})",
        f"{name}\u200b@{host}",
        f"{name[:3]}\u00ad{name[3:]}@{host}",
        f"{name} @ {host}",
        f"{name}(at){host}",
        f"{name} [at] {host}",
        f"{name} at {host}",
        f"{name} at {host.replace('.', ' dot ')}",
        f"{name}[at]{host.replace('.', '[dot]')}",
        wide(address),
        f"{name}@{host.upper()}",
        f"“{address}”",
        f"{address},",
        f"\u2068{address}\u2069",
    ]


def of_a_plate(plate):
    """Of two letters, two digits and three letters, parted by a space."""
    one, two = plate.split()
    ways = [plate, one + two, plate.lower(), (one + two).lower(), f"{one}-{two}", f"{one}.{two}", f"{one}\u00a0{two}"]
    ways += [f"{one[:2]} {one[2:]} {two}", f"{one}\u200b{two}", f"reg {one}{two}", f"{plate}.", f"({plate})"]
    ways += [f"{plate}’s driver", wide(one + two), f"{one}  {two}", f"GB {plate}", f"a {plate}, blue"]
    return [*ways, f"{one}\n{two}", f"{one[:2]}-{one[2:]}-{two}", f"“{one}{two}”", f"\u202a{plate}\u202c"]


def of_an_address(number, street):
    """Of a street that ends in Road."""
    short = street.replace("Road", "Rd")
    first = street.split()[0]
    ways = [f"{number} {street}", f"{number}, {street}", f"{number} {short}", f"{number} {short}."]
    ways += [f"{number} {street}".upper(), f"{number} {street}".lower(), f"no. {number} {street}"]
    ways += [f"{number}\u00a0{street}", f"{number} {first}\u00ad Road", f"{number} {first[:3]}\u200b{first[3:]} Road"]
    ways += [f"{number}\n{street}", f"{number} {decorated(first)} Road", f"{number} {first}-Road", f"{number}{street}"]
    ways += [
        f"in {street}",
        f"at {short}",
        f"{street}, {number}",
        f"{street}’s end",
        wide(f"{number} {first}") + " Road",
    ]
    return [*ways, f"{number} {first}\nRoad", f"({number} {first} rd)", f"{number}  {street}"]


def of_a_handle(handle):
    ways = [f"@{handle}", handle, handle.upper(), f"@{handle.title()}", f"(@{handle})", f"“{handle}”", f"{handle},"]
    ways += [f"https://www.instagram.com/{handle}/", f"instagram.com/{handle}?igsh=a", f"https://x.com/{handle}"]
    ways += [f"https://www.tiktok.com/@{handle}/video/7123456789012345678", f"snapchat.com/add/{handle}", wide(handle)]
    ways += [f"https://m.facebook.com/{handle}", f"{handle[:3]}\u200b{handle[3:]}", f"\u202a@{handle}\u202c"]
    return [*ways, f"@{handle}.", f"{handle}!", f"t.me/{handle}", f"u/{handle}", f"@{handle}’s"]


def of_a_postcode(code):
    out, inward = code.split()
    ways = [code, out + inward, code.lower(), (out + inward).lower(), f"{out}-{inward}", f"{out}.{inward}", f"{code}."]
    ways += [f"{out}\u00a0{inward}", f"{out}\u200b{inward}", f"{out}  {inward}", f"({code})", wide(out + inward)]
    ways += [f"{out}\u2009{inward}", f"{out}\n{inward}", f"{out}, {inward}", f"“{code}”", f"\u202a{code}\u202c"]
    return [*ways, f"{out[0]}\u00ad{out[1:]} {inward}", f"{out}\u2011{inward}", f"near {code}?"]
