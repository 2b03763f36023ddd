"""One style for code and templates, and nothing that nobody calls. `python3 -m emerald check` asks the same."""

import ast
import re
import subprocess
import sys

import pytest
from vulture import Vulture

from emerald.environment_setup import ROOT

PACKAGES = [ROOT / name for name in ("emerald", "cases", "perpetrators", "interventions")]
CODE = [
    path
    for package in PACKAGES
    for path in sorted(package.rglob("*.py"))
    if not {"migrations", "node_modules"} & set(path.parts)
]
# Called by a library that finds them by their names, or by where they stand.
FOUND_BY_NAME = re.compile(
    r"\w+Config|Command|clean_\w+"  # Django's apps, commands and forms
    r"|as_sql|from_db_value|prepare_value|has_changed|label_from_instance|to_url|add_arguments|get_help_text|describe"
    r"|receive_data_chunk|file_complete|upload_interrupted|create_superuser|get_full_name"
    r"|make_cursor|make_debug_cursor|init_connection_state"  # Django's connection to the database
    # allauth's adapter
    r"|is_open_for_signup|get_client_ip|pre_authenticate|authentication_failed|get_password_change_redirect_url"
    r"|send_mail|send_notification_mail"
    r"|formatException|make_globals|get_source_checksum|render_execute"  # logging, Jinja, pgtrigger
)
# They stand in a list as soon as they are decorated.
REGISTERED = ["@receiver", "@shared_task", "@before_closing", "@*.connect"]


@pytest.mark.parametrize("asked", [["check"], ["format", "--check"]], ids=["rules", "layout"])
def test_the_code_keeps_one_style(asked):
    assert_quiet("ruff", *asked, "--no-cache", "--quiet", ".")


def test_the_templates_have_no_faults():
    assert_quiet("djlint", "templates", "--lint", "--quiet")


def assert_quiet(tool, *arguments):
    done = subprocess.run(
        [sys.executable, "-m", tool, *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_nothing_stands_that_nobody_calls():
    """Functions, classes and their members; what a template, a setting or a test names is called."""
    unused = Vulture(ignore_decorators=REGISTERED)
    unused.scavenge([str(path) for path in CODE])
    called = names_in_templates() | names_in_texts()
    dead = [
        f"{item.filename.relative_to(ROOT)}:{item.first_lineno} {item.typ} {item.name}"
        for item in unused.get_unused_code(min_confidence=60)
        if item.typ in {"function", "class", "method", "property"}
        and item.name not in called
        and not FOUND_BY_NAME.fullmatch(item.name)
    ]
    assert dead == []


def names_in_templates():
    pages = [path.read_text() for path in (ROOT / "templates").rglob("*") if path.is_file()]
    return set(re.findall(r"\w+", " ".join(pages)))


def names_in_texts():
    """Names in short texts of the code ("emerald.accounts.names.display"), and whatever tests and migrations say."""
    texts = [
        node.value
        for path in CODE
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and re.fullmatch(r"[\w.:]{3,120}", node.value)
    ]
    others = [
        *ROOT.glob("*/migrations/*.py"),
        *ROOT.glob("emerald/*/migrations/*.py"),
        *ROOT.glob("tests/**/*.py"),
        ROOT / "Dockerfile",
    ]
    texts += [path.read_text() for path in others if path.name != "test_style.py"]
    return set(re.findall(r"\w+", " ".join(texts)))
