"""The second person's answer to what somebody says was recorded by mistake."""

from emerald.govuk.fields import LongTextField, YesNoField
from emerald.govuk.forms import GovukForm

NO_NAME = "Everybody who may read this record reads it: name no child"


class SecondPersonsAnswer(GovukForm):
    agrees = YesNoField(
        "Was it recorded by mistake?",
        required="Select whether it was recorded by mistake",
        yes="Yes, it counts nowhere any more",
        no="No, it stands",
    )
    because = LongTextField(
        "What do you base this on?",
        called="What you base this on",
        rows=3,
        limit=300,
        required=False,
        hint=f"Needed when you say no. {NO_NAME}",
    )
