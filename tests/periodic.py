"""Sound annual plans, project libraries, quarterly reports and progress forms as cells, to be spoilt one way at a time."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

from examples import lists
from recon import engine
from recon.model import column_letters
from recon.options import Options
from recon.schemas import annual, library, progress, quarterly
from recon.schemas.fields import amounts
from recon.schemas.form import COVER, FormSpec, TableSpec
from recon.schemas.forms import form as spec_of
from recon.schemas.lists import UNITS
from recon.workbook import Cell, RawBook, RawSheet
from tests.forms import CODES, _body, _heads, save

Rows = list[dict[str, Cell]]
HEAD_ROW = 6  #: second header row of a table
WHO: dict[str, Cell] = {"审核人": "乙", "填表人": "丙", "联系电话": "0431-1", "报出日期": "2021-04-07"}


class Made:
    """A form being made: change ``cover``, ``rows`` or single cells before taking ``book()``.

    ``last``: 合计 stands below its parts; ``shift``: blank rows and columns before each table.
    """

    def __init__(
        self,
        spec: FormSpec,
        cover: dict[str, Cell],
        rows: dict[str, Rows],
        *,
        last: bool = False,
        shift: int = 0,
    ) -> None:
        self.spec, self.cover, self.rows = spec, cover, rows
        self.last, self.shift = last, shift
        self.edits: dict[tuple[str, int, int], Cell] = {}
        self.extra: tuple[RawSheet, ...] = ()
        self.off: dict[tuple[str, str, str], float] = {}  #: sheet, total row's name and column → what it is off by

    @property
    def main(self) -> Rows:
        """The rows of the first table."""
        return self.rows[self.spec.tables[0].sheet]

    def spoil(self, number: int, sheet: str = "", **changes: Cell) -> Made:
        """Change a row of a table; totals keep in step, as the form's own formulas would."""
        (self.rows[sheet] if sheet else self.main)[number].update(changes)
        return self

    def told(self, **changes: Cell) -> Made:
        """Change the cover."""
        self.cover.update(changes)
        return self

    def at(self, number: int, label: str, sheet: str = "") -> str:
        """The address of a column in the n-th entry of a table."""
        spec = self._spec(sheet)
        entry = (self.rows[sheet] if sheet else self.main)[number]
        return self._cell(spec, next(n for n, row in enumerate(self._written(spec)) if row is entry), label)

    def total(self, name: str, label: str) -> str:
        """The address of a column in 合计 or a 小计 of the first table."""
        spec = self.spec.tables[0]
        found = [n for n, row in enumerate(self._written(spec)) if name in (row.get("序号"), row.get("项目名称"))]
        return self._cell(spec, found[0], label)

    def head(self, label: str, sheet: str = "") -> str:
        """The row of the head, where a missing or doubled column is told."""
        return f"{self._spec(sheet).sheet}!{HEAD_ROW + self.shift}"

    def named(self, label: str) -> str:
        """The address of a value on the cover."""
        return f"{COVER}!B{list(self.cover).index(label) + 3}"

    def book(self, name: str = "表.xlsx") -> RawBook:
        """The workbook as the reader would hand it over."""
        cover: list[list[Cell]] = [["表"], [], *([label, value] for label, value in self.cover.items())]
        sheets = [RawSheet(COVER, cover), *(self._sheet(t) for t in self.spec.tables if t.sheet in self.rows)]
        return RawBook(Path(name), "0" * 64, (*sheets, *self.extra))

    def _spec(self, sheet: str) -> TableSpec:
        return next(table for table in self.spec.tables if sheet in ("", table.sheet))

    def _cell(self, spec: TableSpec, place: int, label: str) -> str:
        column = list(spec.model.to_schema().columns).index(label) + 1 + self.shift
        return f"{spec.sheet}!{column_letters(column)}{HEAD_ROW + self.shift + 1 + place}"

    def _sheet(self, spec: TableSpec) -> RawSheet:
        schema = spec.model.to_schema()
        body = [*_heads(schema), *_body(self._written(spec), list(schema.columns))]
        above: list[list[Cell]] = [["表"], [], [], [], *([] for _ in range(self.shift))]
        return RawSheet(spec.sheet, [*above, *([None] * self.shift + row for row in body)])

    def _written(self, spec: TableSpec) -> Rows:
        """The rows of a table with its totals."""
        rows = self.rows[spec.sheet]
        if not spec.total:
            return rows
        names = list(dict.fromkeys(str(row[spec.by]) for row in rows)) if spec.by else []
        blocks = [[row for row in rows if row[spec.by] == name] for name in names]
        sums = [self._sum(spec, f"{name}小计", block) for name, block in zip(names, blocks, strict=True)]
        body = [row for one, block in zip(sums, blocks, strict=True) for row in (one, *block)] or rows
        whole = {**self._sum(spec, "合计", rows), "序号": "合计", "项目名称": None}
        return [*body, whole] if self.last else [whole, *body]

    def _sum(self, spec: TableSpec, name: str, rows: Rows) -> dict[str, Cell]:
        places = UNITS.get(str(self.cover.get("计量单位")), 2)
        found: dict[str, Cell] = {"序号": "一", "项目名称": name}
        for label in amounts(spec.model.to_schema()):
            values = [v for row in rows if isinstance(v := row.get(label), int | float)]
            found[label] = round(sum(values) + self.off.get((spec.sheet, name, label), 0), places)
        return found


def project(number: int, category: str, **changes: Cell) -> dict[str, Cell]:
    """What a project is, in a plan or a library."""
    return {
        "序号": number + 1,
        "项目代码": CODES[number],
        "项目名称": f"{category}项目{number}",
        "网别": "路网",
        "类别": category,
        "地区": "长春市",
        "责任单位": "长春市交通运输局",
        "建设性质": "新建",
        **changes,
    }


def planned(number: int, category: str, **changes: Cell) -> dict[str, Cell]:
    """A row of an annual plan that breaks no relation."""
    return {
        **project(number, category),
        "总投资": 1000.4,
        "截至上年底累计完成": 200.15,
        "本年计划": 300.25,
        "中央": 100.25,
        "省级": 50,
        "市县": 50,
        "专项债券": 60,
        "银行贷款": 40,
        "社会资本": 0,
        "建设内容": "路基",
        "备注": None,
        **changes,
    }


def stored(number: int, category: str, **changes: Cell) -> dict[str, Cell]:
    """A row of a library that breaks no relation."""
    return {
        **project(number, category),
        "开工年月": "2020-05",
        "竣工年月": "2024-10",
        "总投资": 1000.4,
        "2019年底前完成": 0,
        "2020年": 200.1,
        "2021年": 200.1,
        "2022年": 200.1,
        "2023年": 200.1,
        "2024年": 200,
        "2025年": 0,
        "2026年及以后": 0,
        "储备阶段": "已开工",
        "建设状态": "在建",
        "备注": None,
        **changes,
    }


def annual_plan(unit: str = "万元", year: Cell = "2021", *, last: bool = False, shift: int = 0) -> Made:
    """Two classes with two projects each."""
    cover = {
        "填报单位": "长春市人民政府",
        "网别": "路网",
        "地区": "长春市",
        "年度": year,
        "计量单位": unit,
        **WHO,
    }
    rows = [planned(n, category) for n, category in enumerate(("铁路", "铁路", "机场", "机场"))]
    return Made(spec_of("annual"), cover, {annual.PROJECTS: rows}, last=last, shift=shift)


def store(kind: str = "地方子库", unit: str = "万元", *, last: bool = False, shift: int = 0) -> Made:
    """A library of three projects in two networks, or in one of a lead department."""
    network, region = ("路网" if kind == "行业子库" else None), ("长春市" if kind == "地方子库" else "全省")
    cover = {
        "填报单位": "省项目中心",
        "库别": kind,
        "网别": network,
        "地区": region,
        "报告期": "2021-03",
        "计量单位": unit,
        **WHO,
    }
    rows = [stored(0, "铁路"), stored(1, "机场"), stored(2, "高速公路")]
    if kind != "行业子库":
        rows[2].update({"网别": "电网", "类别": "配电网"})
    return Made(spec_of("library"), cover, {library.PROJECTS: rows}, last=last, shift=shift)


def task(number: int, area: str = "供电", group: str = "供电组", **changes: Cell) -> dict[str, Cell]:
    """A task on its way."""
    return {
        "任务编号": f"{area}-{number:02d}",
        "领域": area,
        "工作组": group,
        "任务内容": "变电站双电源改造",
        "目标要求": "双回路供电",
        "工作措施": "分批实施",
        "起始日期": "2021-01-04",
        "完成时限": "2021-06-30",
        "完成状态": "推进中",
        "完成日期": None,
        "目标单位": "座",
        "目标值": 2,
        "完成值": 1,
        "备注": None,
        **changes,
    }


def duty(code: Cell, **changes: Cell) -> dict[str, Cell]:
    """Who answers for a task."""
    return {
        "任务编号": code,
        "责任领导": "甲 副局长",
        "责任单位": "省电力公司",
        "责任人": "乙",
        "联系电话": "0431-1",
        "备注": None,
        **changes,
    }


def problem(number: int, code: Cell, **changes: Cell) -> dict[str, Cell]:
    """An open problem."""
    return {
        "问题编号": f"W{number:02d}",
        "任务编号": code,
        "问题描述": "用地未批",
        "提出日期": "2021-02-01",
        "解决措施": "协调用地",
        "解决时限": "2021-05-31",
        "状态": "未解决",
        "销号日期": None,
        **changes,
    }


def quarter(group: str = "供电组", when: Cell = "2021Q1", *, shift: int = 0, tasks: int = 3) -> Made:
    """Some tasks with their duties, and two problems: one open, one settled."""
    area = lists.GROUPS[group][0] if group in lists.GROUPS else "供电"
    works = [task(n, area, group if group in lists.GROUPS else "供电组") for n in range(1, tasks + 1)]
    codes = [row["任务编号"] for row in works]
    problems = [problem(1, codes[0]), problem(2, codes[-1], 状态="已解决", 销号日期="2021-03-10")]
    cover = {"填报单位": "省能源局", "工作组": group, "季度": when, "单位负责人": "甲", **WHO}
    tables = {
        quarterly.TASKS: works,
        quarterly.DUTIES: [duty(code) for code in codes],
        quarterly.PROBLEMS: problems,
    }
    return Made(spec_of("quarterly"), cover, tables, shift=shift)


def indicator(number: int, **changes: Cell) -> dict[str, Cell]:
    """A row of a progress form that is on time; the columns with formulas follow the others."""
    row: dict[str, Cell] = {
        "指标编号": f"F{number + 1}",
        "指标名称": "普及率",
        "项目": "农村供水",
        "地区": "全省",
        "计量单位": "%",
        "原文目标": "90以上",
        "方向": "不低于",
        "目标值": 90,
        "小数位": 0,
        "完成时限": "2025-12-31",
        "基期": "2020-12-31",
        "基期值": 80,
        "本期日期": "2023-06-30",
        "本期值": 86,
        "说明": None,
        **changes,
    }
    return {**row, **{label: cell for label, cell in computed(row).items() if label not in changes}}


def computed(row: dict[str, Cell]) -> dict[str, Cell]:
    """应达值, 差距 and 进度判断 of a row whose direction is said or follows from its base, by arithmetic of its own."""
    target, base, value = (
        None if row[label] is None else Fraction(str(row[label])) for label in ("目标值", "基期值", "本期值")
    )
    due, start, now = (
        datetime.date.fromisoformat(str(row[label])) if row[label] else None
        for label in ("完成时限", "基期", "本期日期")
    )
    assert target is not None
    assert due is not None
    up = row["方向"] == "不低于" or (row["方向"] == "达到" and base is not None and base <= target)
    line = None
    if now and now >= due:
        line = target
    elif now and start and base is not None and start <= now:
        line = base + (target - base) * (now - start).days / (due - start).days
    shown: Cell = "—" if line is None else round(float(line), int(str(row["小数位"])) + 2)
    if value is None:
        return {"应达值": shown, "差距": "—", "进度判断": "未报"}
    places = max(int(str(row["小数位"])), len(format(float(value), ".15g").partition(".")[2]))
    best = value + Fraction(1 if up else -1, 2 * 10**places)
    if best >= target if up else best <= target:
        verdict = "已完成"
    elif now and now >= due:
        verdict = "逾期未达"
    elif line is None:
        verdict = "无法判断"
    else:
        verdict = "按期" if (best >= line if up else best <= line) else "滞后"
    return {"应达值": shown, "差距": float(target - value if up else value - target), "进度判断": verdict}


def standing(*, shift: int = 0) -> Made:
    """Three indicators: two on time, one of them to fall, and one reached."""
    cover: dict[str, Cell] = {
        "填报单位": "省水利厅",
        "来源编号": "全部",
        "地区": "全部",
        "报告期": "2023-06",
        **WHO,
    }
    rows = [
        indicator(0),
        indicator(
            1,
            指标名称="细颗粒物浓度",
            项目="城市",
            计量单位="微克/立方米",
            原文目标="32以下",
            方向="不超过",
            目标值=32,
            基期值=40,
            本期值=35,
        ),
        indicator(
            2,
            指标名称="用水总量",
            项目="全省用水",
            计量单位="亿立方米",
            原文目标="不超过5.07",
            方向="不超过",
            目标值=5.07,
            小数位=2,
            基期值=None,
            基期=None,
            本期值=5,
        ),
    ]
    return Made(spec_of("progress"), cover, {progress.INDICATORS: rows}, shift=shift)


def found(book: RawBook | Made, options: Options = engine.PLAIN) -> set[tuple[str, str]]:
    """The (code, cell) pairs of a workbook, notes included."""
    read = book.book() if isinstance(book, Made) else book
    return {(f.code, str(f.cell)) for f in engine.validate_book(read, options).findings}


def figures(path: Path, rows: list[tuple[str, ...]]) -> Path:
    """A plan's workbook: measure, item, period, region, value and unit of each figure."""
    head = ["编号", "来源编号", "章节", "指标名称", "项目", "时期", "地区", "数值", "计量单位", "限定"]
    body: list[list[Cell]] = [[f"F{n}", "", "", *row, ""] for n, row in enumerate(rows, 1)]
    return save(RawBook(path, "", (RawSheet("指标", [[*head], *body]),)), path)


#: Kind → a sound form of it.
SOUND: dict[str, Callable[[], Made]] = {
    "annual": annual_plan,
    "library": store,
    "quarterly": quarter,
    "progress": standing,
}


def laid_over(excerpt: RawBook) -> RawBook | None:
    """A sound form of one task, or of the projects shown, with the cells of an excerpt laid over it.

    A table has the rows that the excerpt shows; a sheet without them replaces the table. None for another form.
    """
    given = {sheet.name: [row for row in sheet.rows if any(row)] for sheet in excerpt.sheets}
    sheets = {t.sheet: make for make in SOUND.values() for t in make().spec.tables}
    form = next((sheets[name]() for name in given if name in sheets), None)
    if form is None:
        return None
    form.cover.update({str(row[0]): row[1] for row in given.pop(COVER, [])})
    given.pop("指标", None)  # the plan's figures, which stand in a workbook of their own
    if form.spec is spec_of("quarterly"):
        form.rows = {quarterly.TASKS: [task(1)], quarterly.DUTIES: [duty("供电-01")], quarterly.PROBLEMS: []}
    for name, (head, *body) in given.items():
        labels = [str(cell) for cell in head]
        if not set(labels) <= set(form._spec(name).model.to_schema().columns):
            form.extra, form.rows = (
                (RawSheet(name, [head]),),
                {k: v for k, v in form.rows.items() if k != name},
            )
            continue
        form.rows[name] = [
            _laid(
                form.spec,
                name,
                n,
                dict(zip(labels, map(_stored, (*row, *[None] * len(labels))), strict=False)),
            )
            for n, row in enumerate(body)
        ]
    return form.book()


def _laid(spec: FormSpec, sheet: str, number: int, shown: dict[str, Cell]) -> dict[str, Cell]:
    """A sound row with the cells shown, and with what follows from them."""
    return indicator(number, **shown) if sheet == progress.INDICATORS else {**_default(spec, sheet, number), **shown}


def _default(spec: FormSpec, sheet: str, number: int) -> dict[str, Cell]:
    made = {
        annual.PROJECTS: planned(number, "铁路"),
        library.PROJECTS: stored(number, "铁路"),
        quarterly.TASKS: task(number + 1),
        quarterly.DUTIES: duty(f"供电-{number + 1:02d}"),
        quarterly.PROBLEMS: problem(number + 1, "供电-01"),
    }
    return made[sheet]


def _stored(cell: Cell) -> Cell:
    """A number as a spreadsheet stores it, and nothing for a blank."""
    text = str(cell or "")
    return float(text) if text.replace(".", "", 1).isdigit() else text or None
