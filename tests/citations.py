"""What code, templates, documents and tests cite, read from their text; and the headings and entries to be cited.

A citation of a document is its name and what follows it: "DOMAIN.md sections 3.1, 3.5 [Y7] and 7, rules 5 and 7". The
name stands for the rest of a text too: "(section 2.6 [G2])" further down is a section of the document named last.
"""

import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "emerald/docs"
DECISIONS = ROOT / "emerald/decisions"
FOLDERS = ("emerald", "cases", "perpetrators", "interventions", "templates", "tests")
KINDS_OF_TEXT = {".py", ".md", ".html", ".txt", ".js", ".scss", ".css", ".toml", ".yml", ".c"}
NOT_OURS = {"node_modules", "build", "migrations", "__pycache__"}
ITSELF = {"citations.py", "test_citations.py"}  # they hold examples of citations that lead nowhere

DOCUMENT = re.compile(r"\b([A-Z][A-Z-]*)\.md\b(?:`)?")
NUMBER = r"\d{1,2}(?:\.\d{1,2})?[a-z]?(?![\w.]*\w)"
LATER_SECTION = re.compile(r"\bsections? (\d{1,2}\.\d{1,2}[a-z]?)\b")
KEYS = re.compile(r"(?<!\w)\[([A-Z]\d{1,2}(?:(?:, | to )[A-Z]\d{1,2})*)\]")
DECISION = re.compile(r"\bdecisions? (\d{1,2})\b|\bdecisions/\s*(\d{4})(-[\w-]+)?")
AMONG_THEMSELVES = re.compile(r"(?<!migration )(?<![\d,.-])\b(00\d\d)\b")  # as decisions cite each other: (0025)
# What can follow the name of a document, one after the other.
FOLLOWS = re.compile(
    rf"""\s*(?:,|;|\band\b|\bto\b)?\s*(?:its\s+)?(?:
        (?P<list>rules?|relations?)\s+(?P<first>\d+)(?P<more>(?:(?:,\s*|\s+and\s+|\s+to\s+)\d+(?!\d|\.\d))*)
      | (?:sections?\s+)?(?P<section>{NUMBER})
      | (?P<source>sources?\s+)?(?P<key>[A-Z]\d{{1,2}})\b
      | \[(?P<keys>[A-Z]\d{{1,2}}(?:,\s*[A-Z]\d{{1,2}})*)\]
      | (?:(?<!;)\s(?:rows?\s+)?"(?P<words>[A-Za-z][^"|]{{2,60}})")
      | \((?P<aside>[^()]*)\)
      | snapshot\b | (?:REC|LOCAL|GK)\b
    )""",
    re.VERBOSE,
)


@dataclass(frozen=True)
class Citation:
    """One thing cited: of a document its section, a source, a rule or relation of a section, or words in it; or a
    decision. `kind`: document, section, source, rule, relation, words, decision."""

    kind: str
    document: str = ""
    section: str = ""
    what: str = ""

    def __str__(self):
        return " ".join(
            part for part in (self.document, self.section and f"section {self.section}", self.kind, self.what) if part
        )


def texts():
    """(path, text) of everything of ours that can cite."""
    paths = [path for folder in FOLDERS for path in (ROOT / folder).rglob("*")]
    paths += [path for path in ROOT.iterdir() if path.is_file()]
    for path in sorted(paths):
        ours = path.suffix in KINDS_OF_TEXT or path.name == ".env.example"
        if ours and path.is_file() and path.name not in ITSELF and not NOT_OURS & set(path.relative_to(ROOT).parts):
            yield path, path.read_text()


def joined(text):
    """On one line, without the marks that begin a line of comment: a citation can be broken over two."""
    return re.sub(r"\s*\n\s*(?:#|//|\*|>)?\s*", " ", text)


def citations(text, *, decision=False):
    """Every Citation in `text`, in order of kind. `decision`: it is one, and cites others as (0025)."""
    text = joined(text)
    found = [*of_documents(text), *of_decisions(text)]
    found += [Citation("decision", what=number) for number in AMONG_THEMSELVES.findall(text) if decision]
    found += [Citation("source", what=key) for keys in KEYS.findall(text) for key in all_keys(keys)]
    return found


def of_documents(text):
    for place in DOCUMENT.finditer(text):
        document, section, at = f"{place[1]}.md", "", place.end()
        yield Citation("document", document)
        while part := FOLLOWS.match(text, at):
            at = part.end()
            section = part["section"] or section
            yield from _follows(part, document, section)
        end = DOCUMENT.search(text, at)
        for later in LATER_SECTION.finditer(text, at, end.start() if end else len(text)):
            yield Citation("section", document, later[1])


def _follows(part, document, section):
    if part["section"]:
        yield Citation("section", document, section)
    if part["key"] and (part["source"] or not section):
        yield Citation("source", document, what=part["key"])
    elif part["key"]:  # a code that the section explains, as a reason for closing
        yield Citation("words", document, section, part["key"])
    if part["words"]:
        yield Citation("words", document, section, part["words"].rstrip(".,"))
    if part["list"]:
        numbers = [int(number) for number in re.findall(r"\d+", part["first"] + part["more"])]
        if " to " in part["more"]:
            numbers = range(numbers[0], numbers[-1] + 1)
        for number in numbers:
            yield Citation(part["list"].rstrip("s"), document, section, str(number))


def of_decisions(text):
    for place in DECISION.finditer(text):
        yield Citation("decision", what=f"{int(place[1] or place[2]):04d}{place[3] or ''}")


def all_keys(keys):
    """ "P1 to P3" and "X1, A4" as a list of keys."""
    for part in keys.split(", "):
        first, _, last = part.partition(" to ")
        last = last or first
        yield from (f"{first[0]}{number}" for number in range(int(first[1:]), int(last[1:]) + 1))


class Documents:
    """What there is to be cited."""

    def __init__(self):
        self.sections = {path.name: sections_of(path.read_text()) for path in DOCS.glob("*.md")}
        self.elsewhere = {path.name for path in ROOT.glob("*.md")}
        table = self.sections["DOMAIN.md"].get("11", "")
        self.sources = set(re.findall(r"^\| ([A-Z]\d{1,2}) \| \S", table, re.MULTILINE))
        self.decisions = {path.stem for path in DECISIONS.glob("[0-9]*.md")}

    def why_not(self, citation):
        """What is wrong with it, or ""."""
        sections = self.sections.get(citation.document, {})
        match citation.kind:
            case "document" if citation.document not in {*self.sections, *self.elsewhere}:
                return "there is no such document"
            case "section" if citation.document in self.sections and citation.section not in sections:
                return "there is no such section"
            case "source" if citation.what not in self.sources:
                return "there is no such source"
            case "decision" if not self._decided(citation.what):
                return "there is no such decision"
            case "words" if not says(sections.get(citation.section, ""), citation.what):
                return "the section does not say so"
            case "rule" | "relation" if not re.search(
                rf"^{citation.what}\. ", sections.get(citation.section, ""), re.MULTILINE
            ):
                return "the section has no such number"
        return ""

    def _decided(self, what):
        return what in self.decisions or (len(what) == 4 and any(stem[:4] == what for stem in self.decisions))


def says(text, words):
    return joined(words).lower() in joined(text).replace("*", "").lower()


def sections_of(text):
    """{number: text} of every numbered heading, its sections under it included; "" is the whole."""
    headings = list(re.finditer(r"^(#{2,4}) (\d{1,2}(?:\.\d{1,2})?[a-z]?)\.? ", text, re.MULTILINE))
    found = {"": text}
    for number, heading in enumerate(headings):
        later = (other.start() for other in headings[number + 1 :] if len(other[1]) <= len(heading[1]))
        found[heading[2]] = text[heading.start() : next(later, len(text))]
    return found
