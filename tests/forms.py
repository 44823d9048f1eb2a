"""A sound monthly report as cells, to be spoilt one way at a time."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from recon.schemas import monthly
from recon.schemas.fields import amounts, metadata
from recon.workbook import Cell, RawBook, RawSheet

PROJECTS = monthly.Projects.to_schema()
SUMMARY = monthly.Summary.to_schema()
LABELS = list(PROJECTS.columns)
AMOUNTS = amounts(PROJECTS)
HEAD_ROW = 6  #: second header row of 表1; 合计 stands below it
CODES = ("2509-320193-89-01-544060", "2603-141124-89-05-346948", "2411-130202-89-01-637015", "2509-140602-89-05-864976")


def project(number: int, category: str, code: str, **changes: Cell) -> dict[str, Cell]:
    """A project row that breaks no relation, its amounts in 万元."""
    base = 1000.0 * number
    row: dict[str, Cell] = {
        "序号": number, "项目代码": code, "项目名称": f"{category}项目{number}", "网别": "路网", "类别": category,
        "地区": "长春市", "责任单位": "长春市交通运输局", "建设性质": "新建", "开工年月": "2020-05", "竣工年月": "2024-10",
        "总投资": base + 0.4, "2019年底前完成": 0, "2020年": base / 5 + 0.1, "2021年": base / 5 + 0.1,
        "2022年": base / 5 + 0.1, "2023年": base / 5 + 0.1, "2024年": base / 5, "2025年": 0, "2026年及以后": 0,
        "本年计划": base / 5 + 0.1, "上月末累计完成": base / 5 + 10.25, "本月完成": 20.5, "本年累计完成": 30.75,
        "开工以来累计完成": base / 5 + 30.75, "到位资金": base / 4, "中央": base / 8, "省级": base / 16,
        "市县": base / 16, "专项债券": 0, "银行贷款": 0, "社会资本": 0, "建设状态": "在建", "形象进度": "路基施工",
        "存在问题": None, "备注": None,
    }  # fmt: skip
    return {**row, **changes}


def total(name: str, number: str, parts: list[dict[str, Cell]]) -> dict[str, Cell]:
    """A total row over some rows: each amount column summed exactly to two places."""
    row: dict[str, Cell] = {"序号": number, "项目名称": name}
    for label in AMOUNTS:
        values = [p[label] for p in parts if isinstance(p.get(label), int | float)]
        row[label] = round(sum(v for v in values if isinstance(v, int | float)), 2)
    return row


class Form:
    """A workbook being made: change ``rows`` or any cell before taking ``book()``."""

    def __init__(self) -> None:
        roads = [project(1, "高速公路", CODES[0]), project(2, "高速公路", CODES[1])]
        rails = [project(3, "铁路", CODES[2]), project(4, "铁路", CODES[3])]
        subtotals = [total("铁路小计", "一", rails), total("高速公路小计", "二", roads)]
        whole = {**total("", "合计", subtotals), "项目名称": None}
        self.rows = [whole, subtotals[0], *rails, subtotals[1], *roads]
        self.cover: dict[str, Cell] = {
            "填报单位": "长春市人民政府", "网别": "路网", "地区": "长春市", "报告期": "2021-03", "计量单位": "万元",
            "单位负责人": "甲", "审核人": "乙", "填表人": "丙", "联系电话": "0431-1", "报出日期": "2021-04-07",
        }  # fmt: skip
        self.summary = [
            {**total("", "", rows), "分类": name, "项目数": len(rows)}
            for name, rows in (("合计", [*rails, *roads]), ("铁路", rails), ("高速公路", roads))
        ]
        self.edits: dict[tuple[str, int, int], Cell] = {}

    def cell(self, row: int, label: str) -> str:
        """The address of a column in the n-th row of 表1 (0 is 合计)."""
        from recon.model import column_letters

        return f"{monthly.PROJECTS}!{column_letters(LABELS.index(label) + 1)}{HEAD_ROW + 1 + row}"

    def book(self) -> RawBook:
        """The workbook as the reader would hand it over."""
        cover: list[list[Cell]] = [["月报"], []] + [[label, value] for label, value in self.cover.items()]
        sheets = [
            (monthly.COVER, cover),
            (monthly.PROJECTS, [["表"], [], [], [], *_heads(PROJECTS), *_body(self.rows, LABELS)]),
            (monthly.SUMMARY, [["表"], [], [], [], *_heads(SUMMARY), *_body(self.summary, list(SUMMARY.columns))]),
        ]
        for (name, row, column), value in self.edits.items():
            rows = dict(sheets)[name]
            rows[row - 1][column - 1] = value
        return RawBook(Path("月报.xlsx"), "0" * 64, tuple(RawSheet(name, rows) for name, rows in sheets))


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
