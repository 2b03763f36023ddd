"""axe on a page as it stands: WCAG 2.0 to 2.2, levels A and AA, and axe's own best practice."""

from axe_playwright_python.sync_playwright import Axe

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
# What upstream knows of and has accepted, by rule and element; nothing else is let through.
ACCEPTED = {
    # govuk-frontend issues 979 and 1280: a radio or box that reveals a question says so with aria-expanded, which the
    # specification does not give those roles; assistive technology reads it, and leaving it out says less.
    "aria-allowed-attr": ".govuk-radios__input[aria-expanded], .govuk-checkboxes__input[aria-expanded]",
    # The page template puts a back link before <main>, outside every landmark, so that it is met before the heading.
    "region": ".govuk-back-link",
}
SMALLEST = 320


def findings(page):
    """Each finding as a line: the rule, the element, what to do. Of the whole page: a click only begins to bring it."""
    page.wait_for_load_state()
    response = Axe().run(page, options={"runOnly": RULES, "resultTypes": ["violations"]}).response
    return [
        f"{found['id']}: {node['html'][:120]} ({found['help']})"
        for found in response["violations"]
        for node in found["nodes"]
        if not _is_accepted(page, found["id"], node)
    ]


def _is_accepted(page, rule, node):
    accepted = ACCEPTED.get(rule)
    return bool(accepted) and page.locator(node["target"][0]).evaluate(
        "(found, accepted) => found.matches(accepted)", accepted
    )


def assert_accessible(page):
    assert findings(page) == [], page.url


def wider_than_a_phone(page):
    """A line if it scrolls sideways at the narrowest width anybody reads at (400 % zoom on a laptop)."""
    page.wait_for_load_state()
    before = page.viewport_size
    page.set_viewport_size({"width": SMALLEST, "height": 800})
    width = page.evaluate("document.documentElement.scrollWidth")
    page.set_viewport_size(before)
    return [f"{page.url} is {width} pixels wide"] if width > SMALLEST else []


def assert_fits_a_phone(page):
    assert wider_than_a_phone(page) == []
