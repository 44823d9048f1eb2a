"""The rule pages: every code has one, and its examples do what they say."""

from __future__ import annotations

from dataclasses import replace
from difflib import SequenceMatcher
from pathlib import Path

import pytest

from recon import engine, pages, plaintext
from recon.messages import FILES, LANGUAGES, MESSAGES
from recon.model import FileReport
from recon.pages import PAGES
from recon.workbook import Cell, ErrorCell, RawBook

DOCS = Path(__file__).parents[1] / "docs"
WITH_EXAMPLES = [code for code in PAGES if code not in FILES]
#: Plain text has only text cells: what a spreadsheet stores where these examples say so.
STORED: dict[tuple[str, str], Cell] = {("NUM02", "43.4"): 43.4, ("NUM03", "#REF!"): ErrorCell("#REF!")}


def book(code: str, example: str) -> RawBook:
    """The workbook of an example, its cells as a spreadsheet stores them."""
    parsed = plaintext.parse(example)
    sheets = [
        replace(sheet, rows=[[STORED.get((code, str(cell)), cell) for cell in row] for row in sheet.rows])
        for sheet in parsed.sheets
    ]
    return replace(parsed, sheets=tuple(sheets))


def check(code: str, example: str) -> FileReport:
    """The report on an example."""
    return engine.validate_book(book(code, example))


def test_every_code_has_a_page() -> None:
    """The catalogue of messages and the pages name the same codes."""
    assert set(MESSAGES) == set(PAGES)
    assert all(code == page.code for code, page in PAGES.items())


def test_codes_have_one_record_each() -> None:
    """No record hides another of the same code."""
    assert len(pages._CATALOGUE) == len(PAGES)


@pytest.mark.parametrize("code", WITH_EXAMPLES)
def test_failing_example_fails_with_its_code_only(code: str) -> None:
    """The failing example yields exactly one finding: the code of its page."""
    assert [code] == [finding.code for finding in check(code, PAGES[code].failing).findings]


@pytest.mark.parametrize("code", WITH_EXAMPLES)
def test_passing_example_has_no_finding(code: str) -> None:
    """The passing example yields nothing, not even a note."""
    assert check(code, PAGES[code].passing).findings == ()


@pytest.mark.parametrize("code", WITH_EXAMPLES)
def test_examples_differ_in_one_place(code: str) -> None:
    """The two examples differ in one run of characters of one line."""
    page = PAGES[code]
    changed = set(page.passing.splitlines()) ^ set(page.failing.splitlines())
    matcher = SequenceMatcher(None, page.passing, page.failing, autojunk=False)

    assert 1 <= len(changed) <= 2
    assert matcher.ratio() > 0.8


@pytest.mark.parametrize("code", FILES)
def test_unreadable_files_have_no_examples(code: str) -> None:
    """What cannot be read cannot be shown as text either."""
    assert PAGES[code].passing == PAGES[code].failing == ""


@pytest.mark.parametrize("code", PAGES)
def test_shape_of_a_page(code: str) -> None:
    """Texts are whole sentences in both languages; titles are not sentences; examples are dedented."""
    page = PAGES[code]

    for zh, en in (page.what, page.why, page.basis, page.advice):
        assert zh.endswith("。")
        assert en.endswith(".")
    for title in page.title:
        assert title == title.strip(" .。")
    for example in (page.passing, page.failing):
        assert all(line == line.strip() for line in example.splitlines())
        assert not example or example.startswith("## ")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("code", PAGES)
def test_rendered_page(code: str, lang: str) -> None:
    """A page begins with its code, ends in a newline and can be printed by a GBK terminal."""
    page = pages.render(code, lang)

    assert page.startswith(f"{code}  ")
    assert page.endswith("\n")
    assert not page.endswith("\n\n")
    assert "@" not in page
    assert page.encode("gbk").decode("gbk") == page


@pytest.mark.parametrize(("lang", "name"), [("en", "rules.md"), ("zh", "rules.zh-CN.md")])
def test_reference_in_docs_is_current(lang: str, name: str) -> None:
    """The reference in docs is what ``recon explain --all`` prints; ``make docs`` writes it anew."""
    expected = pages.reference(lang)

    assert expected == (DOCS / name).read_text(encoding="utf-8")
    assert all(f"\n## {code} " in expected for code in PAGES)
    assert expected.encode("gbk")
