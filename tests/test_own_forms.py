"""The walk-through of docs/own-forms.md as a script: its tables typed in, its result compared with the program's."""

from __future__ import annotations

import re
from pathlib import Path

import openpyxl
import pytest

from tests import commands

PAGE = Path(__file__).parent.parent / "docs" / "own-forms.md"
FILLED = "填写"


def tables() -> dict[str, list[dict[str, str]]]:
    """The page's tables by the sheet they are for: rows by heading; a dash is a blank."""
    found: dict[str, list[dict[str, str]]] = {}
    for part in PAGE.read_text("utf-8").split("\n## ")[1:]:
        name, _, body = part.partition("\n")
        lines = [
            [cell.strip() for cell in line.strip("|").split("|")] for line in body.splitlines() if line.startswith("| ")
        ]
        if lines:
            found[name] = [dict(zip(lines[0], cells, strict=True)) for cells in lines[1:]]
    return found


def run(folder: Path, *arguments: str) -> str:
    """``recon`` as a person runs it."""
    return commands.run(*arguments, cwd=folder).stdout.decode()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Steps 1 to 4: the definition typed in and checked, a blank form made."""
    run(tmp_path, "template", "--kind", "definition", "-o", "表样.xlsx")
    book = openpyxl.load_workbook(tmp_path / "表样.xlsx")
    for name, rows in tables().items():
        if name != FILLED:
            heads = [cell.value for cell in book[name][1]]
            for number, row in enumerate(rows, 2):
                for label, text in row.items():
                    book[name].cell(number, heads.index(label) + 1).value = None if text == "-" else text
    book.save(tmp_path / "表样.xlsx")
    run(
        tmp_path,
        "template",
        "--form",
        "表样.xlsx",
        "--month",
        "2024-06",
        "--sender",
        "城关镇",
        "-o",
        "城关镇.xlsx",
    )
    return tmp_path


def filled(folder: Path, changes: dict[tuple[str, str], float] | None = None) -> None:
    """Step 5: the numbers of the page typed into the form; grey cells keep nothing, as no spreadsheet computes here."""
    book = openpyxl.load_workbook(folder / "城关镇.xlsx")
    page = book["一般公共预算收入月报"]
    heads = {cell.value: cell.column for number in (6, 7) for cell in page[number] if cell.value}
    rows = {cell.value: cell.row for cell in page["B"] if cell.value}
    for row in page.iter_rows(min_row=9):
        for cell in row:
            if isinstance(cell.value, str) and cell.value.startswith("="):
                cell.value = None
    for line in tables()[FILLED]:
        for label, text in line.items():
            if label != "行次" and text != "-":
                value = (changes or {}).get((line["行次"], label), float(text))
                page.cell(rows[line["行次"]], heads[label]).value = value
    book.save(folder / "城关镇.xlsx")


def test_the_definition_is_sound(folder: Path) -> None:
    """``recon form check`` has nothing to say."""
    assert "通过" in run(folder, "form", "check", "表样.xlsx")


def test_the_walk_through_ends_in_the_finding_it_prints(folder: Path) -> None:
    """Typed as shown and validated: the one finding is the line that the page quotes, in both languages."""
    filled(folder)
    quoted = re.findall(r"```text\n(.*?)\n```", PAGE.read_text("utf-8"), re.DOTALL)[0].splitlines()

    chinese = run(folder, "validate", "城关镇.xlsx", "--form", "表样.xlsx").splitlines()
    english = run(folder, "validate", "城关镇.xlsx", "--lang", "en").splitlines()
    assert [line for line in chinese if line.startswith("城关镇.xlsx!")] == quoted[:1]
    assert quoted[1] in chinese
    assert [line for line in english if line.startswith("城关镇.xlsx!")] == quoted[2:]


def test_the_correction_passes(folder: Path) -> None:
    """21.60 in place of 26.10, and its total to date: nothing is found."""
    filled(folder, {("03", "本月"): 21.60, ("03", "累计"): 141.60})

    assert "须改正 0 条，须核实 0 条" in run(folder, "validate", "城关镇.xlsx", "--form", "表样.xlsx")


def test_a_form_is_told_before_it_is_checked(folder: Path) -> None:
    """Kind, subject and cover, as the check tells them."""
    from recon import engine
    from recon.options import Options

    options = Options(definitions=(folder / "表样.xlsx",))
    path = folder / "城关镇.xlsx"
    looked, checked = engine.glance(path, options), engine.validate_file(path, options)
    assert looked.subject
    assert (looked.kind, looked.subject, looked.cover) == (checked.kind, checked.subject, checked.cover)


def test_names_of_the_register_are_filled_into_own_forms(folder: Path) -> None:
    """The unit is found by its name: its head, writer and phone stand on the cover."""
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = "应报单位"
    page.append(["网别", "地区", "填报单位", "联系人", "电话", "单位负责人"])
    page.append(["路网", "长春市", "城关镇", "赵某", "0431-9", "钱某"])
    book.save(folder / "登记簿.xlsx")
    asked = ["--form", "表样.xlsx", "--month", "2024-06", "--sender", "城关镇", "--register", "登记簿.xlsx"]
    done = commands.run("template", *asked, "-o", "有名.xlsx", cwd=folder)
    assert done.returncode == 0, done.stderr.decode()
    found = {cell.value for sheet in openpyxl.load_workbook(folder / "有名.xlsx") for row in sheet for cell in row}
    assert {"城关镇", "赵某", "0431-9", "钱某"} <= found
