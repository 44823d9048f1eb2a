"""Slips in codes, closed lists, months and headings."""

from __future__ import annotations

from collections.abc import Iterator

from examples import lists
from examples.bench import Bench, Told, paste, summed
from examples.projects import Project
from recon.model import column_letters
from recon.schemas import codes
from recon.schemas.monthly import PROJECTS
from recon.templates.columns import Row
from recon.templates.layout import LINE_ROW, PLACE
from recon.templates.table import FIELD

CODE = "项目代码"


def _any(project: Project, row: Row) -> bool:
    return True


def listed(bench: Bench, n: int) -> Iterator[Told]:
    """A word that is not in the list."""
    label, after = (("建设状态", "已开工"), ("建设性质", "扩建"))[n % 2]
    wanted = {"建设状态": "在建", "建设性质": "改扩建"}[label]
    project, row = bench.pick("listed", lambda p, r: r[label] == wanted)
    row[label] = after
    yield Told(bench.local(project), row, label, "LIST01", wanted, after, "未从下拉列表选择")


def misplaced(bench: Bench, n: int) -> Iterator[Told]:
    """A project under the 小计 of another class than its own."""
    project, row = bench.pick("misplaced", lambda p, r: len(bench.classmates(p)) > 4)
    known = lists.NETWORKS[project.network][1]
    after = known[(known.index(project.category) + 1) % len(known)]
    row |= {"类别": after, PLACE: project.category}
    note = f"行在“{project.category}小计”之下，类别写成另一类"
    yield Told(bench.local(project), row, "类别", "LIST02", project.category, after, note)


def misspelt(bench: Bench, n: int) -> Iterator[Told]:
    """A class that does not exist, so that 表2 misses the project."""
    project, row = bench.pick("misspelt", lambda p, r: len(bench.classmates(p)) > 4)
    draft, after = bench.local(project), project.category + "工程"
    row |= {"类别": after, PLACE: project.category}
    yield Told(draft, row, "类别", "LIST02", project.category, after, "类别名称写错")
    count = str(len(draft.rows))
    note = "类别写错的项目未计入表2"
    yield Told(draft, summed(draft, "", "项目数"), "项目数", "COUNT01", count, str(len(draft.rows) - 1), note)


def abroad(bench: Bench, n: int) -> Iterator[Told]:
    """The region of a neighbour."""
    project, row = bench.pick("abroad", _any)
    regions = list(lists.REGIONS)
    after = regions[(regions.index(project.region) + 1) % len(regions)]
    row["地区"] = after
    yield Told(bench.local(project), row, "地区", "COVER02", project.region, after, "复制别处的行而未改地区")


def doubled(bench: Bench, n: int) -> Iterator[Told]:
    """The code of the row below, in both reports."""
    project, _ = bench.pick("doubled", lambda p, r: _below(bench, p) is not None)
    other = _below(bench, project)
    assert other
    bench.used.add(other.code)
    yield from _recoded(bench, project, other.code, "KEY01", f"与“{other.name}”重码")


def _below(bench: Bench, project: Project) -> Project | None:
    """The next project of the same class, if it is still sound."""
    mates = bench.classmates(project)
    place = next((n for n, mate in enumerate(mates) if mate.code == project.code), None)
    return None if place is None or place + 1 == len(mates) else mates[place + 1]


def shortened(bench: Bench, n: int) -> Iterator[Told]:
    """A digit of the code lost."""
    project, _ = bench.pick("shortened", lambda p, r: not codes.new_form(p.code))
    yield from _recoded(bench, project, project.code[:-1], "CODE02", "末位漏录")


def unchecked(bench: Bench, n: int) -> Iterator[Told]:
    """A digit of the code wrong, which its check digit tells."""
    project, _ = bench.pick("unchecked", lambda p, r: codes.new_form(p.code))
    after = project.code[:-2] + str((int(project.code[-2]) + 1) % 10) + project.code[-1]
    assert not codes.checks(after)
    yield from _recoded(bench, project, after, "CODE01", "流水号错一位")


def renamed(bench: Bench, n: int) -> Iterator[Told]:
    """Another year in the code than last month: the same project by its name."""
    project, _ = bench.pick("renamed", lambda p, r: p.code.startswith("2019"))
    yield from _recoded(bench, project, "2018" + project.code[4:], "CODE03", "年份录错，与上月不同")


def _recoded(bench: Bench, project: Project, after: str, code: str, note: str) -> Iterator[Told]:
    for draft, row in list(bench.views(project)):
        row[CODE] = after
        yield Told(draft, row, CODE, code, project.code, after, note)


def reversed_(bench: Bench, n: int) -> Iterator[Told]:
    """Finished before it began."""
    project, row = bench.pick("reversed", lambda p, r: str(r["开工年月"]) < "2020" and str(r["竣工年月"]) > "2022")
    before, after = row["竣工年月"], "2012" + str(row["竣工年月"])[4:]
    row["竣工年月"] = after
    yield Told(bench.local(project), row, "竣工年月", "DATE02", before, after, "年份录错，竣工早于开工")


def thirteenth(bench: Bench, n: int) -> Iterator[Told]:
    """A month that does not exist."""
    project, row = bench.pick("thirteenth", _any)
    before, after = row["竣工年月"], str(row["竣工年月"])[:4] + "-13"
    row["竣工年月"] = after
    yield Told(bench.local(project), row, "竣工年月", "DATE01", before, after, "月份不存在")


def heading(bench: Bench, n: int) -> Iterator[Told]:
    """Last month's heading pasted over the table's."""
    yield from _heading(bench, 1, "COVER01", "报告期", "2021-02", "表头沿用上月")


def unit(bench: Bench, n: int) -> Iterator[Told]:
    """Another unit above the table than on the cover, in a file without other faults: its amounts are in doubt."""
    yield from _heading(bench, 2, "UNIT02", "计量单位", "元", "表头单位与封面不同", only=True)


def _heading(
    bench: Bench, place: int, code: str, label: str, after: str, note: str, only: bool = False
) -> Iterator[Told]:
    project, _ = bench.pick(
        "heading",
        lambda p, r: bench.local(p).unit == "万元" and not (only and bench.load[p.network, p.region]),
    )
    draft = bench.local(project)
    cell = f"{PROJECTS}!{column_letters(place * FIELD + 1)}{LINE_ROW + 1}"
    paste(draft, cell, f"{label}：{after}")
    before = {"报告期": draft.month, "计量单位": draft.unit}[label]
    yield Told(draft, cell, label, code, before, after, note)
