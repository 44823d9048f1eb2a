"""The project library: sound ones pass in every shape, each fault gives its finding at its cell, no other."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import recon
from examples import lists
from recon import engine
from recon.options import Options
from recon.schemas import library
from recon.schemas.lists import UNITS
from tests import forms, soak
from tests.periodic import Made, figures, found, store

ROWS = library.PROJECTS


@soak.longer
@pytest.mark.parametrize(
    ("name", "unit", "last", "shift"), soak.pairwise(lists.LIBRARIES, UNITS, (False, True), (0, 3))
)
def test_a_sound_library_passes(name: str, unit: str, last: bool, shift: int) -> None:
    """Each kind, in every unit, with 合计 first or last, wherever its table stands."""
    report = engine.validate_book(store(name, unit, last=last, shift=shift).book())

    assert (report.kind, report.findings) == ("library", ())
    assert report.counts["exact"] >= 12


def off_total() -> Made:
    """合计 is off in one column, and the years' total with it."""
    form = store()
    form.off[ROWS, "合计", "2021年"] = 7
    return form


FAULTS = [
    (store().spoil(0, **dict[str, Any]({"2021年": 260.1})), {("SPLIT01", "总投资")}, 0),
    (store().spoil(1, **dict[str, Any]({"2021年": None})), {("SPLIT03", "2021年")}, 1),
    (store().spoil(1, 项目代码=forms.CODES[0]), {("KEY01", "项目代码")}, 0),
    (store().spoil(2, 项目代码="2601-140100-89-01-123456"), {("CODE01", "项目代码")}, 2),
    (store().spoil(2, 类别="机场"), {("LIST02", "类别")}, 2),
    (store().spoil(1, 地区="吉林市"), {("COVER02", "地区")}, 1),
    (store().spoil(1, 建设状态="快了"), {("LIST01", "建设状态")}, 1),
    (store().spoil(1, 储备阶段="快了"), {("LIST01", "储备阶段")}, 1),
    (store().spoil(1, 建设状态=None), {("FORM03", "建设状态")}, 1),
    (store().spoil(0, 竣工年月="2019-05"), {("DATE02", "竣工年月")}, 0),
    (store().spoil(0, 开工年月="前年"), {("DATE01", "开工年月")}, 0),
    (store().spoil(0, 总投资=None), {("FORM03", "总投资")}, 0),
    (store("行业子库").spoil(0, 网别="电网", 类别="配电网"), {("COVER02", "网别")}, 0),
]


@pytest.mark.parametrize(("form", "faults", "number"), FAULTS)
def test_a_fault_gives_its_finding_at_its_cell(form: Made, faults: set[tuple[str, str]], number: int) -> None:
    """And nothing else."""
    assert found(form) == {(code, form.at(number, label)) for code, label in faults}


def test_a_total_that_is_off_is_told_there() -> None:
    """The column of 合计."""
    form = off_total()

    assert found(form) == {("FOOT01", form.total("合计", "2021年"))}


COVERS = [
    (store("省库").told(地区="长春市"), "LIBR01", "地区"),
    (store("行业子库").told(地区="长春市"), "LIBR01", "地区"),
    (store("地方子库").told(地区="全省"), "LIBR01", "地区"),
    (store("行业子库").told(网别=None), "FORM03", "网别"),
    (store("省库").told(库别="部库"), "LIST01", "库别"),
    (store("省库").told(报告期="三月"), "DATE01", "报告期"),
    (store("省库").told(填报单位=None), "FORM03", "填报单位"),
]


@pytest.mark.parametrize(("form", "code", "label"), COVERS)
def test_what_a_cover_must_say(form: Made, code: str, label: str) -> None:
    """Kind, network and region fit each other; rows of a region are not asked about a cover that says another kind."""
    assert {pair for pair in found(form) if not pair[0].startswith("COVER")} == {(code, form.named(label))}


def test_the_library_of_the_province_has_no_network() -> None:
    """LIBR01 at it; the rows of other networks are told as well."""
    form = store("省库").told(网别="路网")

    assert found(form) == {("LIBR01", form.named("网别")), ("COVER02", form.at(2, "网别"))}


@soak.examples(4, 30)
@given(order=st.permutations(range(3)), seed=st.integers(0, 5))
def test_shuffling_rows_changes_no_verdict(order: list[int], seed: int) -> None:
    """Neither of a sound library nor of one with a fault: the same codes, at the same projects."""
    form = store()
    if seed:
        form.spoil(random.Random(seed).randrange(3), **dict[str, Any]({"2022年": 1.5}))
    before = engine.validate_book(form.book())
    form.main[:] = [form.main[n] for n in order]
    after = engine.validate_book(form.book())

    assert [f.code for f in before.findings] == [f.code for f in after.findings]
    assert before.counts == after.counts


def test_two_libraries_of_the_same_are_told_of_each_other(tmp_path: Path) -> None:
    """By kind, network, region and month; the network may be blank. A copy is no second library."""
    paths = [forms.save(store("省库", shift=k).book(), tmp_path / f"{n}.xlsx") for k, n in enumerate("ab")]
    paths.append(forms.save(store("省库").book(), tmp_path / "d.xlsx"))
    paths.append(forms.save(store("地方子库").book(), tmp_path / "c.xlsx"))
    report = recon.validate(*paths)

    assert [[f.code for f in file.findings] for file in report.files] == [["DUP01"], ["DUP01"], []]


def test_a_library_as_plain_columns(tmp_path: Path) -> None:
    """What matching reads: each project by its code, with its cell as other files name it."""
    form = store(shift=1)
    path = forms.save(form.book(), tmp_path / "库.xlsx")
    read = engine.validate_file(path, Options(gather=True)).submission
    assert read is not None

    assert list(read.places) == list(forms.CODES[:3])
    assert (read.cover["库别"], read.month) == ("地方子库", "2021-03")
    assert [read.text(n, "建设状态") for n in read] == ["在建"] * 3
    assert str(read.outside(1, "总投资")) == f"[库.xlsx]{form.at(1, '总投资')}"


@pytest.mark.parametrize(("total", "codes"), [("0.2", []), ("0.3", ["PLAN01"])])
def test_a_library_against_the_plan(tmp_path: Path, total: str, codes: list[str]) -> None:
    """The total of each network that it holds; of 路网 the two projects, not that of 电网."""
    plan = figures(tmp_path / "规划.xlsx", [("总投资", "路网", "", "全省", total, "亿元")])

    assert [code for code, _ in found(store("省库"), Options(targets=plan))] == codes
