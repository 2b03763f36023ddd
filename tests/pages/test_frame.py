"""The frame of a page is drawn once for each different one, and is what it would be if it were drawn anew."""

import random

import pytest
from django.conf import settings
from django.template import engines
from markupsafe import Markup

from emerald.govuk import frame
from emerald.govuk.environment import macro_name

PIECES = ["Cases", Markup("Cases"), "<b>Cases</b>", Markup("<b>Cases</b>"), "", None, "/cases/", "1", 1, True]


@pytest.fixture
def env():
    return engines["jinja2"].env


def drawn_anew(env, component, params):
    module = env.get_template(f"govuk_frontend_jinja/components/{component}/macro.html").module
    return getattr(module, {"service-navigation": "govukServiceNavigation"}[component])(params)


def navigations(seed):
    """Navigations that differ in one thing or another, many of them met again."""
    chance = random.Random(seed)
    for _ in range(60):
        yield {
            "serviceName": chance.choice(PIECES[:6]),
            "navigation": [
                {"text": chance.choice(PIECES[:4]), "href": "/cases/", "active": chance.random() < 0.3}
                for _ in range(chance.randint(0, 3))
            ],
        }


@pytest.mark.parametrize("seed", range(5))
def test_a_frame_that_is_remembered_is_what_would_be_drawn_anew(env, seed):
    draw = env.globals[frame.name_of("service-navigation")]
    for params in navigations(seed):
        assert draw(params) == drawn_anew(env, "service-navigation", params), params


def test_one_that_was_drawn_is_not_drawn_again_and_another_is():
    drawn = []
    draw = frame.drawn_once(lambda params: drawn.append(params) or len(drawn))
    assert [draw({"a": [1]}), draw({"a": [1]}), draw({"a": [2]}), draw({"a": [1]})] == [1, 1, 2, 1]


@pytest.mark.parametrize("other", [Markup("<b>"), True, 1.0])
def test_what_compares_as_equal_and_is_of_another_type_is_drawn_by_itself(other):
    like = "<b>" if isinstance(other, str) else 1
    draw = frame.drawn_once(lambda params: type(params["text"]))
    assert (draw({"text": like}), draw({"text": other})) == (type(like), type(other))


def test_only_what_says_no_name_is_remembered():
    """The header with the person's name is Emerald's own; these are the mark, the sections and the way past them."""
    assert frame.COMPONENTS == ("generic-header", "service-navigation", "skip-link")


def test_no_template_draws_a_part_of_the_frame_by_upstreams_own_name():
    """In a page that extends upstream's template that name is upstream's macro, which remembers nothing."""
    for path in settings.BASE_DIR.glob("templates/**/*.html"):
        for component in frame.COMPONENTS:
            assert f"{macro_name(component)}(" not in path.read_text(), path


def test_the_frame_stands_once_on_a_page(signed_in, priya):
    text = signed_in(priya).get("/").text
    for once in ("<header ", "</header>", "<footer ", "</footer>", 'class="govuk-skip-link"', 'class="emerald-person"'):
        assert text.count(once) == 1, once
