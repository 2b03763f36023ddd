"""The templates (from PyPI) and the styles and scripts (from npm) belong together: every example that upstream ships
with its components must come out of ours as upstream's own HTML. A difference says which of the two to move up."""

import json
from html.parser import HTMLParser

import pytest
from django.conf import settings
from django.template import engines

from emerald.govuk.environment import UPSTREAM, macro_name

PACKAGE = settings.BASE_DIR / "emerald/frontend/node_modules/govuk-frontend/dist/govuk/components"


def fixtures():
    if not PACKAGE.is_dir():
        pytest.fail("The front end is not installed. Run `npm ci` in emerald/frontend, or `python3 -m emerald test`.")
    for file in sorted(PACKAGE.glob("*/fixtures.json")):
        told = json.loads(file.read_text())
        for example in told["fixtures"]:
            yield told["component"], example


class Outline(HTMLParser):
    """The tags with their attributes in any order, and the words, without the white space between them."""

    def __init__(self, html):
        super().__init__()
        self.parts = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.parts.append((tag, tuple(sorted((name, " ".join((value or "").split())) for name, value in attrs))))

    def handle_endtag(self, tag):
        self.parts.append(("/" + tag,))

    def handle_data(self, data):
        if words := " ".join(data.split()):
            self.parts.append(words)


def draw(component, options):
    template = engines["jinja2"].env.get_template(f"{UPSTREAM}/components/{component}/macro.html")
    return str(getattr(template.module, macro_name(component))(options))


def test_every_example_of_upstream_comes_out_as_upstream_draws_it():
    examples = list(fixtures())
    different = [
        f"{component}: {example['name']}"
        for component, example in examples
        if Outline(draw(component, example["options"])).parts != Outline(example["html"]).parts
    ]
    assert different == []
    assert len(examples) == 657  # of govuk-frontend 6.3.0
