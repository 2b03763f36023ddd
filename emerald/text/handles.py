"""Handles as they are compared: whose profile it is, however its address or its name was typed.

    @Fox_99 (Instagram)                               fox_99
    https://m.facebook.com/profile.php?id=100012      facebook:100012
    https://www.instagram.com/reel/Cx1/?igsh=a        instagram.com/Cx1: whose it is, the address does not say

A name is the same on every platform, because people keep theirs; a number is one platform's. What an address does not
tell apart is nobody's handle, and is the same only where the whole address is.
"""

import re
from collections.abc import Iterator
from urllib.parse import SplitResult, parse_qsl, unquote, urlencode, urlsplit

from emerald.text.phones import phone_as_compared
from emerald.text.platforms import BY_HOST, OTHERS, PLATFORMS, SAID, UNSURE, Platform
from emerald.text.read import as_read

ADDRESS = re.compile(
    r"(?:https?://|www\.)\S+|(?<![\w@.-])(?:[\w-]+\.)+[a-z]{2,}(?::\d+)?/\S*|(?<![\w@.-])(?:[\w-]+\.)*[\w-]+\.[a-z]{2,}(?![\w.@])",
    re.IGNORECASE,
)
WRITTEN_AS_HOST = re.compile(r"^\s*@?([a-z]+)/@?([\w.-]+)/?\s*$", re.IGNORECASE)  # instagram/fox_99
FRONT = re.compile(r"^(?:www\d?|m|mobile|mbasic|touch|web|old|new|l|lm|open|[a-z]{2}(?:-[a-z]{2})?)\.")
# Of a page on a platform, which one it is; anything else tells how it is shown and where somebody came from.
WHICH = {"v", "fbid", "story_fbid", "id", "list"}
TRACES = re.compile(r"utm_.*|fbclid|gclid|igshid|igsh|mibextid|ref|ref_src|share_id|share_token")  # on any other site
REDIRECTS = ("u", "url", "q")
ANYWHERE = (
    re.compile(r"(?:[^?]*/)?@(?P<name>[^/?@]+)/?$"),
    re.compile(r"(?:u|user|users|profile|profiles|member|members|add)/(?P<name>(?=[^/?]*[^\d/?])[^/?.]+)/?$"),
)
BRACKETS = re.compile(r"[(\[{][^()\[\]{}]*[)\]}]")
AT = re.compile(r"(?:^|(?<=[\s(:,/]))@([\w.-]+)")
ALL_SAID = "|".join(one.said for one in PLATFORMS) + f"|{OTHERS}"
ABOUT = r"(?:account|handle|id|name|profile|user|username|user ?name)"
BEFORE = re.compile(
    rf"^(?:{ABOUT}\s+)?(?:on\s+)?({ALL_SAID})(?:\s+{ABOUT})*\s*(?:[:/=-]\s*|\s+(?=\S+$)|(?=@))", re.IGNORECASE
)
AFTER = re.compile(rf"(?:\s+on|\s*[,/-]|(?<=\S))\s+({ALL_SAID})(?:\s+{ABOUT})?\s*$", re.IGNORECASE)
LABEL = re.compile(rf"^(?:u/|mailto:|{ABOUT}\s*[:=]\s*)", re.IGNORECASE)
ID = re.compile(r"[0-9]{6,}")


def handle_as_compared(typed: str) -> str:
    """ "" where it names nothing but a platform."""
    text = as_read(typed).text.strip()
    if host := WRITTEN_AS_HOST.match(text):
        platform = _said(host[1])
        return _of_address(urlsplit(f"//{platform.hosts.split()[0]}/{host[2]}")) if platform else _of_name(host[2])
    for found in ADDRESS.finditer(text):
        if address := _split(found[0].rstrip(".,;)>]}”'\"")):
            return _of_address(address)
    return _of_words(text)


def _split(written: str) -> SplitResult | None:
    """None where it is a name with dots in it (fox.ninety) and no address."""
    try:
        address = urlsplit(written if "//" in written else f"//{written}")
        host = address.hostname or ""
    except ValueError:
        return None
    is_one = "//" in written or written.startswith("www.") or address.path.strip("/") or _platform(host)
    return address if host and is_one else None


def _of_address(address: SplitResult) -> str:
    host = _plain_host(address.hostname or "")
    pairs = parse_qsl(address.query, keep_blank_values=True)
    platform = _platform(address.hostname or "")
    if inner := next((said for name, said in pairs if name in REDIRECTS and said.startswith("http")), ""):
        return handle_as_compared(inner)
    path = unquote(address.path).strip("/")
    if platform is None:
        return _anywhere(path) or _whole(host, path, pairs)
    if _is_short(address.hostname or "", platform):
        return _whole(host, path, pairs)
    if platform.name == "tumblr" and not path and host != "tumblr.com":
        return _of_name(host.split(".")[0])
    read = f"{path}?{address.query}" if address.query else path
    if host == "youtu.be":
        read = f"{host}/{read}"
    return _by_rule(platform, read) or (_whole(platform.hosts.split()[0], path, pairs) if read else "")


def _by_rule(platform: Platform, read: str) -> str:
    first = re.split("[/?]", read)[0].casefold()
    for rule in platform.rules:
        if not (found := re.match(rf"(?:{rule})(?=[/?&#]|$)", read, re.IGNORECASE)):
            continue
        said = found.groupdict()
        if said.get("id"):
            return f"{platform.name}:{said['id']}"
        if said.get("thing"):
            return f"{platform.hosts.split()[0]}/{said['thing']}"
        if said.get("phone"):
            return phone_as_compared(f"+{said['phone'].lstrip('+0')}")
        if first not in platform.not_names.split() or "/" in found[0]:
            return _of_name(said["name"])
    return ""


def _anywhere(path: str) -> str:
    return next((_of_name(found["name"]) for rule in ANYWHERE if (found := rule.match(path))), "")


def _whole(host: str, path: str, pairs: list[tuple[str, str]]) -> str:
    """The page itself. Letters of a path may matter, so they stay as they are."""
    on_platform = host in BY_HOST
    kept = urlencode(sorted(one for one in pairs if (one[0] in WHICH if on_platform else not TRACES.fullmatch(one[0]))))
    return "?".join(part for part in ("/".join(filter(None, (host, path))), kept) if part)


def _of_words(text: str) -> str:
    """Of what is no address: the one after "@", or all of it but for the platform's name and what is in brackets."""
    bare = BRACKETS.sub(" ", text).strip()
    if not bare or _said(bare):
        bare = text[text.find("(") + 1 :].strip("()[]{} ") if "(" in text else bare or text.strip("[]{} ")
    said = next(_platforms_in(text), None)
    bare = BEFORE.sub(_unless_unsure, bare, count=1)
    bare = LABEL.sub("", AFTER.sub(_unless_unsure, bare, count=1).strip() or bare)
    if " " in bare and (at := AT.search(bare)):
        bare = at[1]
    if said and (number := ID.fullmatch(re.sub(rf"{ABOUT}|\s", "", bare, flags=re.IGNORECASE))):
        return f"{said.name}:{number[0]}"
    return "" if _said(bare) else _of_name(bare)


def _unless_unsure(found: re.Match[str]) -> str:
    """ "snap: fox" and "fox on snap" say a platform; of "Snap Fox" nobody knows."""
    is_parted = re.search(r"[:/=,@-]|\bon\b", found[0]) or found.string[found.end() : found.end() + 1] == "@"
    return "" if is_parted or found[1].casefold() not in UNSURE else found[0]


def _platforms_in(text: str) -> Iterator[Platform]:
    words = re.findall("[A-Za-z]+", text)
    return (platform for word in words if (platform := _said(word)))


def _said(word: str) -> Platform | None:
    return next((one for one, pattern in SAID.items() if pattern.fullmatch(word)), None)


def _of_name(name: str) -> str:
    return re.sub(r"\s", "", name).strip("\"“”‘’'.,;:/").lstrip("@#").casefold()


def _plain_host(host: str) -> str:
    host = host.casefold().rstrip(".")
    while (bare := FRONT.sub("", host)) != host and "." in bare:
        host = bare
    return host


def _is_short(host: str, platform: Platform) -> bool:
    return host.casefold().removeprefix("www.") in platform.short.split()


def _platform(host: str) -> Platform | None:
    """By its host, whatever stands before it and whichever country it is for: pinterest.co.uk."""
    full, plain = host.casefold().removeprefix("www."), _plain_host(host)
    known = BY_HOST.get(full) or BY_HOST.get(plain)
    label = re.split(r"\.", plain)[:-1]
    return known or next(
        (
            one
            for one in PLATFORMS
            if len(one.name) > 2
            and set(label) & {one.name, *(h.split(".")[0] for h in one.hosts.split() if len(h.split(".")[0]) > 2)}
        ),
        None,
    )
