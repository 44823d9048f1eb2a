"""The JSON contract: real output against its schema, and each number back to its cell."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from copy import deepcopy
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from jsonschema import Draft202012Validator, ValidationError
from openpyxl.utils import get_column_letter

from recon import engine, numbers, plaintext, units, validate
from recon.model import Report
from recon.reports import json as writer
from recon.schemas import targets
from recon.schemas.forms import form as spec_of
from recon.workbook import ErrorCell, RawBook
from tests import commands
from tests.forms import Form

ROOT = Path(__file__).parents[1]
TARGETS = ROOT / "data" / "targets.xlsx"
SCHEMA = json.loads((ROOT / "recon" / "reports" / "report.schema.json").read_text(encoding="utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)
EMPTY = f"## 指标\n{' | '.join(targets.Figures.to_schema().columns)}\n"


def save_book(content: RawBook, path: Path) -> Path:
    """Write a workbook; text that begins with = is a formula without a result."""
    made = openpyxl.Workbook()
    made.remove(made.worksheets[0])
    for sheet in content.sheets:
        page = made.create_sheet(sheet.name)
        for row in sheet.rows:
            page.append([cell.text if isinstance(cell, ErrorCell) else cell for cell in row])
    made.save(path)
    return path


def save(text: str, path: Path) -> Path:
    """Write a workbook given as text."""
    return save_book(plaintext.parse(text), path)


def render(*paths: Path) -> str:
    """What ``--format json`` prints for some files."""
    return writer.render(validate(*paths), "zh")


@cache
def checked() -> Report:
    """The report on the plan's own figures."""
    return validate(TARGETS)


@cache
def plan() -> dict[str, Any]:
    """The parsed output for them."""
    body: dict[str, Any] = json.loads(writer.render(checked(), "zh"))
    return body


def accept(text: str) -> dict[str, Any]:
    """Parse and validate one output; its first file."""
    body = json.loads(text)
    VALIDATOR.validate(body)
    file: dict[str, Any] = body["files"][0]
    return file


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """Run the command line in ``folder``, as a program would."""
    return commands.run("validate", "--format", "json", *arguments, cwd=folder)


def test_schema_is_a_schema() -> None:
    """The schema itself is valid JSON Schema 2020-12."""
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_plan(lang: str) -> None:
    """The plan's figures give outcomes, none of them outside the schema."""
    file = accept(writer.render(checked(), lang))

    assert (file["kind"], file["relations"]) == ("targets", [])
    assert sum(file["counts"].values()) == len(file["outcomes"]) > 0


def test_unreadable_file(tmp_path: Path) -> None:
    """A file that is no spreadsheet is reported as unreadable, with a code and a sentence."""
    path = tmp_path / "报表.xlsx"
    path.write_text("not a spreadsheet", encoding="utf-8")
    file = accept(render(path))

    assert (file["verdict"], file["error"]["code"]) == ("unreadable", "FILE03")


def test_missing_file(tmp_path: Path) -> None:
    """A file that is not there is unreadable too, without a digest."""
    file = accept(render(tmp_path / "没有.xlsx"))

    assert (file["verdict"], file["error"]["code"], file["sha256"]) == ("unreadable", "FILE01", "")


def test_empty_workbook(tmp_path: Path) -> None:
    """A form with headers and no rows passes, with a note that nothing was checked."""
    file = accept(render(save(EMPTY, tmp_path / "空表.xlsx")))

    assert (file["verdict"], file["outcomes"], [f["code"] for f in file["findings"]]) == (
        "pass",
        [],
        ["FORM07"],
    )


def test_open_ends_and_missing_values_are_null() -> None:
    """What has no end (以上), no value (an implied figure) or no finite decimal stays within the schema."""
    columns = " | ".join(targets.Figures.to_schema().columns)
    book = plaintext.parse(f"""
        ## 层级
        维度 | 上级 | 下级 | 完整 | 适用指标
        项目 | 交通 | 铁路 | 是
        项目 | 交通 | 公路 | 是
        项目 | 水利 | 水库 | 是
        项目 | 水利 | 渠道 | 是
        项目 | 水利 | 堤防 | 是

        ## 指标
        {columns}
        F1 | | | 计划投资 | 交通 | 2020 | | 10 | 亿元 | 以上
        F2 | | | 计划投资 | 铁路 | 2020 | | 4.50 | 亿元 | 不超过
        F3 | | | 计划投资 | 水利 | 2020 | | 7 | 亿元
        F4 | | | 计划投资 | 水库 | 2020 | | 3 | 亿元

        ## 勾稽
        编号 | 左式 | 关系 | 右式 | 级别
        R1 | F3 ÷ F4 | ≤ | 7 ÷ 3
    """)
    file = accept(writer.render(Report((engine.validate_book(book),)), "zh"))
    sides = {outcome["verdict"]: outcome for outcome in file["outcomes"]}

    assert {"exact", "implied", "unverifiable"} == set(sides)
    assert sides["implied"]["left"]["high"] is None
    assert sides["implied"]["right"] == {"value": None, "low": None, "high": None, "terms": []}
    assert sides["unverifiable"]["difference"] is None
    assert sides["exact"]["left"]["value"] == "2.333333333333"


def test_relations_of_many_rows(tmp_path: Path) -> None:
    """A sound monthly report lists no outcome; its relations are counted, each under its own name."""
    file = accept(render(save_book(Form().book(), tmp_path / "月报.xlsx")))
    relations = file["relations"]

    assert (file["kind"], file["verdict"], file["outcomes"]) == ("monthly", "pass", [])
    assert [r.code for r in spec_of("monthly").relations] + ["FOOT", "TIE"] == [r["code"] for r in relations]
    assert relations[0]["counts"]["exact"] == len(Form().rows) - 3
    assert "0.95 × 总投资" in next(r["formula"] for r in relations if r["code"] == "DONE")


def objects(body: Any) -> Iterator[dict[str, Any]]:
    """Every object in a JSON value."""
    if isinstance(body, dict):
        yield body
    for value in body.values() if isinstance(body, dict) else body if isinstance(body, list) else ():
        yield from objects(value)


def test_every_key_is_required(tmp_path: Path) -> None:
    """Taking away any key of any kind of object breaks the contract."""
    body = deepcopy(plan())
    file = body["files"][0]
    kinds = {(o["verdict"], bool(o["hints"]), bool(o["suspects"])): o for o in file["outcomes"]}
    file.update(outcomes=[*kinds.values()], findings=file["findings"][:1])
    body["files"] += json.loads(render(save_book(Form().book(), tmp_path / "月报.xlsx")))["files"]
    first = {tuple(found): found for found in objects(body)}

    for keys, found in first.items():
        for key in keys:
            value = found.pop(key)
            assert not VALIDATOR.is_valid(body), key
            found[key] = value


@pytest.mark.parametrize(
    ("key", "value"),
    [("rule", "guess"), ("verdict", "fine"), ("level", "error"), ("slack", 1.5), ("slack", "1e3")],
)
def test_foreign_values_are_refused(key: str, value: object) -> None:
    """Enumerations are closed and numbers are plain decimal strings."""
    body = deepcopy(plan())
    body["files"][0]["outcomes"][0][key] = value

    with pytest.raises(ValidationError):
        VALIDATOR.validate(body)


def test_same_bytes_twice(tmp_path: Path) -> None:
    """A run in a process of its own and one in this print the same bytes, and nothing but JSON."""
    first, second = commands.process("validate", "--format", "json", cwd=tmp_path), run(tmp_path)

    assert first.stdout == second.stdout
    assert first.stderr == b""
    assert first.returncode in (0, 1)
    accept(first.stdout.decode("utf-8"))


def test_no_workbook_is_written(tmp_path: Path) -> None:
    """Without --output the JSON run leaves the folder as it was, for a packaged and for a named file."""
    save(EMPTY, tmp_path / "空表.xlsx")
    run(tmp_path)
    accept(run(tmp_path, "空表.xlsx").stdout.decode("utf-8"))

    assert [path.name for path in tmp_path.iterdir()] == ["空表.xlsx"]


def test_several_files_keep_their_order(tmp_path: Path) -> None:
    """Files are reported in the order given; one unreadable file does not hide the others (exit code 3)."""
    save(EMPTY, tmp_path / "b.xlsx")
    done = run(tmp_path, "b.xlsx", "a.xlsx", str(TARGETS))
    body = json.loads(done.stdout)
    VALIDATOR.validate(body)

    assert ["b.xlsx", "a.xlsx", str(TARGETS)] == [file["path"] for file in body["files"]]
    assert done.returncode == 3


def test_ids() -> None:
    """Outcome ids are unique within a file, and a finding's outcome is one of them."""
    for file in plan()["files"]:
        ids = [outcome["id"] for outcome in file["outcomes"]]

        assert len(ids) == len(set(ids))
        assert {finding["outcome"] for finding in file["findings"]} - {None} <= set(ids)


def test_findings_repeat_their_outcome() -> None:
    """A finding carries the numbers and the level of its outcome."""
    (file,) = plan()["files"]
    outcomes = {outcome["id"]: outcome for outcome in file["outcomes"]}

    for finding in file["findings"]:
        if outcome := outcomes.get(finding["outcome"]):
            sides = (outcome["right"]["value"], outcome["left"]["value"], outcome["difference"])
            told = (finding["expected"], finding["actual"], finding["difference"])
            assert told == tuple(number or "" for number in sides)
            assert finding["level"] == outcome["level"]


@cache
def plan_cells() -> tuple[dict[str, int], list[tuple[Any, ...]], dict[str, tuple[str, str]]]:
    """Read by openpyxl: columns and rows of 指标, and each measure's unit and kind from 口径."""
    book = openpyxl.load_workbook(TARGETS, data_only=True)
    rows = list(book["指标"].iter_rows(values_only=True))
    columns = {str(label): place for place, label in enumerate(rows[0])}
    listed = list(book["口径"].iter_rows(values_only=True))
    heads = [str(label) for label in listed[0]]
    name, unit, kind = (heads.index(label) for label in ("指标名称", "计量单位", "类型"))
    return columns, rows, {str(row[name]): (str(row[unit]), str(row[kind])) for row in listed[1:]}


def possible_values(row: tuple[Any, ...], unit: str, label: str) -> set[Decimal]:
    """The printed value in the outcome's unit, or in its measure's where those do not convert."""
    columns, _, measures = plan_cells()
    own, kind = measures[row[columns["指标名称"]]]
    printed = units.parse(str(row[columns["计量单位"]]))
    ratios = [units.ratio(printed, units.parse(to), counting=kind == "计数") for to in (unit, own)]
    value = numbers.read(row[columns[label]]).value
    return {value * ratio for ratio in ratios if ratio is not None}


def test_every_term_is_in_its_cell() -> None:
    """Each term's cell, in 数值 or of an upper end in 数值上限, holds the printed value; 编号 is in column A."""
    columns, rows, _ = plan_cells()
    (file,) = plan()["files"]
    terms = [
        (outcome["unit"], term)
        for outcome in file["outcomes"]
        for side in ("left", "right")
        for term in outcome[side]["terms"]
    ]
    assert terms
    letters = {get_column_letter(columns[label] + 1): label for label in ("数值", "数值上限")}
    for unit, term in terms:
        sheet, _, address = term["cell"].partition("!")
        row = rows[int(address[1:]) - 1]

        assert sheet == "指标"
        assert row[0] == term["figure"]
        assert Decimal(term["value"]) in possible_values(row, unit, letters[address[0]])


def test_sides_are_the_sums_of_their_terms() -> None:
    """Feet, ties and bounds: a side's value is the signed sum of its terms."""
    for outcome in plan()["files"][0]["outcomes"]:
        for side in (outcome["left"], outcome["right"]):
            if outcome["rule"] not in ("relation", "order") and side["terms"]:
                total = sum(Decimal(term["value"]) * term["sign"] for term in side["terms"])
                assert Decimal(side["value"]) == total


def test_changes_since_last_month_are_told(tmp_path: Path) -> None:
    """A report checked against last month's lists what became of each finding, valid by the schema."""
    last, now = Form(), Form()
    last.cover["报告期"] = "2021-02"
    now.projects[0]["开工以来累计完成"] = 7.0
    paths = [save_book(f.add_up().book(), tmp_path / name) for f, name in ((last, "上月.xlsx"), (now, "本月.xlsx"))]

    file = accept(writer.render(validate(paths[1], previous=paths[0]), "zh"))

    rolled = [c for c in file["changes"] if c["code"] == "ROLL01"]
    assert [(c["status"], c["difference_last"]) for c in rolled] == [("new", "")]
