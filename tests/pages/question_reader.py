"""Every question of a form with all that may be chosen, as a browser reads them from its page."""

import re

from tests.pages.form_reader import FormReader
from tests.pages.nasty import PARTS_OF_A_DATE

SUMMARY = re.compile(r'<div class="govuk-error-summary".*?</ul>', re.DOTALL)
SENTENCE = re.compile(r"<li>\s*(?:<a [^>]*>)?(.*?)(?:</a>)?\s*</li>", re.DOTALL)


class QuestionReader(FormReader):
    """`typed_into` has the boxes for text, without those of a date; `days` the dates; `offered` {question: choices}."""

    def __init__(self, page):
        self.offered, self._box = {}, None
        super().__init__(page)
        boxes = set(self.typed_into)
        self.days = [
            name
            for name in (box.removesuffix("_day") for box in self.typed_into if box.endswith("_day"))
            if {name + part for part in PARTS_OF_A_DATE} <= boxes
        ]
        self.of_days = {name + part for name in self.days for part in PARTS_OF_A_DATE}
        self.typed_into = [box for box in self.typed_into if box not in self.of_days]

    def handle_starttag(self, tag, attributes):
        super().handle_starttag(tag, attributes)
        given = dict(attributes)
        if self._inside and tag == "input" and given.get("type") in {"radio", "checkbox"} and given.get("name"):
            self.offered.setdefault(given["name"], []).append(given.get("value", "on"))
        elif self._inside and tag == "select" and given.get("name"):
            self.offered.setdefault(given["name"], [])
        elif tag == "option" and self._select:
            self.offered[self._select].append(given.get("value", ""))
        self._box = given.get("name") if tag == "textarea" and self._inside else None

    def handle_data(self, data):
        if self._box:
            self.fields[self._box] = self.fields.get(self._box, "") + data

    def handle_endtag(self, tag):
        super().handle_endtag(tag)
        if tag == "textarea":
            self._box = None


def sentences_of(page):
    """What the summary at the top of a form says is wrong."""
    summary = SUMMARY.search(page)
    return [re.sub(r"<[^>]+>", "", one).strip() for one in SENTENCE.findall(summary[0])] if summary else []
