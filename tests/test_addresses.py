"""The names of pages, which evidence and rights go by (decision 38)."""

from collections import Counter

from django.conf import settings
from django.urls import URLPattern, get_resolver

OF_LIBRARIES = ("account_", "mfa_", "usersessions_")
LIBRARIES = ("account", "mfa", "usersessions")


def patterns(resolver):
    for one in resolver.url_patterns:
        if isinstance(one, URLPattern):
            yield one
        else:
            yield from patterns(one)


PATTERNS = list(patterns(get_resolver(settings.ROOT_URLCONF)))


def test_every_address_has_a_name():
    assert len(PATTERNS) > 200
    assert [str(one.pattern) for one in PATTERNS if not one.name] == []


def test_no_two_pages_share_a_name():
    assert [name for name, times in Counter(one.name for one in PATTERNS).items() if times > 1] == []


def test_only_a_library_s_page_has_a_library_s_prefix():
    """Ours wrap some of theirs, under the name by which the library looks for them; none is called so by chance."""
    ours = {one.name for one in PATTERNS if not one.name.startswith(OF_LIBRARIES)}
    theirs = {one.name for one in PATTERNS} - ours
    library = {one.name for each in LIBRARIES for one in patterns(get_resolver(f"allauth.{each}.urls"))}
    assert theirs <= library
    assert not ours & library
