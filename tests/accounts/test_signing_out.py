"""Leaving: the button signs out at once; who types the address is asked first."""

from django.urls import reverse


def test_the_address_of_signing_out_asks_first_and_then_signs_out(priya, signed_in):
    browser = signed_in(priya)
    asked = browser.get(reverse("account_logout"))
    assert asked.status_code == 200
    assert "Sign out?" in asked.text
    assert browser.get(reverse("home")).status_code == 200
    browser.post(reverse("account_logout"))
    assert browser.get(reverse("home")).status_code == 302


def test_somebody_signed_out_already_is_led_to_sign_in(client, db):
    assert client.get(reverse("account_logout"), follow=True).status_code == 200
