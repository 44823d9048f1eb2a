"""Explanations handed in as an office gets them: written into marked copies and discrepancy workbooks, and checked again."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import openpyxl
import pytest

from examples.lists import NETWORKS
from recon.explanations import boilerplate
from recon.explanations.weight import Own
from tests import months, sentences
from tests.commands import run as command
from tests.forms import save
from tests.sheets import heads

#: Reports, and projects of each: as many as there are sentences.
REPORTS, EACH = 5, 20
SAID = [*sentences.DISHONEST_SIXTY, *sentences.HONEST_FORTY]


@pytest.fixture(scope="module")
def handed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Sentence → why it released nothing (blank: it did), after all were handed in, half of them in each way."""
    home = tmp_path_factory.mktemp("office")
    folder = home / "2021-03"
    folder.mkdir()
    for number, network in enumerate(list(NETWORKS)[:REPORTS]):
        rows = months.projects(network, "长春市", EACH, number * EACH)
        for row in rows:
            done = float(str(row["总投资"])) + 100
            row |= {"上月末累计完成": round(done - float(str(row["本月完成"])), 2), "开工以来累计完成": done}
        save(months.form(network, "长春市", rows).book(), folder / f"{network}.xlsx")
    assert command("validate", "2021-03", "--date", "2021-04-08", cwd=home).returncode in (0, 1)
    results = home / "2021-03_审核"
    for number, network in enumerate(list(NETWORKS)[:REPORTS]):
        texts = SAID[number::REPORTS]
        if number % 2:
            write(results / f"{network}_差异.xlsx", texts)
        else:  # the unit sends the marked copy back
            returned = Path(shutil.copy(results / f"{network}_标注.xlsx", folder))
            write(returned, texts)
    said = command("validate", "2021-03", "--date", "2021-04-09", "--format", "json", cwd=home)
    told = json.loads(said.stdout)
    found: dict[str, str] = {}
    for file in told["files"]:
        for finding in file["findings"]:
            if finding["code"] == "OVER01" and (given := finding.get("explanation")):
                found[given["text"]] = "" if given["valid"] else given["reason"]
    return found


def write(path: Path, texts: list[str]) -> None:
    """A sentence beside each OVER01 of the list, as a person types it."""
    book = openpyxl.load_workbook(path)
    page = next(sheet for sheet in book if sheet.title == "问题清单")
    head = next(row for row in page.iter_rows() if any(cell.value == "审核说明" for cell in row))
    top = head[0].row or 0
    columns = heads(page, top)
    rows = [
        row
        for row in range(top + 1, page.max_row + 1)
        if page.cell(row, columns["代码"]).value == "OVER01" and not page.cell(row, columns["审核说明"]).value
    ]
    assert len(rows) == len(texts)
    for row, said in zip(rows, texts, strict=True):
        page.cell(row, columns["审核说明"], said)
    book.save(path)


def test_all_of_them_are_read_back(handed: dict[str, str]) -> None:
    """Word for word, in both kinds of workbook."""
    assert set(handed) == set(SAID)


def test_what_says_nothing_releases_nothing(handed: dict[str, str]) -> None:
    """Of sixty that only ask to be let through at most three; of forty that can be looked up at least thirty-seven."""
    assert sum(not handed[said] for said in sentences.DISHONEST_SIXTY) <= 3
    assert sum(not handed[said] for said in sentences.HONEST_FORTY) >= 37


def test_the_workbooks_say_what_the_function_says(handed: dict[str, str]) -> None:
    """But for sentences whose quantity is a number of the very finding that they were written to: there it says nothing new."""
    own = Own(("开工以来累计完成 3520.50 大于总投资 3000.40，差 520.10 万元，请核实",), "2021-03")
    other = {said: handed[said] for said in SAID if bool(boilerplate.refused(said, own)) != bool(handed[said])}
    assert set(other.values()) <= {"uncheckable"}
    assert len(other) <= 2


def test_short_and_spoken_ones() -> None:
    """Judged like those of full sentences."""
    own = Own(("开工以来累计完成 3520.50 大于总投资 3000.40，差 520.10 万元，请核实",), "2021-03")
    assert not [said for said in sentences.DISHONEST_SHORT if not boilerplate.refused(said, own)]
    assert sum(not boilerplate.refused(said, own) for said in sentences.HONEST_SHORT) >= 17
