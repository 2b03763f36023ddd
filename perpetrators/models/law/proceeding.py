"""How the law deals with a breach of a measure. Source: DOMAIN.md section 3.1."""

from django.db.models import TextChoices


class Proceeding(TextChoices):
    """What a breach is dealt with as; which of them a kind allows stands in its row of the catalogue."""

    NONE = "none", "None so far"
    OFFENCE = "offence", "A criminal offence"
    CONTEMPT = "contempt", "Contempt of court"
    NEW_BAIL = "new_bail", "A new decision about bail"
    EVIDENCE = "evidence", "Evidence for an arrest or another order"
