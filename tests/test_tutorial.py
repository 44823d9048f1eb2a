"""The tutorial as a script: its tables typed into the packaged workbook, its result compared with the program's."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import openpyxl
import pytest

import recon
from recon.model import Report
from recon.packaged import targets
from recon.reports import console
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


@pytest.fixture(scope="module")
def before(laid_out: Path) -> Report:
    """What is found in the copy as it was laid out."""
    return recon.validate(laid_out)


@pytest.fixture(scope="module")
def after(laid_out: Path, tmp_path_factory: pytest.TempPathFactory) -> Report:
    """What is found in it once the tables are typed."""
    return recon.validate(filled(laid_out, tmp_path_factory.mktemp("typed")))


def filled(laid_out: Path, folder: Path, changes: dict[str, str] | None = None) -> Path:
    """The copy with the tables typed into it."""
    path = folder / laid_out.name
    shutil.copy(laid_out, path)
    typed(path, changes)
    return path


def lines(report: Report, lang: str) -> list[str]:
    """The lines of findings that ``recon validate`` prints of the workbook, by its name alone."""
    printed = console.render(report, lang, None).splitlines()
    return [line.removeprefix(f"{Path(report.files[0].path).parent}/") for line in printed]


def test_the_tutorial_adds_ten_figures_and_two_hierarchies() -> None:
    """Ten rows of 指标; edges with two parents."""
    found = tables()

    assert len(found["指标"]) == 10
    assert {row["上级"] for row in found["层级"]} == {"全县道路", "示例县"}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_tutorial_ends_in_the_finding_it_prints(before: Report, after: Report, lang: str) -> None:
    """Typed as shown and validated: the new document gives the line that the tutorial quotes and no other."""
    quoted = re.findall(r"```text\n(.*)\n(.*)\n```", TUTORIAL.read_text("utf-8"))[0]
    name = Path(after.files[0].path).name
    new = [line for line in lines(after, lang) if line.startswith(name) and line not in lines(before, lang)]

    assert new == [quoted[["zh", "en"].index(lang)]]


def test_the_tutorials_correction_removes_the_finding(before: Report, laid_out: Path, tmp_path: Path) -> None:
    """T04 as 20: nothing is found in the new document, as the command says."""
    path = filled(laid_out, tmp_path, {"T04": "20"})
    found = run(tmp_path, "validate", path.name).splitlines()

    assert [line for line in found if line.startswith(path.name)] == [
        line for line in lines(before, "zh") if line.startswith(path.name)
    ]
