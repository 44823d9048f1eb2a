"""The tutorial as a script: its tables typed into the packaged workbook, its result compared with the program's."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import openpyxl
import pytest

from recon.packaged import targets
from tests import commands

TUTORIAL = Path(__file__).parent.parent / "docs" / "tutorial.md"


def tables() -> dict[str, list[dict[str, str]]]:
    """The tutorial's tables by the sheet they are for: rows by heading."""
    found: dict[str, list[dict[str, str]]] = {}
    for part in TUTORIAL.read_text("utf-8").split("\n## ")[1:]:
        name, _, body = part.partition("\n")
        lines = [line.strip("| ").split(" | ") for line in body.splitlines() if line.startswith("| ")]
        if lines:
            found[name] = [dict(zip(lines[0], cells, strict=True)) for cells in lines[1:]]
    return found


def typed(path: Path, changes: dict[str, str] | None = None) -> None:
    """Go on typing below the last row of each sheet, as a person does; ``changes``: other values by 编号."""
    book = openpyxl.load_workbook(path)
    for name, rows in tables().items():
        sheet = book[name]
        heads = [cell.value for cell in sheet[1]]
        last = max(row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 1).value is not None)
        for number, row in enumerate(rows, last + 1):
            for label, text in row.items():
                value = (changes or {}).get(row.get("编号", ""), text) if label == "数值" else text
                sheet.cell(number, heads.index(label) + 1).value = value
    book.save(path)


def run(folder: Path, *arguments: str) -> str:
    """``recon`` as a person runs it."""
    return commands.run(*arguments, cwd=folder).stdout.decode()


@pytest.fixture(scope="module")
def laid_out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Step 1: a copy laid out by ``recon template --from``."""
    folder = tmp_path_factory.mktemp("tutorial")
    (folder / "data").mkdir()
    shutil.copy(targets(), folder / "data" / "targets.xlsx")
    run(folder, "template", "--from", "data/targets.xlsx", "-o", "指标.xlsx")
    return folder / "指标.xlsx"


@pytest.fixture
def workbook(laid_out: Path, tmp_path: Path) -> Path:
    """The copy, to be typed into."""
    path = tmp_path / "指标.xlsx"
    shutil.copy(laid_out, path)
    return path


def test_the_tutorial_adds_ten_figures_and_two_hierarchies() -> None:
    """Ten rows of 指标; edges with two parents."""
    found = tables()

    assert len(found["指标"]) == 10
    assert {row["上级"] for row in found["层级"]} == {"全县道路", "示例县"}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_tutorial_ends_in_the_finding_it_prints(workbook: Path, lang: str) -> None:
    """Typed as shown and validated: the new document gives the line that the tutorial quotes and no other."""
    before = set(run(workbook.parent, "validate", workbook.name, "--lang", lang).splitlines())
    typed(workbook)
    after = run(workbook.parent, "validate", workbook.name, "--lang", lang).splitlines()

    quoted = re.findall(r"```text\n(.*)\n(.*)\n```", TUTORIAL.read_text("utf-8"))[0]
    new = [line for line in after if line.startswith(workbook.name) and line not in before]
    assert new == [quoted[["zh", "en"].index(lang)]]


def test_the_tutorials_correction_removes_the_finding(workbook: Path) -> None:
    """T04 as 20: nothing is found in the new document."""
    before = run(workbook.parent, "validate", workbook.name).count("错误 ")
    typed(workbook, {"T04": "20"})

    assert run(workbook.parent, "validate", workbook.name).count("错误 ") == before
