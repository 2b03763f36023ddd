"""What the pages of opening post."""

import re

from tests.factories.children import BORN
from tests.factories.posting import date_parts

LOOK, NEW = "/cases/open/", "/cases/open/new-child/"


def look(**more):
    return {"given_names": "Jory", "family_name": "Penhallow", **date_parts("date_of_birth", BORN), **more}


def opening(browser, team, **more):
    """What the last page of opening posts, after a search with the same answers."""
    typed = look(**{name: more[name] for name in more if name in ("given_names", "family_name", "nhs_number")})
    looked = re.search(r'name="looked" value="([^"]+)"', browser.post(LOOK, typed).text)[1]
    return {
        **typed,
        "looked": looked,
        "born": "known",
        "sex": "M",
        "ethnicity": "WBRI",
        "team": team.pk,
        "status": "at_risk",
        "rationale": "Older men wait for him at the gate.",
        **date_parts("opened_on"),
        **more,
    }
