"""A child: who they are, by every name and number they are known by. One child, one or more case episodes."""

from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from cases.models.identifiers import clean_nhs_number, clean_upn, sounds_of
from emerald.audit.history import keep_history

CHILDHOOD_ENDS_AT = 18  # DOMAIN.md section 1: anyone under 18


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


class SpecialNeeds(models.TextChoices):
    NONE = "none", "No special educational needs known"
    SUPPORT = "support", "SEN support at school"
    PLAN = "ehcp", "Education, health and care plan (EHCP)"
    UNKNOWN = "unknown", "Not known"


@keep_history()
class Child(models.Model):
    given_names = models.CharField(max_length=120)
    family_name = models.CharField(max_length=120)
    preferred_name = models.CharField(max_length=120, blank=True)
    sounds = ArrayField(models.CharField(max_length=120), default=list, editable=False)

    date_of_birth = models.DateField(null=True, blank=True)
    estimated_age = models.PositiveSmallIntegerField(null=True, blank=True, validators=[MaxValueValidator(25)])
    estimated_on = models.DateField(null=True, blank=True)
    sex = models.CharField(max_length=1, choices=Sex, default=Sex.UNKNOWN)
    gender_identity = models.CharField(max_length=120, blank=True)
    ethnicity = models.CharField(max_length=4, choices=Ethnicity, default=Ethnicity.NOBT)
    first_language = models.CharField(max_length=80, blank=True)
    interpreter_needed = models.BooleanField(default=False)
    special_needs = models.CharField(max_length=8, choices=SpecialNeeds, default=SpecialNeeds.UNKNOWN)
    special_needs_notes = models.TextField(blank=True)
    school = models.CharField(max_length=160, blank=True)

    nhs_number = models.CharField(max_length=10, blank=True, validators=[clean_nhs_number])
    upn = models.CharField(max_length=13, blank=True, validators=[clean_upn])
    social_care_id = models.CharField(max_length=40, blank=True)
    safe_contact_notes = models.TextField(blank=True)

    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name_plural = "children"
        indexes = [GinIndex(fields=["sounds"], name="child_sounds"),
                   models.Index(fields=["date_of_birth"], name="child_born")]
        constraints = [
            models.CheckConstraint(
                condition=Q(date_of_birth__isnull=False, estimated_age__isnull=True, estimated_on__isnull=True)
                | Q(date_of_birth__isnull=True, estimated_age__isnull=False, estimated_on__isnull=False),
                name="child_has_birth_date_or_estimated_age"),
            models.UniqueConstraint(fields=["nhs_number"], condition=~Q(nhs_number=""), name="one_child_per_nhs_number"),
            models.UniqueConstraint(fields=["upn"], condition=~Q(upn=""), name="one_child_per_upn"),
            models.UniqueConstraint(fields=["social_care_id"], condition=~Q(social_care_id=""),
                                    name="one_child_per_social_care_id"),
        ]

    def __str__(self):
        return self.name

    @property
    def name(self):
        return f"{self.preferred_name or self.given_names} {self.family_name}".strip()

    @property
    def full_name(self):
        return f"{self.given_names} {self.family_name}".strip()

    def age_on(self, day):
        """Whole years on `day`: counted from the birthday, or from the day the age was estimated."""
        if self.date_of_birth:
            born = self.date_of_birth
            return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
        return self.estimated_age + (day - self.estimated_on).days // 365

    @property
    def age(self):
        return self.age_on(timezone.localdate())

    @property
    def age_in_words(self):
        return f"{self.age}" if self.date_of_birth else f"about {self.age}"

    def was_born_by(self, day):
        """False only when the date of birth is known and later than `day`."""
        return self.date_of_birth is None or self.date_of_birth <= day

    @property
    def looked_after(self):
        """The period of being looked after that runs today, or None."""
        return next((period for period in self.looked_after_periods.all() if period.runs_on(timezone.localdate())), None)

    def listen(self):
        """Bring `sounds` in step with every name the child is known by; call after a name has changed."""
        also = self.also_known_as.values_list("name", flat=True) if self.pk else ()
        self.sounds = sounds_of(self.given_names, self.family_name, self.preferred_name, *also)


@keep_history()
class AlsoKnownAs(models.Model):
    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="also_known_as")
    name = models.CharField(max_length=160)
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "also known as"

    def __str__(self):
        return self.name


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


@keep_history()
class LookedAfterPeriod(models.Model):
    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="looked_after_periods")
    legal_basis = models.CharField(max_length=2, choices=LegalBasis)
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    placement = models.CharField(max_length=160, blank=True)

    class Meta:
        ordering = ["-started_on"]
        constraints = [
            models.CheckConstraint(condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")),
                                   name="looked_after_ends_after_it_starts"),
            models.UniqueConstraint(fields=["child"], condition=Q(ended_on__isnull=True), name="looked_after_once_at_a_time"),
        ]

    def __str__(self):
        return self.get_legal_basis_display()

    def runs_on(self, day: date):
        return self.started_on <= day and (self.ended_on is None or self.ended_on > day)


@keep_history()
class Address(models.Model):
    """Where the child lives, lived or stays. A sensitive one must never reach a letter, a pack or the wrong parent."""

    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="addresses")
    kind = models.CharField(max_length=40, default="Home")
    lines = models.TextField()
    postcode = models.CharField(max_length=8, blank=True)
    sensitive = models.BooleanField(default=False)
    why_sensitive = models.CharField(max_length=300, blank=True)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = [F("until").desc(nulls_first=True), "-since", "pk"]
        verbose_name_plural = "addresses"
        constraints = [
            models.CheckConstraint(condition=Q(until__isnull=True) | Q(since__isnull=True) | Q(until__gte=F("since")),
                                   name="address_ends_after_it_starts"),
            models.CheckConstraint(condition=Q(sensitive=False) | ~Q(why_sensitive=""),
                                   name="address_sensitive_says_why"),
        ]

    def __str__(self):
        return self.kind


@keep_history()
class Carer(models.Model):
    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="carers")
    name = models.CharField(max_length=160)
    relationship = models.CharField(max_length=80)
    parental_responsibility = models.BooleanField(default=False)
    safe_to_contact = models.BooleanField(default=True)
    phone = models.CharField(max_length=30, blank=True)
    email = models.EmailField(blank=True)
    notes = models.TextField(blank=True)
    until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = [F("until").desc(nulls_first=True), "name"]

    def __str__(self):
        return self.name


@keep_history()
class Professional(models.Model):
    """Somebody in the child's professional network: school, health, police, youth justice, social worker."""

    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="professionals")
    name = models.CharField(max_length=160)
    job = models.CharField("role", max_length=120)
    agency = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    email = models.EmailField(blank=True)
    until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = [F("until").desc(nulls_first=True), "name"]

    def __str__(self):
        return self.name


