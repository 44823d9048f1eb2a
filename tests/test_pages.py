"""The rule pages: every code has one, and its examples do what they say."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path

import pytest

from recon import engine, month, pages, plaintext
from recon.batch.run import Run, execute, reports
from recon.messages import FILES, LANGUAGES, MESSAGES, STORES
from recon.messages.month import MONTH
from recon.model import FileReport, Report
from recon.options import Options
from recon.pages import PAGES
from recon.relations import Relation
from recon.reports import json as writer
from recon.schemas import forms as declared
from recon.schemas import monthly
from recon.workbook import Cell, ErrorCell, RawBook, RawSheet
from tests import periodic
from tests.forms import AMOUNTS, CODES, LABELS, Form, project, total
from tests.test_json import accept
from tests.test_json import save_book as save
from tests.test_languages import strangers

DOCS = Path(__file__).parents[1] / "docs"
#: Codes that no example can show: a relation of up to three numbers is never wide, the comparison with the
#: plan is not graded, and a blank among required columns is FORM03. The tests below prove it.
RELATIONS = {relation.code: relation for form in declared.every() for relation in form.relations}
NEVER_WIDE = [f"{code}02" for code in (*RELATIONS, "PLAN") if code not in ("SPLIT", "FUND", "SOURCE")]
NEVER_IMPLIED = ["ROLL03", "JAN03"]
#: Codes that take more files, or sheets and rows beyond the form's, than an example shows, or a fault of the program.
ELSEWHERE = [
    *(f"FILL{n:02}" for n in range(1, 11)),  # they need a definition
    "FILE14",
    "FILE15",
    "OPEN03",
    "OPEN04",
    "OPEN06",
    "OPEN07",
    "OPEN08",
    "OPEN09",
    "FORM21",
    "FORM22",
    "FORM23",
    "FORM24",
    "NEW02",
    "REPT01",
    "YPLN01",
    "LACK01",
    "SUSP01",
    "SUSP02",
    "SLIP04",
    "SLIP06",
    "SLIP09",
    *(f"FML0{n}" for n in range(1, 7)),
    "SHEET01",
    "ROW01",
    "ROW02",
    "WHICH01",
    "NUM08",
    "NUM09",
    "MERGE01",
    "SHEET03",
    "DATE04",
    "COVER03",
    "LINK01",
    "SLIP04",
    "SLIP06",
    "SLIP09",
    "SLIP10",
    "UNIT03",
    "MOVE02",
    "GONE02",
    "VIEW03",
    "VIEW04",
    "VIEW05",
    "VIEW06",
    "GAP03",
    "DEF18",
    "DEF38",
]
#: What a single example cannot be without: it is never a whole month, and its files have the same projects.
ALWAYS = {"LACK01", "LAG01", "REPT01"}
WITHOUT_EXAMPLES = [*FILES, *STORES, *NEVER_WIDE, *NEVER_IMPLIED, *ELSEWHERE]
WITH_EXAMPLES = [code for code in PAGES if code not in WITHOUT_EXAMPLES]
#: Plain text has only text cells: what a spreadsheet stores where these examples say so.
STORED: dict[tuple[str, str], Cell] = {("NUM02", "43.4"): 43.4, ("NUM03", "#REF!"): ErrorCell("#REF!")}
#: End of the names of the sheets of a second report, and of last month's, in the same example.
OTHER, LAST = "（另一份）", "（上月）"
#: What an excerpt may show besides sheets of no form.
FORM_SHEETS = {monthly.COVER, monthly.PROJECTS, monthly.SUMMARY, monthly.LISTS, "指标"}
_NUMBER = re.compile(r"-?\d+(\.\d+)?")


def book(code: str, example: str) -> RawBook:
    """The workbook of an example, its cells as a spreadsheet stores them."""
    parsed = plaintext.parse(example)
    if PAGES[code].excerpt:
        return periodic.laid_over(parsed) or laid_over(parsed)
    sheets = [
        replace(sheet, rows=[[STORED.get((code, str(cell)), cell) for cell in row] for row in sheet.rows])
        for sheet in parsed.sheets
    ]
    return replace(parsed, sheets=tuple(sheets))


def laid_over(excerpt: RawBook) -> RawBook:
    """A sound monthly report with the cells of an excerpt laid over it, its totals computed anew.

    The report has the project rows of the excerpt where it shows the table; lines above the table's head
    go above the head. An amount with ``'`` in front is text, one that begins with ``=`` a formula.
    """
    given = {sheet.name: sheet.rows for sheet in excerpt.sheets}
    form = Form()
    form.cover.update({str(row[0]): row[1] for row in given.get(monthly.COVER, [])})
    above, head, body = _table(given.get(monthly.PROJECTS, []))
    count = len(body) if head else len(CODES)
    rows = [project(n, "高速公路", CODES[n - 1]) for n in range(1, count + 1)]
    for row, cells in zip(rows, body, strict=False):
        row.update(zip(head, (*cells, *[None] * len(head)), strict=False))
    worth = [{**row, **{label: _worth(row[label]) for label in AMOUNTS}} for row in rows]
    classes = list(dict.fromkeys(str(row["类别"]) for row in rows))
    form.rows, form.summary = [{**total("", "合计", worth), "项目名称": None}], []
    form.summary.append({**total("", "", worth), "分类": "合计", "项目数": count})
    for name in classes:
        parts = [n for n, row in enumerate(rows) if row["类别"] == name]
        sums = total(f"{name}小计", "一", [worth[n] for n in parts])
        form.rows += [
            sums,
            *({**rows[n], **{label: _stored(rows[n][label]) for label in AMOUNTS}} for n in parts),
        ]
        form.summary.append({**sums, "分类": name, "项目数": len(parts)})
    _, head, body = _table(given.get(monthly.SUMMARY, []))
    for cells in body:
        said = dict(zip(head, map(_stored, cells), strict=False))
        next(row for row in form.summary if row["分类"] == said["分类"]).update(said)
    foreign = [sheet for sheet in excerpt.sheets if sheet.name not in FORM_SHEETS]
    made = _finished(form, above, given.get(monthly.LISTS))
    return replace(made, sheets=(*made.sheets, *(s for s in foreign if not s.name.endswith((OTHER, LAST)))))


def _table(rows: list[list[Cell]]) -> tuple[list[list[Cell]], list[str], list[list[Cell]]]:
    """Lines above the head, the head, and the rows below it."""
    known = {*LABELS, "分类"}
    place = next((n for n, row in enumerate(rows) if row[0] in known), len(rows))
    return rows[:place], [str(c) for c in rows[place]] if rows[place:] else [], rows[place + 1 :]


def _worth(cell: Cell) -> Cell:
    """The number an amount stands for, for the totals."""
    found = _NUMBER.search(str(cell))
    return float(found[0]) if found and not str(cell).startswith("=") else None


def _stored(cell: Cell) -> Cell:
    """An amount as a spreadsheet stores it."""
    text = str(cell)
    return text[1:] if text.startswith("'") else float(text) if _NUMBER.fullmatch(text) else cell


def _finished(form: Form, above: list[list[Cell]], lists: list[list[Cell]] | None) -> RawBook:
    """The form with the lines above its table and its sheet of lists."""
    made = form.book()
    sheets = {sheet.name: sheet for sheet in made.sheets}
    sheets[monthly.PROJECTS].rows[1 : 1 + len(above)] = above
    return replace(made, sheets=(*made.sheets, *([RawSheet(monthly.LISTS, lists)] if lists else [])))


def plan(example: str) -> RawBook | None:
    """The plan's figures that an excerpt is compared with, None where it shows none."""
    parsed = plaintext.parse(example)
    figures = tuple(sheet for sheet in parsed.sheets if sheet.name == "指标")
    return replace(parsed, sheets=figures) if figures and len(figures) < len(parsed.sheets) else None


def other(example: str, suffix: str) -> RawBook | None:
    """The second of two reports, whose sheets' names end in ``suffix``, where an excerpt shows two."""
    parsed = plaintext.parse(example)
    own = [replace(s, name=s.name.removesuffix(suffix)) for s in parsed.sheets if s.name.endswith(suffix)]
    return laid_over(replace(parsed, sheets=tuple(own))) if own else None


def saved(code: str, example: str, folder: Path) -> Run:
    """The run that checks the files of an example, the one that it is about first."""
    figures, second, last = plan(example), other(example, OTHER), other(example, LAST)
    files = [save(book(code, example), folder / f"{code}.xlsx")]
    files += [save(second, folder / "另一份.xlsx")] if second else []
    options = Options(targets=save(figures, folder / "规划.xlsx") if figures else None)
    previous = (save(last, folder / "上月.xlsx"),) if last else ()
    return Run(tuple(files), options, previous, keep=True)


def checked(run: Run) -> Report:
    """What a run gives."""
    return Report(reports(execute(run)))


def check(code: str, example: str, folder: Path) -> FileReport:
    """The report on an example; one of a monthly report goes through files."""
    if not PAGES[code].excerpt:
        return engine.validate_book(book(code, example))
    if code in MONTH:
        return whole(code, example, folder)
    return checked(saved(code, example, folder)).files[0]


def whole(code: str, example: str, folder: Path) -> FileReport:
    """The report on a month whose files the example shows."""
    run = saved(code, example, folder)
    report = month.check([engine.validate_file(f, Options(gather=True)) for f in run.paths], folder)
    return replace(report, findings=tuple(f for f in report.findings if f.code not in ALWAYS - {code}))


@pytest.fixture(scope="module")
def failing(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Report]:
    """The report on the failing example of a code, saved as a workbook and checked once."""

    def report(code: str) -> Report:
        example, folder = PAGES[code].failing, tmp_path_factory.mktemp("failing")
        return Report((whole(code, example, folder),)) if code in MONTH else checked(saved(code, example, folder))

    return cache(report)


def test_every_code_has_a_page() -> None:
    """The catalogue of messages and the relations that forms declare have the codes that have pages."""
    assert {*MESSAGES, *(code for relation in RELATIONS.values() for code in relation.codes)} == set(PAGES)
    assert all(code == page.code for code, page in PAGES.items())


def test_codes_have_one_record_each() -> None:
    """No record hides another of the same code."""
    assert len(pages._CATALOGUE) == len(PAGES)


@pytest.mark.parametrize("code", WITH_EXAMPLES)
def test_failing_example_fails_with_its_code_only(code: str, failing: Callable[[str], Report]) -> None:
    """The failing example yields exactly one finding: the code of its page, in English without a word that is ours."""
    example, report = PAGES[code].failing, failing(code).files[0]

    assert [code] == [finding.code for finding in report.findings]
    assert {word for finding in report.every for word in strangers(finding, book(code, example), example)} == set()


@pytest.mark.parametrize("code", WITH_EXAMPLES)
def test_passing_example_has_no_finding(code: str, tmp_path: Path) -> None:
    """The passing example yields nothing, not even a note."""
    assert check(code, PAGES[code].passing, tmp_path).findings == ()


@pytest.mark.parametrize("code", WITH_EXAMPLES)
def test_failing_examples_keep_the_contract_of_the_json_report(code: str, failing: Callable[[str], Report]) -> None:
    """Valid output with the code; per verdict, a file counts what it lists singly and what its relations count."""
    file = accept(writer.render(failing(code), "zh"))

    assert [code] == [finding["code"] for finding in file["findings"]]
    for verdict, number in file["counts"].items():
        listed = sum(outcome["verdict"] == verdict for outcome in file["outcomes"])
        assert number == listed + sum(relation["counts"][verdict] for relation in file["relations"])


@pytest.mark.parametrize("code", WITH_EXAMPLES)
def test_level_is_told(code: str, failing: Callable[[str], Report]) -> None:
    """Pages of the monthly report name the level their finding has."""
    (finding,) = failing(code).files[0].findings
    said = re.findall("强制性|核实性|提示性", PAGES[code].what[0])

    assert not PAGES[code].excerpt or said == [finding.level]


@pytest.mark.parametrize("code", RELATIONS)
def test_pages_of_a_relation_say_what_the_form_declares(code: str) -> None:
    """Columns, factor and condition of a relation are on its page."""
    relation, page = RELATIONS[code], PAGES[f"{code}01"]
    condition, values = relation.when or ("", ())

    assert all(label in page.passing for label in (*relation.lefts, *relation.rights, condition))
    assert relation.factor == 1 or str(relation.factor) in page.what[0]
    assert all(value.lstrip("0") in page.what[0] for value in values)
    assert relation.operator in page.what[0]


@pytest.mark.parametrize("relation", RELATIONS.values(), ids=lambda r: r.code)
def test_pages_of_blanks_and_bounds(relation: Relation[str]) -> None:
    """Equations have pages for 01 to 03, bounds for 01 and 02, and no others."""
    assert {code for code in PAGES if code[:-2] == relation.code} == set(relation.codes)


def weights(relation: Relation[str]) -> list[Decimal]:
    """How much each term's rounding error counts."""
    return [Decimal(1)] * len(relation.lefts) + [relation.factor] * len(relation.rights)


@pytest.mark.parametrize("code", RELATIONS)
def test_which_relations_can_be_wide(code: str) -> None:
    """Half units of all terms exceed 3σ only where the page has an example: (Σw)² > 3 Σw²."""
    found = weights(RELATIONS[code])

    assert (sum(found) ** 2 > 3 * sum(w * w for w in found)) == (f"{code}02" not in NEVER_WIDE)


def test_the_plan_is_not_graded(tmp_path: Path) -> None:
    """Near the limit of rounding on either side there is PLAN01 or nothing, never PLAN02."""
    example = PAGES["PLAN01"].passing
    found = {
        total: [f.code for f in check("PLAN01", example.replace("1000.4", total), tmp_path).findings]
        for total in ("949.99", "950.01", "1049.99", "1050.01")
    }

    assert found == {
        "949.99": ["PLAN01", "SPLIT01"],
        "950.01": ["SPLIT01"],
        "1049.99": ["SPLIT01"],
        "1050.01": ["PLAN01", "SPLIT01"],
    }


@pytest.mark.parametrize("code", NEVER_IMPLIED)
def test_required_blanks_are_not_implied(code: str, tmp_path: Path) -> None:
    """A blank in a relation of required columns is told once, as FORM03."""
    relation = RELATIONS[code[:-2]]
    for place in range(len(relation.lefts) + len(relation.rights)):
        lines = PAGES[f"{code[:-2]}01"].passing.splitlines()
        cells = lines[-1].split(" | ")
        cells[place] = ""
        example = "\n".join([*lines[:-1], " | ".join(cells)])
        assert [f.code for f in check(f"{code[:-2]}01", example, tmp_path).findings] == ["FORM03"]


def test_pages_without_examples() -> None:
    """What cannot be read, or cannot arise by itself, has no examples and says so."""
    for code in WITHOUT_EXAMPLES:
        page = PAGES[code]

        assert page.passing == page.failing == "", code
        assert code in (*FILES, *STORES, *ELSEWHERE) or "备用" in page.what[0], code


def test_examples_differ_in_one_place() -> None:
    """The two examples differ in one run of characters of one line."""
    for code in WITH_EXAMPLES:
        page = PAGES[code]
        changed = set(page.passing.splitlines()) ^ set(page.failing.splitlines())
        matcher = SequenceMatcher(None, page.passing, page.failing, autojunk=False)

        assert 1 <= len(changed) <= 2, code
        assert matcher.ratio() > 0.8, code


def test_shape_of_a_page() -> None:
    """Texts are whole sentences in both languages; titles are not sentences; examples are dedented."""
    for code, page in PAGES.items():
        for zh, en in (page.what, page.why, page.basis, page.advice):
            assert (zh[-1], en[-1]) == ("。", "."), code
        for title in page.title:
            assert title == title.strip(" .。"), code
        for example in (page.passing, page.failing):
            assert all(line == line.strip() for line in example.splitlines()), code
            assert not example or example.startswith("## "), code


@pytest.mark.parametrize("lang", LANGUAGES)
def test_rendered_page(lang: str) -> None:
    """A page begins with its code, ends in a newline and can be printed by a GBK terminal."""
    for code in PAGES:
        page = pages.render(code, lang)

        assert page.startswith(f"{code}  ")
        assert page.endswith("\n"), code
        assert not page.endswith("\n\n"), code
        assert "@" not in page, code
        assert page.encode("gbk").decode("gbk") == page


@pytest.mark.parametrize(("lang", "name"), [("en", "rules.md"), ("zh", "rules.zh-CN.md")])
def test_reference_in_docs_is_current(lang: str, name: str) -> None:
    """The reference in docs is what ``recon explain --all`` prints; ``make docs`` writes it anew."""
    expected = pages.reference(lang)

    assert expected == (DOCS / name).read_text(encoding="utf-8")
    assert all(f"\n## {code} " in expected for code in PAGES)
    assert expected.encode("gbk")
