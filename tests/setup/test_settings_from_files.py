"""A secret may lie in a file that NAME_FILE names; what the environment says is read in one way."""

import pytest

from emerald import env

NAME = "A_SETTING_OF_THE_TESTS"


@pytest.fixture
def says(monkeypatch, tmp_path):
    """says(value="…", file="…"): the variable, and a file with this content."""

    def say(value=None, file=None):
        if value is not None:
            monkeypatch.setenv(NAME, value)
        if file is not None:
            (tmp_path / "secret").write_bytes(file)
            monkeypatch.setenv(f"{NAME}_FILE", str(tmp_path / "secret"))

    return say


def test_the_file_s_text_counts_without_the_line_s_end(says):
    says(file=b"a b/c@d\n")
    assert env.required(NAME, why="") == "a b/c@d"


@pytest.mark.parametrize(("read", "text", "value"), [
    (lambda: env.words(NAME), b"one, two\n", ["one", "two"]),
    (lambda: env.number(NAME, default=1), b"12\n", 12),
    (lambda: env.flag(NAME, default=False), b"Yes\n", True),
    (lambda: env.keys(NAME, why=""), b"MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=\n",
     ["MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="]),
])  # fmt: skip
def test_every_kind_of_setting_can_lie_in_a_file(says, read, text, value):
    says(file=text)
    assert read() == value


def test_an_empty_variable_beside_a_file_is_no_second_value(says):
    """Compose passes on what was not said as empty."""
    says(value="", file=b"one")
    assert env.required(NAME, why="") == "one"


def test_two_values_are_refused(says):
    says(value="one", file=b"two")
    with pytest.raises(env.MissingSetting, match=f"{NAME} and {NAME}_FILE are both set"):
        env.required(NAME, why="")


def test_a_file_that_is_not_there_is_told_with_its_name(monkeypatch):
    monkeypatch.setenv(f"{NAME}_FILE", "/run/secrets/none")
    with pytest.raises(env.MissingSetting, match="names /run/secrets/none, which cannot be read: No such file"):
        env.words(NAME)


def test_a_file_that_holds_no_text_is_told_without_its_content(says):
    says(file=b"\xff\xfe\x00secret")
    with pytest.raises(env.MissingSetting, match="it is no text") as told:
        env.required(NAME, why="")
    assert "secret" not in str(told.value).replace("/secret", "")


def test_an_empty_file_is_nothing_said(says):
    says(file=b"\n")
    with pytest.raises(env.MissingSetting, match=r"is not set\. Say it\."):
        env.required(NAME, why="Say it.")
