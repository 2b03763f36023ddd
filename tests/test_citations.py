"""What the code cites is there: sections of the documents, sources, rules, decisions; and the documents are true."""

import re
from collections import Counter

import pytest

from cases.models.base.states import OPEN_STATES, REASON_RULES, ClosureReason
from cases.timescales import RECOMMENDED
from emerald.accounts.permissions import Right, SiteRight
from emerald.accounts.roles import ROLES
from perpetrators.models.law.catalogue.kinds import KINDS
from tests.citations import DECISIONS, DOCS, ROOT, Citation, Documents, all_keys, citations, sections_of, texts

DOCUMENTS = Documents()
CITED = [
    (path.relative_to(ROOT), one)
    for path, text in texts()
    for one in citations(text, decision=path.parent == DECISIONS)
]
LEVELS = {"High", "Medium", "Low"}
HEADINGS = ["Context", "Decision", "Alternatives", "Cost"]
# Each row of the table of section 7: by which right one enters, proposes, reads, or hears that it is there.
FACETS = {
    "Identity, contacts": {"E": Right.EDIT_CHILD, "R": Right.READ_CHILD},
    "Category, risk, plan: the status": {"E": Right.CHANGE_STATUS, "R": Right.SEE_CASE},
    "Category, risk, plan: the level": {"E": Right.SIGN_OFF_RISK, "R": Right.READ_RISK},
    "Category, risk, plan: plan and reviews": {"E": Right.EDIT_PLAN, "R": Right.READ_PLAN},
    "Notes, direct work": {"E": Right.RECORD_SESSION, "R": Right.READ_SESSIONS, "S": Right.HEAR_OF_SESSIONS},
    "Screening and assessments": {"E": Right.ASSESS_RISK, "R": Right.READ_ASSESSMENTS, "S": Right.READ_RISK},
    "Supervision, oversight": {"E": Right.OVERSEE, "R": Right.READ_OVERSIGHT},
    "Suspect identity, links": {"E": Right.RECORD_SUSPECTS, "R": Right.READ_SUSPECTS, "S": Right.HEAR_OF_SUSPECTS},
    "Measures, breaches": {
        "E": Right.KEEP_MEASURES,
        "P": Right.RECORD_SUSPECTS,
        "R": Right.READ_SUSPECTS,
        "S": Right.HEAR_OF_MEASURES,
    },
    "Approve open / close": {"E": Right.APPROVE_CLOSURE, "P": Right.PROPOSE_CLOSURE},
    "Restricted records": {"E": Right.RESTRICT},
    "Who opened the record": {"R": Right.SEE_READERS},
    "Packs": {"E": Right.MAKE_PACKS},
    "The register without a case": {"E": SiteRight.KEEP_REGISTER},
    "Access log": {"R": SiteRight.READ_AUDIT},
    "Accounts and roles": {"E": SiteRight.MANAGE_PEOPLE, "R": SiteRight.SEE_PEOPLE},
    "Approve roles": {"E": SiteRight.APPROVE_PEOPLE},
}


def decisions():
    return sorted(DECISIONS.glob("[0-9]*.md"))


def test_every_citation_leads_somewhere():
    wrong = [f"{path}: {one}: {why}" for path, one in CITED if (why := DOCUMENTS.why_not(one))]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("(DOMAIN.md section 2.4, REC)", ["DOMAIN.md", "2.4"]),
        ("DOMAIN.md section 2.6 (REC 24 h): locked", ["DOMAIN.md", "2.6"]),
        ("Source: DESIGN.md section 5, DOMAIN.md sections 2.1 and 2.2.", ["DESIGN.md", "5", "DOMAIN.md", "2.1", "2.2"]),
        ("DOMAIN.md sections 3.1 to 3.3; GK there", ["DOMAIN.md", "3.1", "3.3"]),
        ("DOMAIN.md sections\n# 3.2b (criminal event), 3.5 [Y7] and 7 (who)", ["DOMAIN.md", "3.2b", "3.5", "7", "Y7"]),
        ("# (DOMAIN.md section 3.2, CAWN), alerts (section 3.1), under section 49", ["DOMAIN.md", "3.2", "3.1"]),
        ("DOMAIN.md section 7 rule 2 [D7, D8]", ["DOMAIN.md", "7", "rule 2", "D7", "D8"]),
        ("DOMAIN.md section 7, rules 5 and 7", ["DOMAIN.md", "7", "rule 5", "rule 7"]),
        (
            "section 3.1 and DOMAIN.md section 9, relations 1 to 3.",
            ["DOMAIN.md", "9", *(f"relation {n}" for n in (1, 2, 3))],
        ),
        ('DOMAIN.md section 7, rows "measures" and rule 8.', ["DOMAIN.md", "7", "“measures”", "rule 8"]),
        ("Sources: DOMAIN.md G1, G2.", ["DOMAIN.md", "G1", "G2"]),
        ("(DOMAIN.md section 3.3, source P7)", ["DOMAIN.md", "3.3", "P7"]),
        ("at the 2.5 hours; 14 days of [E1]", ["E1"]),
        (
            "see decision 28, emerald/decisions/\n0004-sign-in.md, decisions/0003-evidence, not (0025)",
            ["0028", "0004-sign-in", "0003-evidence"],
        ),
        ("(DOMAIN.md section 2.2, C12)", ["DOMAIN.md", "2.2", "“C12”"]),
        ('DOMAIN.md section 3.1 ("Alerts REC"); "A book"', ["DOMAIN.md", "3.1"]),
        ("rows[A1], 2 sections, section 47 of 1989", []),
    ],
)
def test_the_reader_of_citations_finds_what_it_should(text, found):
    shown = {
        "document": "{0.document}",
        "section": "{0.section}",
        "words": "“{0.what}”",
        "rule": "rule {0.what}",
        "relation": "relation {0.what}",
    }
    assert sorted(shown.get(one.kind, "{0.what}").format(one) for one in citations(text)) == sorted(found)


def test_decisions_cite_each_other_by_their_four_digits():
    found = citations("made by migration 0002 (0025), for 1,004 children and 0044", decision=True)
    assert [one.what for one in found] == ["0025", "0044"]


@pytest.mark.parametrize(
    "wrong",
    [
        Citation("document", "NOTHING.md"),
        Citation("section", "DOMAIN.md", "2.99"),
        Citation("section", "DESIGN.md", "99"),
        Citation("source", what="Z9"),
        Citation("rule", "DOMAIN.md", "7", "10"),
        Citation("relation", "DOMAIN.md", "9", "16"),
        Citation("words", "DOMAIN.md", "7", "what nobody wrote"),
        Citation("decision", what="0999"),
        Citation("decision", what="0003-another-name"),
    ],
    ids=str,
)
def test_a_citation_that_leads_nowhere_is_found(wrong):
    assert DOCUMENTS.why_not(wrong)


def test_every_source_file_is_read_for_citations():
    files = {path for path, _ in CITED}
    kinds = Counter(one.kind for _, one in CITED)
    assert len([path for path in files if path.suffix == ".py"]) > 90
    assert {path.parts[0] for path in files} >= {
        "cases",
        "perpetrators",
        "interventions",
        "emerald",
        "tests",
        "README.md",
    }
    assert kinds["section"] > 200 and kinds["source"] > 150 and kinds["decision"] > 60
    assert kinds["rule"] > 8 and kinds["relation"] > 10 and kinds["words"] > 8


def test_every_mark_of_a_rule_is_explained():
    marks = DOCUMENTS.sections["DOMAIN.md"][""].split("\n## 1. ")[0]
    used = {mark for _, text in texts() for mark in re.findall(r"\b(?:REC|GK|(?<!SET )LOCAL|WD)\b", text)}
    assert used == {"REC", "GK", "LOCAL", "WD"} == set(re.findall(r"^\| ([A-Z]+) \| ", marks, re.MULTILINE))
    assert "check locally" in marks


def test_every_source_is_cited_somewhere():
    cited = {one.what for _, one in CITED if one.kind == "source"} | {
        key for row in KINDS.values() for key in keys_of(row)
    }
    assert DOCUMENTS.sources - cited == set()


def keys_of(row):
    return [key for keys in re.findall(r"[A-Z]\d+(?: to [A-Z]\d+)?", row.source) for key in all_keys(keys)]


@pytest.mark.parametrize("row", KINDS.values(), ids=KINDS)
def test_every_kind_of_measure_has_its_law_and_its_sources_in_the_document(row):
    assert f"**{row.title}**" in DOCUMENTS.sections["DOMAIN.md"]["3.2"]
    assert keys_of(row) or "GK" in row.source or "DOMAIN.md" in row.source
    assert set(keys_of(row)) <= DOCUMENTS.sources


def rows_of(section):
    """{first cell: the other cells} of the tables in a section of DOMAIN.md."""
    rows = re.findall(r"^\| ([A-Z][^|]*) \|((?: [^|]+ \|)+)$", DOCUMENTS.sections["DOMAIN.md"][section], re.MULTILINE)
    return {name: [cell.strip() for cell in cells.strip("|").split("|")] for name, cells in rows}


def test_the_reasons_for_closing_in_the_document_are_those_of_the_code():
    told = rows_of("2.2")
    del told["Code"]
    assert list(told) == ClosureReason.values
    for reason, rule in REASON_RULES.items():
        fits = "18" if rule.from_age else "any" if rule.fits == OPEN_STATES else rule.fits[0].label.lower()
        assert told[reason][1:] == [fits, rule.census or "–"], reason


def test_how_often_a_child_is_seen_in_the_document_is_as_in_the_code():
    told = {level.lower(): [int(days) for days in cells] for level, cells in rows_of("2.4").items() if level in LEVELS}
    assert told == {level: list(days.values()) for level, days in RECOMMENDED.items() if level}


def test_the_table_of_roles_in_the_document_is_that_of_the_code():
    told = rows_of("7")
    assert told.pop("Data") == [role.title for role in ROLES.values()]
    assert told == {name: [letter(role, rights) for role in ROLES.values()] for name, rights in FACETS.items()}


def letter(role, rights):
    """The strongest of what the role's rights allow."""
    return next((one for one in "EPRS" if rights.get(one) in role.on_a_case | role.site), "–")


@pytest.mark.parametrize("path", sorted(DOCS.glob("*.md")), ids=lambda path: path.name)
def test_a_place_named_in_a_document_exists(path):
    text = path.read_text()
    named = re.findall(r"`((?:emerald|cases|perpetrators|interventions|templates|tests)/[\w./-]*)`", text)
    named += [path.parent / link for link in re.findall(r"\]\(([\w./-]+)\)", text)]
    example = [place for place in named if "school_visits" in str(place)]  # made up, to show the recipe
    assert [place for place in named if place not in example and not (ROOT / place).exists()] == []


def test_every_document_is_in_the_index():
    index = (DOCS / "README.md").read_text()
    assert [path.name for path in DOCS.glob("*.md") if f"]({path.name})" not in index] == ["README.md"]


@pytest.mark.parametrize("path", decisions(), ids=lambda path: path.stem)
def test_a_decision_keeps_to_the_template(path):
    text = path.read_text()
    head = re.match(
        r"# (\d+)\. \S[^\n]*\n\n- Date: (\d{4}-\d{2}-\d{2})\n- Status: \S[^\n]*\n(?:  \S[^\n]*\n)*\n## Context\n", text
    )
    assert head and int(head[1]) == int(path.name[:4])
    sections = re.split(r"^## (.+)$", text, flags=re.MULTILINE)
    assert sections[1::2] == HEADINGS
    assert all(len(section.split()) > 1 for section in sections[2::2])


def test_the_template_has_the_same_headings():
    assert re.findall(r"^## (.+)$", (DECISIONS / "template.md").read_text(), re.MULTILINE) == HEADINGS


def test_sections_end_where_the_next_of_their_level_begins():
    text = "# T\n\n## 1. One\na\n### 1.1 Inner\nb\n## 2. Two\nc\n"
    found = sections_of(text)
    assert set(found) == {"", "1", "1.1", "2"}
    assert "b" in found["1"] and "c" not in found["1"] and found["1.1"].endswith("b\n")
