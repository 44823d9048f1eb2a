"""Slips that only last month's report or another report of this month shows."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from examples.bench import Bench, Told, number
from examples.projects import Project, everything
from examples.reports import Draft
from examples.slips.amounts import CLOSING, MOVEMENT, OPENING, YEAR, going, plain, swapped
from recon.schemas.monthly import PROJECTS
from recon.templates.columns import Row
from recon.templates.layout import Layout

CODE, NAME, TOTAL = "项目代码", "项目名称", "总投资"
FUNDS, OWN = "到位资金", "市县"


def opening(bench: Bench, n: int) -> Iterator[Told]:
    """Two digits of last month's closing exchanged as it was carried over."""
    project, first = bench.pick("opening", lambda p, r: plain(bench, p, r) and _exchanged(r) is not None)
    before, after = number(first, OPENING), _exchanged(first)
    assert after is not None
    for draft, row in bench.views(project):
        row[OPENING], row[CLOSING] = after, after + number(row, MOVEMENT)
        yield Told(draft, row, OPENING, "PREV01", before, after, "抄录上月数时数字颠倒，本行其余随之")


def _exchanged(row: Row) -> Decimal | None:
    """The opening with two digits exchanged, where the row still holds."""
    return swapped(number(row, OPENING), number(row, YEAR), number(row, TOTAL) - number(row, MOVEMENT))


def accumulated(bench: Bench, n: int) -> Iterator[Told]:
    """The month's completion in the place of the year's."""
    project, _ = bench.pick("accumulated", lambda p, r: going(p, r) and number(r, YEAR) > number(r, MOVEMENT) + 10)
    for draft, row in bench.views(project):
        before = number(row, YEAR)
        row[YEAR] = after = number(row, MOVEMENT)
        yield Told(draft, row, YEAR, "YTD01", before, after, "本年累计未累加以前月份")


def repriced(bench: Bench, n: int) -> Iterator[Told]:
    """A new total investment without a word; small, so that the network's still ties to the plan."""
    project, _ = bench.pick(
        "repriced",
        lambda p, r: p.network in ("智能信息网", "路网") and bench.local(p).unit == "万元" and number(r, "2025年") > 0,
    )
    for draft, row in bench.views(project):
        before = number(row, TOTAL)
        row[TOTAL], row["2025年"] = before + 300, number(row, "2025年") + 300
        yield Told(draft, row, TOTAL, "PTOT01", before, row[TOTAL], "调整概算未说明")


def replaced(bench: Bench, n: int) -> Iterator[Told]:
    """A project given up and another taken in with the same money; the second brings work done before."""
    state, code = (("未开工", "NEW01"), ("在建", "NEW03"))[n % 2]
    project, _ = bench.pick("replaced", lambda p, r: r["建设状态"] == state and p.network != "市政基础设施网")
    for draft, row in bench.views(project):
        after = fresh(project, n)
        row |= {CODE: after, NAME: f"{project.name}（调整）"}
        yield Told(draft, f"{PROJECTS}!{column(draft)}", CODE, "GONE01", project.code, "", "项目调出未说明")
        note = "调入项目带有以前的完成额" if code == "NEW03" else "本月新增项目"
        yield Told(draft, row, CODE, code, "", after, note)


def fresh(project: Project, n: int) -> str:
    """A code of the old form that nobody has."""
    return f"2020-{project.code[5:11]}-99-01-{900001 + n:06d}"


def column(draft: Draft) -> str:
    """The letters of 项目代码."""
    return Layout(draft.form).column(CODE).letters


def moved(bench: Bench, n: int) -> Iterator[Told]:
    """A project handed to another region, as three reports show it."""
    project, row = bench.pick("moved", lambda p, r: (p.network, p.region) == ("路网", "公主岭市"))
    home, new = bench.local(project), bench.drafts[project.network, "四平市"]
    home.rows.remove(row)
    yield Told(home, f"{PROJECTS}!{column(home)}", CODE, "GONE01", project.code, "", "项目划出")
    row["地区"] = new.region
    new.rows.append(row)
    yield Told(new, row, CODE, "NEW02", "", project.code, f"由{home.region}划入")
    lead = bench.lead(project)
    there = lead.row(project.code)
    there["地区"] = new.region
    yield Told(lead, there, "地区", "MOVE01", home.region, new.region, "项目划转未说明")


def backwards(bench: Bench, n: int) -> Iterator[Told]:
    """Finished works under construction again."""
    project, row = bench.pick("backwards", lambda p, r: r["建设状态"] == "完工")
    row["建设状态"] = "在建"
    yield Told(bench.local(project), row, "建设状态", "BACK01", "完工", "在建", "上月已报完工")


def reported_twice(bench: Bench, n: int) -> Iterator[Told]:
    """A project in two local reports, as both regions take it for theirs."""
    project, row = bench.pick(
        "twice", lambda p, r: (p.network, p.region, p.category) == ("路网", "长白山保护开发区", "普通国省道")
    )
    home, other = bench.local(project), bench.drafts[project.network, "延边州"]
    copy = {**row, "地区": other.region}
    other.rows.append(copy)
    yield Told(other, copy, CODE, "NEW02", "", project.code, f"{home.region}已报的项目又报一次")
    first = min((home, row), (other, copy), key=lambda pair: pair[0].name)
    yield Told(*first, CODE, "REPT01", "", project.code, f"{home.region}与{other.region}重报")


def viewed(bench: Bench, n: int) -> Iterator[Told]:
    """The local report has more funds of its city than the lead department's."""
    project, row = bench.pick("viewed", lambda p, r: going(p, r) and number(r, OWN) > 100)
    before, more = number(row, FUNDS), round(number(row, OWN) / 5)
    after = before + more
    row |= {FUNDS: after, OWN: number(row, OWN) + more}
    note = "两口径数不一致：地方已报新到位的市县资金，牵头部门未报"
    yield Told(bench.local(project), row, FUNDS, "VIEW01", before, after, note)


def alone(bench: Bench, n: int) -> Iterator[Told]:
    """A new project that the lead department does not know."""
    model = next(
        p
        for p in everything()
        if p.stage == "waiting"
        and p.network == ("电网", "油气网")[n % 2]
        and p.region == "白城市"
        and p.code not in bench.used
    )
    bench.used.add(model.code)
    draft = bench.local(model)
    there = bench.row(draft, model.code)
    assert there is not None
    row = {**there, CODE: fresh(model, 10 + n), NAME: f"{model.name}（二期）"}
    draft.rows.append(row)
    yield Told(draft, row, CODE, "NEW01", "", row[CODE], "本月新增项目")
    yield Told(draft, row, CODE, "GAP01", "", row[CODE], "仅地方报送，牵头部门未列入")
