"""Two people at one record: each reads that the other is there, while they are there. In a real browser."""

from django.urls import reverse
from playwright.sync_api import expect

from cases.models import OpenPage
from tests.journeys.accessibility import findings, wider_than_a_phone
from tests.patience import eventually, page_lives


def test_a_colleague_appears_and_goes_while_a_page_is_open(case, morag, priya, signed_in, sign_in, live_server):
    address = reverse("child_needs", args=[case.reference])
    page = sign_in(priya)
    page.clock.install()
    page.goto(live_server.url + address)
    line = page.locator("[data-here]")
    expect(line).to_have_text("")
    signed_in(morag).get(address)
    page.clock.run_for(31_000)
    expect(line).to_contain_text("Also open now: Morag Ellis (the child's needs, to change them), since ")
    assert findings(page) == []
    page.set_viewport_size({"width": 320, "height": 800})
    assert wider_than_a_phone(page) == []
    OpenPage.objects.filter(user=morag).delete()
    page.clock.run_for(31_000)
    expect(line).to_have_text("")
    page.goto(live_server.url + reverse("case", args=[case.reference]))
    eventually(lambda: not OpenPage.objects.filter(user=priya).exists(), pause=page_lives(page))
