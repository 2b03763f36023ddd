"""The one box that finds anything in the register."""

from cases.forms.children.names import NameField
from emerald.govuk.forms import GovukForm


class FindInRegisterForm(GovukForm):
    """Posted, so that what is looked for stands in no address."""

    sought = NameField(
        "Find a person or a measure",
        limit=200,
        called="What you look for",
        required="Enter a name, a nickname, a number plate, a reference or a child’s name",
        hint="A name or nickname (also one that sounds alike), part of a number plate, a phone number or its last "
        "six digits, an online handle, the reference of an order, a crime or a record, or a child’s name",
    )
