"""Scripts and styles have no faults that eslint and stylelint know. `python3 -m emerald check` asks the same.

The linters are installed by the first who asks, into a folder of their own: running Emerald needs neither.
"""

import os
import subprocess

import pytest

from emerald import environment_setup
from emerald.environment_setup import FRONTEND, VENV

LINT = FRONTEND / "lint"
ESLINT, STYLELINT = "eslint", "stylelint"
# What would be a leak of somebody's record, or is the commonest of slips; the rest is the linters' own to test.
FAULTS = {
    ESLINT: {
        "tell(undefinedThing)": "no-undef",
        "const spare = 1": "no-unused-vars",
        "if (status) page.hidden = true": "no-restricted-globals",
        "localStorage.setItem('note', page.title)": "no-restricted-globals",
        "window.sessionStorage.note = page.title": "no-restricted-properties",
        "page.cookie = page.title": "no-restricted-properties",
        "page.body.innerHTML = page.title": "no-restricted-properties",
        "page.body.insertAdjacentHTML('beforeend', page.title)": "no-restricted-properties",
        "setTimeout('page.close()', 1)": "no-implied-eval",
        "console.log(page.title)": "no-console",
        "if (page.title == 1) page.hidden = true": "eqeqeq",
    },
    STYLELINT: {
        ".a { margni: 1px; }": "property-no-unknown",
        ".a { display: flexx; }": "scss/declaration-property-value-no-unknown",
        ".a:hoover { color: red; }": "selector-pseudo-class-no-unknown",
        ".a { color: red; color: blue; }": "declaration-block-no-duplicate-properties",
        ".a { margin-top: 1px; margin: 0; }": "declaration-block-no-shorthand-property-overrides",
        '.a { background: url("https://example.org/seen.png"); }': "function-url-scheme-allowed-list",
        '.a { background: url("//example.org/seen.png"); }': "function-url-no-scheme-relative",
        "@media (min-widht: 3px) { .a { color: red; } }": "media-feature-name-no-unknown",
    },
}
SOUND = {
    ESLINT: "export const hide = page => { page.body.hidden = window.closed }\n",
    STYLELINT: '.a {\n  margin: 0;\n  background: url("data:image/png;base64,AAAA");\n}\n',
}


@pytest.fixture(scope="module", autouse=True)
def linters():
    environment_setup.install_linters()


def run(*words, text=""):
    """Without colours, which a linter uses on a terminal and wherever `CI` is set, and which hide what it says."""
    path = f"{VENV / 'bin'}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
    plain = {name: value for name, value in os.environ.items() if name != "FORCE_COLOR"} | {"NO_COLOR": "1"}
    return subprocess.run(
        words, cwd=FRONTEND, env=plain | {"PATH": path}, input=text, capture_output=True, text=True, check=False
    )


def verdict_on(linter, text):
    """The exit code and the words about a file of this text, as the linter's own configuration has it."""
    name = {ESLINT: "modules/planted.js", STYLELINT: "styles/_planted.scss"}[linter]
    program = LINT / "node_modules" / ".bin" / linter
    done = run(program, "--config", f"lint/{linter}.config.js", "--stdin", "--stdin-filename", name, text=text)
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize("what", ["scripts", "styles"])
def test_the_front_end_has_no_faults(what):
    done = run("npm", "run", "--silent", "--prefix", "lint", what)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("linter", [ESLINT, STYLELINT])
def test_a_sound_file_is_left_alone(linter):
    code, said = verdict_on(linter, SOUND[linter])
    assert code == 0, said


@pytest.mark.parametrize("linter", [ESLINT, STYLELINT])
def test_each_fault_is_found_by_its_rule_and_on_its_line(linter):
    """One file with a fault on each line: a program's start for each would take a minute."""
    lines = [*FAULTS[linter]]
    code, said = verdict_on(linter, planted(linter, lines))
    assert code != 0
    missed = [line for number, line in enumerate(lines, 2) if not found(said, number, FAULTS[linter][line])]
    assert missed == [], said


def planted(linter, lines):
    begin, end = {ESLINT: ("export function planted (page, tell) {", "}"), STYLELINT: ("// Faults.", "")}[linter]
    return "\n".join([begin, *lines, end, ""])


def found(said, number, rule):
    return any(line.split(":")[0].strip() == str(number) and line.endswith(rule) for line in said.splitlines())
