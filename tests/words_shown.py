"""Every string that the product may show: of Python by its syntax tree, of templates their words, of scripts.

Texts meant for the database or a machine are among them: a rule that holds for all needs no list of what is shown.
"""

import ast
import re
from dataclasses import dataclass
from functools import cache

from emerald.environment_setup import ROOT
from tests.test_style import CODE

TEMPLATES = [path for path in sorted((ROOT / "templates").rglob("*")) if path.is_file()]
PATTERNS = sorted((ROOT / "cases" / "management" / "new_record").rglob("*.txt"))
SCRIPTS = sorted((ROOT / "emerald" / "frontend" / "modules").glob("*.js"))
WHERE_DOCSTRINGS_STAND = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
LITERAL = re.compile(r'"((?:[^"\\\n]|\\.)*)"|\'((?:[^\'\\\n]|\\.)*)\'|`((?:[^`\\]|\\.)*)`')
COMMENT, CODE_OF_A_TEMPLATE = re.compile(r"\{#.*?#\}", re.DOTALL), re.compile(r"\{[{%](.*?)[%}]\}", re.DOTALL)
# A new line of a page begins here, and so does its first sentence.
PARAGRAPH = re.compile(r"\n\s*\n")  # of a mail
BLOCK = re.compile(r"</?(?:p|h[1-6]|li|ul|ol|dl|dt|dd|th|td|tr|table|caption|legend|label|div|section|summary)\b[^>]*>")
TAG = re.compile(r"<[^>]*>", re.DOTALL)
PLACE = "…"  # where a value is put in


@dataclass(frozen=True)
class Shown:
    path: str
    line: int
    text: str


def docstrings(tree):
    bodies = [node.body for node in ast.walk(tree) if isinstance(node, WHERE_DOCSTRINGS_STAND)]
    firsts = [body[0].value for body in bodies if body and isinstance(body[0], ast.Expr)]
    return {id(one) for one in firsts if isinstance(one, ast.Constant)}


def said(node):
    """The whole text of a string, pieces and all, with PLACE for what is put in; None for anything else."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else None
    if isinstance(node, ast.JoinedStr):
        return "".join(str(one.value) if isinstance(one, ast.Constant) else PLACE for one in node.values)
    return None


def of_python(source):
    """[(line, text)] of each string of this source but its docstrings."""
    tree = ast.parse(source)
    left_out = docstrings(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            left_out |= {id(piece) for piece in node.values}
    return [
        (node.lineno, text) for node in ast.walk(tree) if id(node) not in left_out and (text := said(node)) is not None
    ]


def literals(code):
    return [next(filter(None, match.groups()), "") for match in LITERAL.finditer(code)]


def of_template(source, *, block=BLOCK):
    """[(line, text)]: the strings of its code, then its own words (line 0), a text for each block of the page."""
    source = COMMENT.sub("", source)
    found = [
        (source[: code.start()].count("\n") + 1, text)
        for code in CODE_OF_A_TEMPLATE.finditer(source)
        for text in literals(code[1])
    ]
    words = CODE_OF_A_TEMPLATE.sub(lambda code: PLACE if code[0].startswith("{{") else "\x00", source)
    texts = (" ".join(TAG.sub("", part).replace("\x00", "").split()) for part in block.sub("\x01", words).split("\x01"))
    return found + [(0, text) for text in texts if text]


@cache
def everything():
    """[Shown] of the whole product."""
    found = []
    for path in CODE:
        found += [(path, *one) for one in of_python(path.read_text())]
    for path in TEMPLATES:
        block = PARAGRAPH if path.suffix == ".txt" else BLOCK
        found += [(path, *one) for one in of_template(path.read_text(), block=block)]
    for path in [*PATTERNS, *SCRIPTS]:
        found += [(path, 0, text) for text in literals(path.read_text())]
    return [Shown(str(path.relative_to(ROOT)), line, text) for path, line, text in found]
