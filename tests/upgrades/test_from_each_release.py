"""Every release that was kept becomes this one: its backup is restored, migrated and proved, as an operator would."""

import re

import pytest

from emerald.environment_setup import ROOT
from tests.backups.conftest import elsewhere, second_server
from tests.upgrades.kept import RELEASES
from tests.upgrades.keys import PRIVATE, RELEASE_KEYS

__all__ = ["elsewhere", "second_server"]
KEPT = sorted(RELEASES.glob("*.tar.age"))


@pytest.mark.parametrize("release", KEPT, ids=lambda path: path.name.removesuffix(".tar.age"))
def test_it_is_migrated_to_this_release_and_proves_itself(release, elsewhere, tmp_path):
    (tmp_path / "key").write_text(PRIVATE)
    done = elsewhere.manage("restore", release, "--key", tmp_path / "key", "--by", "the tests", **RELEASE_KEYS)
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(r"Rows: [1-9]\d+, as in the backup", done.stdout)
    assert re.search(r"The record \(verify_audit\): [1-9]\d+ rows under [1-9]\d* seals, unbroken", done.stdout)
    assert re.search(r"Rights \(rebuild_access\): [1-9]\d+ rows, all as their connections say", done.stdout)
    waiting = elsewhere.manage("migrate", "--check", **RELEASE_KEYS)
    assert waiting.returncode == 0, waiting.stdout
    for table in ("cases_child", "perpetrators_personofconcern"):  # whoever was there is found as whoever comes
        assert elsewhere.ask(f"SELECT bool_and(name_keys <> '{{}}') FROM {table}") is True


def test_the_releases_are_kept_and_small():
    assert [path for path in KEPT if path.stat().st_size > 2_000_000] == []
    assert KEPT


def test_every_release_of_the_changelog_is_kept():
    told = re.findall(r"^## \[?(\d+\.\d+\.\d+)", (ROOT / "CHANGELOG.md").read_text(), re.MULTILINE)
    assert set(told) <= {path.name.removesuffix(".tar.age") for path in KEPT}
