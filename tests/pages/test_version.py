"""Which version this is: said in one place, told wherever somebody who reports a fault would look."""

import subprocess
import sys
import tomllib

import pytest
from django.urls import reverse

from emerald import __version__
from emerald.environment_setup import ROOT


def test_the_foot_of_a_page_tells_the_version_signed_in_or_not(client, signed_in, priya):
    for browser, address in ((client, reverse("account_login")), (signed_in(priya), "/")):
        foot = browser.get(address).text.partition("govuk-footer")[2]
        assert f"Version {__version__}." in foot


def test_a_page_that_does_not_exist_tells_it_too(signed_in, priya):
    assert f"Version {__version__}." in signed_in(priya).get("/nowhere/").text


@pytest.mark.django_db
def test_the_health_page_says_it_is_well_and_which_version_it_is(client):
    answer = client.get(reverse("health"))
    assert (answer.status_code, answer.text) == (200, f"ok\nversion: {__version__}")


def test_the_command_tells_it_before_anything_is_installed():
    """-I and -S: no installed package can be found."""
    start = f"import runpy, sys; sys.path.insert(0, {str(ROOT)!r}); sys.argv[1:] = ['--version']"
    told = subprocess.run(
        [sys.executable, "-I", "-S", "-c", f"{start}; runpy.run_module('emerald', run_name='__main__')"],
        check=True,
        capture_output=True,
        text=True,
    )
    assert told.stdout == f"Emerald {__version__}\n"


def test_the_package_takes_it_from_there():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    assert "version" in project["project"]["dynamic"]
    assert project["tool"]["setuptools"]["dynamic"]["version"] == {"attr": "emerald.__version__"}
