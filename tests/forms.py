"""A sound monthly report as cells, to be spoilt one way at a time."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from examples import lists
from recon.model import column_letters
from recon.schemas import monthly
from recon.schemas.fields import amounts, metadata
from recon.schemas.lists import UNITS
from recon.workbook import Cell, RawBook, RawSheet

PROJECTS = monthly.Projects.to_schema()
SUMMARY = monthly.Summary.to_schema()
LABELS = list(PROJECTS.columns)
AMOUNTS = amounts(PROJECTS)
HEAD_ROW = 6  #: second header row of 表1; 合计 stands below it
CODES = (
    "2509-320193-89-01-544060",
    "2603-141124-89-05-346948",
    "2411-130202-89-01-637015",
    "2509-140602-89-05-864976",
)


def project(number: int, category: str, code: str, **changes: Cell) -> dict[str, Cell]:
    """A project row that breaks no relation, its amounts in 万元."""
    base = 1000.0 * number
    row: dict[str, Cell] = {
        "序号": number,
        "项目代码": code,
        "项目名称": f"{category}项目{number}",
        "网别": "路网",
        "类别": category,
        "地区": "长春市",
        "责任单位": "长春市交通运输局",
        "建设性质": "新建",
        "开工年月": "2020-05",
        "竣工年月": "2024-10",
        "总投资": base + 0.4,
        "2019年底前完成": 0,
        "2020年": base / 5 + 0.1,
        "2021年": base / 5 + 0.1,
        "2022年": base / 5 + 0.1,
        "2023年": base / 5 + 0.1,
        "2024年": base / 5,
        "2025年": 0,
        "2026年及以后": 0,
        "本年计划": base / 5 + 0.1,
        "上月末累计完成": base / 5 + 10.25,
        "本月完成": 20.5,
        "本年累计完成": 30.75,
        "开工以来累计完成": base / 5 + 30.75,
        "到位资金": base / 4,
        "中央": base / 8,
        "省级": base / 16,
        "市县": base / 16,
        "专项债券": 0,
        "银行贷款": 0,
        "社会资本": 0,
        "建设状态": "在建",
        "形象进度": "路基施工",
        "存在问题": None,
        "备注": None,
    }
    return {**row, **changes}


def total(name: str, number: str, parts: list[dict[str, Cell]], places: int = 2) -> dict[str, Cell]:
    """A total row over some rows: each amount column summed exactly to the places of the form."""
    row: dict[str, Cell] = {"序号": number, "项目名称": name}
    for label in AMOUNTS:
        values = [p[label] for p in parts if isinstance(p.get(label), int | float)]
        row[label] = round(sum(v for v in values if isinstance(v, int | float)), places)
    return row


def summed(name: str, parts: list[dict[str, Cell]], places: int) -> dict[str, Cell]:
    """A row of 表2 over some projects."""
    return {**total("", "", parts, places), "分类": name, "项目数": len(parts)}


class Form:
    """A workbook being made: change a project, ``rows`` or any cell before taking ``book()``.

    Two classes of ``network`` with two projects each. ``last``: 合计 stands below its parts.
    """

    def __init__(
        self,
        network: str = "路网",
        *,
        unit: str = "万元",
        last: bool = False,
        subtotals: bool = True,
        overview: bool = True,
    ) -> None:
        first, second = ("铁路", "高速公路") if network == "路网" else lists.NETWORKS[network][1][:2]
        self.blocks = {
            first: [project(3, first, CODES[2]), project(4, first, CODES[3])],
            second: [project(1, second, CODES[0]), project(2, second, CODES[1])],
        }
        for row in self.projects:
            row["网别"] = network
        self.cover: dict[str, Cell] = {
            "填报单位": "长春市人民政府",
            "网别": network,
            "地区": "长春市",
            "报告期": "2021-03",
            "计量单位": unit,
            "单位负责人": "甲",
            "审核人": "乙",
            "填表人": "丙",
            "联系电话": "0431-1",
            "报出日期": "2021-04-07",
        }
        self.last, self.subtotals, self.overview = last, subtotals, overview
        self.edits: dict[tuple[str, int, int], Cell] = {}
        self.places = UNITS.get(unit, 2)
        self.add_up()

    @property
    def projects(self) -> list[dict[str, Cell]]:
        """The project rows, in the order of the sheet."""
        return [row for rows in self.blocks.values() for row in rows]

    def spoil(self, number: int, **changes: Cell) -> Form:
        """Change a project; totals keep in step, as the form's own formulas would."""
        self.projects[number].update(changes)
        return self.add_up()

    def add_up(self) -> Form:
        """Compute every total anew: 小计 by place, 表2 by class and, for a lead department, by region."""
        sums = {
            name: total(f"{name}小计", "一二三四五六七八九十"[n], rows, self.places)
            for n, (name, rows) in enumerate(self.blocks.items())
        }
        whole = {**total("", "合计", self.projects, self.places), "项目名称": None}
        body = [row for name, rows in self.blocks.items() for row in ([sums[name]] * self.subtotals + rows)]
        self.rows = [*body, whole] if self.last else [whole, *body]
        self.summary = [summed("合计", self.projects, self.places)]
        self.summary += [summed(name, rows, self.places) for name, rows in self.blocks.items()]
        if self.cover["地区"] == lists.PROVINCE:
            for region in dict.fromkeys(row["地区"] for row in self.projects):
                rows = [row for row in self.projects if row["地区"] == region]
                self.summary.append(summed(str(region), rows, self.places))
        return self

    def off(self, label: str, by: float, *rows: dict[str, Cell]) -> Form:
        """Change a column of some total rows by an amount."""
        for row in rows:
            row[label] = round(float(str(row[label])) + by, 4)
        return self

    def cell(self, row: int, label: str) -> str:
        """The address of a column in the n-th row of 表1 (0 is 合计)."""
        return f"{monthly.PROJECTS}!{column_letters(LABELS.index(label) + 1)}{HEAD_ROW + 1 + row}"

    def at(self, number: int, label: str) -> str:
        """The address of a column of the n-th project."""
        place = next(n for n, row in enumerate(self.rows) if row is self.projects[number])
        return self.cell(place, label)

    def told(self, row: int, label: str) -> str:
        """The address of a column in the n-th row of 表2."""
        column = list(SUMMARY.columns).index(label) + 1
        return f"{monthly.SUMMARY}!{column_letters(column)}{HEAD_ROW + 1 + row}"

    def named(self, label: str) -> str:
        """The address of a value on the cover."""
        return f"{monthly.COVER}!B{list(self.cover).index(label) + 3}"

    def edit(self, place: str, value: Cell) -> Form:
        """Put a value into a cell given as sheet!A1."""
        sheet, _, a1 = place.rpartition("!")
        letters = a1.rstrip("0123456789")
        column = 0
        for letter in letters:
            column = column * 26 + ord(letter) - 64
        self.edits[sheet, int(a1[len(letters) :]), column] = value
        return self

    def book(self) -> RawBook:
        """The workbook as the reader would hand it over."""
        cover: list[list[Cell]] = [["月报"], [], *([label, value] for label, value in self.cover.items())]
        body, below = _body(self.rows, LABELS), _body(self.summary, list(SUMMARY.columns))
        every: list[tuple[str, list[list[Cell]]]] = [
            (monthly.COVER, cover),
            (monthly.PROJECTS, [["表"], [], [], [], *_heads(PROJECTS), *body]),
            (monthly.SUMMARY, [["表"], [], [], [], *_heads(SUMMARY), *below]),
        ]
        sheets = every[: 3 if self.overview else 2]
        for (name, row, column), value in self.edits.items():
            cells = dict(sheets)[name][row - 1]
            cells.extend([None] * (column - len(cells)))
            cells[column - 1] = value
        return RawBook(Path("月报.xlsx"), "0" * 64, tuple(RawSheet(name, rows) for name, rows in sheets))


def save(book: RawBook, path: Path) -> Path:
    """The workbook as a real xlsx file."""
    import xlsxwriter

    with xlsxwriter.Workbook(str(path), {"strings_to_numbers": False}) as out:
        for sheet in book.sheets:
            page = out.add_worksheet(sheet.name)
            for r, row in enumerate(sheet.rows):
                page.write_row(r, 0, row)
    return path


def _heads(schema: Any) -> list[list[Cell]]:
    """The two header rows; a group is written once, over its first column."""
    upper: list[Cell] = []
    lower: list[Cell] = []
    last = ""
    for label in schema.columns:
        meta = metadata(schema, label)
        group = meta.get("group", "")
        upper.append((group if group != last else None) if group else label)
        lower.append(meta.get("head", label) if group else None)
        last = group
    return [upper, lower]


def _body(rows: list[dict[str, Cell]], labels: list[str]) -> list[list[Cell]]:
    return [[row.get(label) for label in labels] for row in rows]
