"""The questions a new installation begins with, in our own words (DOMAIN.md section 2.3; no published tool is copied).

Planted once by a migration. From then on the team keeps its set itself, on the page of indicators: a change here
changes nothing that is installed.
"""

from datetime import date
from typing import Any

from django.db.models import QuerySet

SINCE = date(2015, 10, 1)  # when the team began (DOMAIN.md section 1): so that any day's assessment has its questions

FIRST = (
    (
        "missing",
        "high",
        "Has been missing overnight more than once in the last three months",
        "Count every night nobody knew where the child was, reported or not",
    ),
    ("missing", "medium", "Has been missing, or away without agreement, for part of a day", ""),
    ("missing", "medium", "Comes home much later than agreed again and again", ""),
    ("missing", "medium", "Has stopped going to school, college or training, or goes much less", ""),
    ("missing", "low", "Has changed school or been excluded in the last year", ""),
    ("health", "high", "Has had repeated sexually transmitted infections", ""),
    (
        "health",
        "high",
        "Has been pregnant, or a pregnancy has ended",
        "The circumstances matter, not the pregnancy alone",
    ),
    ("health", "high", "Has injuries that nobody can explain", ""),
    (
        "health",
        "medium",
        "Harms themselves or has spoken of not wanting to live",
        "If there is danger now, act first and assess afterwards",
    ),
    ("health", "medium", "Alcohol or drugs, whoever gives them, leave them less safe", ""),
    ("health", "low", "Sleep, eating or mood have changed a lot", ""),
    ("relationships", "high", "Somebody much older, or with power over them, draws them close or calls it love", ""),
    ("relationships", "high", "Somebody suspected of exploiting children is in contact with them", ""),
    ("relationships", "medium", "Is being cut off from old friends, or drawn into a new, closed group", ""),
    ("relationships", "medium", "Other children in their circle are being exploited", ""),
    ("relationships", "medium", "Seems frightened of somebody, or to be controlled by them", ""),
    (
        "online",
        "high",
        "Has been asked for sexual images, or images of them have been shared",
        "The child is not to blame for an image somebody else asked for or passed on",
    ),
    ("online", "medium", "Adults they have not met contact them online, or have had them come to meet", ""),
    ("online", "medium", "Has been given a second phone, or told to hide accounts", ""),
    ("online", "low", "Accounts, names or numbers change suddenly and often", ""),
    ("material", "medium", "Has money, clothes, a phone or gifts that nobody can explain", ""),
    (
        "material",
        "high",
        "Somebody gives them alcohol, drugs, money or somewhere to stay, and wants something for it",
        "",
    ),
    ("material", "medium", "Is picked up or taken about by people their carers do not know", ""),
    ("places", "high", "Has been found somewhere with adults with whom they have no safe connection", ""),
    ("places", "medium", "Is taken, or drawn by somebody, to a place where children are exploited", ""),
    ("places", "high", "Has been taken to another town, a hotel or a private party by adults", ""),
    ("vulnerability", "low", "Has special educational needs or a disability", ""),
    ("vulnerability", "medium", "Is looked after, or has moved between homes several times", ""),
    ("vulnerability", "medium", "Was abused or neglected, or has lived with violence at home", ""),
    ("vulnerability", "low", "Has lost somebody close to them", ""),
    ("vulnerability", "low", "Is alone with questions about their sexuality or gender, or is bullied for them", ""),
    ("vulnerability", "medium", "Lives with carers who cannot keep them safe at the moment", ""),
    ("protective", "medium", "Has carers who notice, who ask and who report", ""),
    ("protective", "medium", "Has an adult they trust and talk to", ""),
    ("protective", "low", "Takes part in the work with us or with another service", ""),
    ("protective", "low", "Is in school, college, training or work and feels part of it", ""),
    ("protective", "low", "Has friends of their own age who are good for them", ""),
    ("protective", "low", "Knows what worries us and has a plan for staying safe that they use", ""),
)


def plant(indicators: QuerySet[Any]) -> None:
    """Put them into `indicators`, a queryset of Indicator, if there is none yet."""
    if indicators.exists():
        return
    indicators.bulk_create(
        [
            indicators.model(
                domain=domain, weight=weight, wording=wording, hint=hint, place=10 * number, active_from=SINCE
            )
            for number, (domain, weight, wording, hint) in enumerate(FIRST, 1)
        ]
    )
