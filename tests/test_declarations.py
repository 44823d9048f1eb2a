"""A column, a relation, a code and a form are added in one place each: each test adds one to a copy of the program and uses it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from recon.messages.month import MONTH
from recon.relations import columns
from recon.schemas import forms
from recon.schemas.form import Demand, FormSpec, Once, Order, Reference, TableSpec, Within
from tools.declarations import faults

ROOT = Path(__file__).parents[1]


class Copy:
    """A copy of the program in which lines are added and which is then run."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for part in ("recon", "data", "tests", "tools"):
            shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("*.pyc.*"))  # half written

    def add(self, module: str, before: str, lines: str) -> None:
        """Add lines before a place that the module has once."""
        path = self.folder / module
        text = path.read_text("utf-8")
        assert text.count(before) == 1, f"{module} has {before!r} {text.count(before)} times"
        path.write_text(text.replace(before, lines + before), "utf-8")

    def run(self, *arguments: str) -> str:
        """What Python prints that runs the copy with these arguments."""
        env = {**os.environ, "PYTHONPATH": str(self.folder), "PYTHONIOENCODING": "utf-8"}
        done = subprocess.run([sys.executable, *arguments], capture_output=True, cwd=self.folder, env=env, check=False)
        assert done.returncode in (0, 1), done.stderr.decode()
        assert b"Traceback" not in done.stderr, done.stderr.decode()
        return done.stdout.decode()

    def recon(self, *commands: tuple[str, ...]) -> list[str]:
        """What commands of the copy print, one after the other in one process."""
        said: list[str] = json.loads(self.run("-c", COMMANDS, json.dumps(commands)))
        return said

    def heads(self, name: str) -> dict[str, list[str]]:
        """The heads of the tables of a form that the copy drew, by sheet."""
        book = openpyxl.load_workbook(self.folder / name)
        return {page.title: [str(cell.value) for row in page.iter_rows(max_row=7) for cell in row] for page in book}

    def undeclared(self) -> list[str]:
        """What the copy's declarations lack, as ``python -m tools.declarations`` says it."""
        return self.run("-m", "tools.declarations").splitlines()


@pytest.fixture
def program(tmp_path: Path) -> Copy:
    """A copy of the program."""
    return Copy(tmp_path / "program")


COMMANDS = """
import json, sys
from pathlib import Path
from tests.commands import run
done = [run(*command, cwd=Path.cwd()) for command in json.loads(sys.argv[1])]
assert all(one.returncode in (0, 1) for one in done), [one.stderr.decode() for one in done]
print(json.dumps([one.stdout.decode() for one in done]))
"""
BROKEN = """
import sys
from pathlib import Path
from tests.forms import Form, save
form = Form()
for row in form.projects:
    row.update({named: 0 for named in sys.argv[2:]})
form.add_up()
save(form.book(), Path("sound.xlsx"))
label, _, value = sys.argv[1].partition("=")
form.spoil(0, **{label: float(value)})
save(form.book(), Path("broken.xlsx"))
"""


def written(program: Copy, change: str, *blank: str) -> None:
    """``sound.xlsx``, a monthly report, and ``broken.xlsx`` with a cell changed; ``blank``: columns that are filled in with 0."""
    program.run("-c", BROKEN, change, *blank)


def test_a_source_of_funds_is_one_line(program: Copy) -> None:
    """A line in the list of sources gives the column to both tables of the monthly report and to the annual plan, and to their sums."""
    program.add("recon/schemas/lists.py", '    ("社会资本"', '    ("外国资本", "外国资本", "Foreign capital"),\n')
    written(program, "外国资本=10", "外国资本")
    unit = ("--network", "路网", "--region", "长春市")
    *_, sound, broken, page = program.recon(
        ("template", "--month", "2021-03", *unit, "-o", "monthly.xlsx"),
        ("template", "--year", "2021", *unit, "-o", "annual.xlsx"),
        ("validate", "sound.xlsx"),
        ("validate", "broken.xlsx"),
        ("explain", "FUND01"),
    )
    monthly, annual = program.heads("monthly.xlsx"), program.heads("annual.xlsx")

    assert all("外国资本" in heads for heads in (monthly["项目月报表"], monthly["分类汇总表"], annual["年度投资计划"]))
    assert "FUND01" not in sound
    assert "FUND01" in broken
    assert "外国资本" in page
    assert program.undeclared() == ["the declarations hold together"]


def test_a_relation_is_one_line(program: Copy) -> None:
    """A relation added to the form's declaration is checked and told in both languages; its page is asked for by name."""
    line = '        columns("FRESH", "bound", ("市县",), "≤", ("省级",), level="核实性"),\n'
    program.add("recon/schemas/monthly.py", '        columns("MINUS"', line)
    written(program, "省级=1")
    names = (("sound", "en"), ("broken", "en"), ("broken", "zh"))
    sound, english, chinese = program.recon(*(("validate", f"{name}.xlsx", "--lang", lang) for name, lang in names))

    assert "FRESH01" not in sound
    assert "FRESH01" in english
    assert "FRESH01" in chinese
    assert program.undeclared() == [
        f"monthly, 项目月报表: relation FRESH has no page FRESH0{n} (recon/pages/relations.py)" for n in (1, 2)
    ]


@pytest.mark.parametrize("code", MONTH)
def test_a_code_of_a_month_is_listed_once(code: str) -> None:
    """A code of what a month's files say together stands in one module of sentences and one of pages; the rest use it."""
    parts = ("messages", "pages")
    quoted = f'"{code}"'
    holding = [
        path for part in parts for path in (ROOT / "recon" / part).glob("*.py") if quoted in path.read_text("utf-8")
    ]

    assert [path.name for path in holding] == ["month.py", "month.py"]
    assert quoted not in (ROOT / "recon/month/check.py").read_text("utf-8")


SIMPLE = '''"""A form of two amounts."""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from recon.catalogue import Catalogue
from recon.relations import columns
from recon.schemas.fields import amount, filled, text
from recon.schemas.form import FormSpec, TableSpec
from recon.schemas.lists import UNITS

KIND = "simple"


class Cover(pa.DataFrameModel):
    """封面."""

    sender: Series[str] = text("填报单位", 30, "全称", "Full name", required=True)
    year: Series[str] = text("年度", 12, "四位年份", "Year", required=True, date="year")
    unit: Series[str] = text("计量单位", 10, "单位", "Unit", required=True, choices=tuple(UNITS), listed="计量单位")


class Works(pa.DataFrameModel):
    """小表."""

    name: Series[str] = text("水库名称", 20, "全称", "Full name", required=True)
    held: Series[pd.Int64Dtype] = amount("维修经费", "没有填 0", "0 if none", required=True)
    spent: Series[pd.Int64Dtype] = amount("已支出", "没有填 0", "0 if none", required=True)


def spec(plan: Catalogue) -> FormSpec:
    """The form."""
    spent = columns("OVER", "bound", ("已支出",), "≤", ("维修经费",), level="核实性")
    table = TableSpec("小表", "小01表", filled(Works, plan), (spent,), key="水库名称", name="水库名称")
    return FormSpec(
        KIND, "水库维修经费", "小表", "1", filled(Cover, plan), (table,), "年度", ("填报单位", "年度"),
        short="水库表", rules=("rule_zero",),
    )
'''
FILLED = """
import openpyxl
book = openpyxl.load_workbook("form.xlsx")
for row in book["封面"].iter_rows():
    if row[1].value == "填报单位":
        row[2].value = "某县水利局"
page = book["小表"]
head = next(c for row in page.iter_rows() for c in row if c.value == "水库名称")
for n, cells in enumerate([("东", 5, 4), ("西", 3, 8)], 1):
    for k, value in enumerate(cells):
        page.cell(head.row + 1 + n, head.column + k).value = value
book.save("filled.xlsx")
"""


def test_a_form_is_a_module_and_four_lines(program: Copy) -> None:
    """A form is declared in a module of its own and named in the list of forms, beside its options and its words: drawn, filled in, checked."""
    (program.folder / "recon/schemas/simple.py").write_text(SIMPLE, "utf-8")
    program.add("recon/schemas/forms.py", "\nfrom recon.schemas.form import FormSpec", ", simple")
    program.add("recon/schemas/forms.py", ")\n\n\n@lru_cache", ", simple")
    program.add("recon/cli/template.py", '    "quarterly": (', '    "simple": ("--year", "2021", ("--unit",)),\n')
    program.add(
        "recon/messages/periodic_forms.py", '    "use_annual"', '    "use_simple": ("填好后报出。", "Fill it in."),\n'
    )
    program.run("-m", "recon", "template", "--kind", "simple", "--year", "2021", "-o", "form.xlsx")
    program.run("-c", FILLED)
    said = program.run("-m", "recon", "validate", "filled.xlsx", "--lang", "en")

    assert {"水库名称", "维修经费", "已支出"} <= {*program.heads("form.xlsx")["小表"]}
    assert "OVER01" in said
    assert said.count("OVER01]") == 1
    assert program.undeclared() == ["the declarations hold together"]


def spoilt(change: Callable[[TableSpec], TableSpec]) -> tuple[FormSpec, ...]:
    """The forms, the first table of the monthly report declared otherwise."""
    first, *others = forms.every()
    return (replace(first, tables=(change(first.tables[0]), *first.tables[1:])), *others)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"key": "代码"}, "key names “代码”, which is no column"),
        ({"by": "类"}, "by names “类”, which is no column"),
        ({"prefilled": ("网",)}, "prefilled names “网”, which is no column"),
        (
            {"relations": (columns("ROLL", "foot", ("上月",), "=", ("到位资金",)),)},
            "relation ROLL names “上月”, which is no column",
        ),
        (
            {"relations": (columns("NEWS", "bound", ("中央",), "≤", ("到位资金",)),)},
            "relation NEWS has no page NEWS01 (recon/pages/relations.py)",
        ),
        ({"orders": (Order("开工", "竣工年月", "START01"),)}, "order START01 names “开工”, which is no column"),
        ({"orders": (Order("开工年月", "竣工年月", "START77"),)}, "code START77 has no sentence (recon/messages/)"),
        ({"once": (Once("代码", "TASK02"),)}, "once TASK02 names “代码”, which is no column"),
        ({"within": (Within("类", "网别", {}, "TASK04"),)}, "within TASK04 names “类”, which is no column"),
        (
            {"demands": (Demand("TASK06", "若[类]=“新”，则[备注]不为空", ("备注",)),)},
            "demand TASK06 is no relation: 若[类]=“新”，则[备注]不为空",
        ),
        (
            {"demands": (Demand("TASK06", "[备注]不为空", ("备注",), {"task": "任务"}),)},
            "demand TASK06 names “任务”, which is no column",
        ),
        (
            {"references": (Reference("项目代码", "附表", "代码", "TASK03"),)},
            "reference TASK03 from “项目代码” to 附表!代码 has an end that is no column",
        ),
    ],
)
def test_a_declaration_says_what_it_lacks(change: dict[str, Any], sentence: str) -> None:
    """A name that is used and not declared, or a code without words, is told with its form and table."""
    assert f"monthly, 项目月报表: {sentence}" in faults(spoilt(lambda table: replace(table, **change)))


def test_the_declarations_hold_together() -> None:
    """The forms of the program declare every name they use, and every code has its words."""
    assert faults(forms.every()) == []
