"""The codes in which the national returns ask about a child. Sources: DOMAIN.md G1, G2."""

from django.db import models


class Sex(models.TextChoices):
    """Codes of the children-in-need census (DOMAIN.md source G1)."""

    FEMALE = "F", "Female"
    MALE = "M", "Male"
    UNKNOWN = "U", "Not known"


class Ethnicity(models.TextChoices):
    """Codes of the school and children-in-need censuses (DOMAIN.md sources G1, G2)."""

    WBRI = "WBRI", "White British"
    WIRI = "WIRI", "White Irish"
    WIRT = "WIRT", "Traveller of Irish heritage"
    WROM = "WROM", "Gypsy or Roma"
    WOTH = "WOTH", "Any other White background"
    MWBC = "MWBC", "White and Black Caribbean"
    MWBA = "MWBA", "White and Black African"
    MWAS = "MWAS", "White and Asian"
    MOTH = "MOTH", "Any other mixed background"
    AIND = "AIND", "Indian"
    APKN = "APKN", "Pakistani"
    ABAN = "ABAN", "Bangladeshi"
    AOTH = "AOTH", "Any other Asian background"
    BCRB = "BCRB", "Black Caribbean"
    BAFR = "BAFR", "Black African"
    BOTH = "BOTH", "Any other Black background"
    CHNE = "CHNE", "Chinese"
    OOTH = "OOTH", "Any other ethnic group"
    REFU = "REFU", "Child or family chose not to say"
    NOBT = "NOBT", "Not asked yet"

    @classmethod
    def grouped(cls) -> list[tuple[str, list[tuple[str, str]]]]:
        """The choices under the census's own headings, for a select."""
        return [
            (heading, [(cls[code].value, cls[code].label) for code in codes.split()])
            for heading, codes in _HEADINGS.items()
        ]


_HEADINGS = {
    "White": "WBRI WIRI WIRT WROM WOTH",
    "Mixed": "MWBC MWBA MWAS MOTH",
    "Asian or Asian British": "AIND APKN ABAN AOTH",
    "Black or Black British": "BCRB BAFR BOTH",
    "Chinese and other": "CHNE OOTH",
    "Not recorded": "REFU NOBT",
}


class SpecialNeeds(models.TextChoices):
    NONE = "none", "No special educational needs known"
    SUPPORT = "support", "SEN support at school"
    PLAN = "ehcp", "Education, health and care plan (EHCP)"
    UNKNOWN = "unknown", "Not known"


class LegalBasis(models.TextChoices):
    """Legal status of a looked-after child: codes of the SSDA903 return (DOMAIN.md source G2).

    A child accommodated under section 20 is looked after but not in care: no section 49 warning notice protects them.
    """

    INTERIM_CARE_ORDER = "C1", "Interim care order (section 38)"
    CARE_ORDER = "C2", "Full care order (section 31)"
    PLACEMENT_ORDER = "E1", "Placement order"
    POLICE_PROTECTION = "L1", "Police protection (section 46)"
    EMERGENCY_PROTECTION = "L2", "Emergency protection order (section 44)"
    CHILD_ASSESSMENT = "L3", "Child assessment order (section 43)"
    REMAND = "J1", "Remanded to youth detention accommodation"
    ACCOMMODATED = "V2", "Accommodated by agreement (section 20)"
