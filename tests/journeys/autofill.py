"""What the browser of a shared computer would offer to the next person who types into the same box."""

from tests.pages.questions_drawn import OF_SIGNING_IN

ASKED = """said => [...document.querySelectorAll('input, textarea, select')]
    .filter(one => !one.readOnly && !['hidden', 'radio', 'checkbox', 'submit', 'button', 'file'].includes(one.type))
    .filter(one => !said.includes(one.autocomplete))
    .map(one => `${one.name || one.id} is remembered`)"""


def remembered(page):
    """A line for each box of the page, as Chromium understands it, whose answers it would keep."""
    return page.evaluate(ASKED, ["off", *OF_SIGNING_IN])
