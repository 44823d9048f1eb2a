"""Random plans as workbooks hold them: what their relations mean must not depend on who asks.

A plan has items in a tree with 其中 and a second breakdown, periods, two documents of equal or of different dates, four
rounding regimes, qualifiers, weights, a bounding measure, percentages and lines of 勾稽 with every operator. Its
figures are printed from true values that obey all of it; ``planted`` then prints some of them wrong.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from fractions import Fraction

import pandas as pd

from recon import figures
from recon.figures import Base
from recon.schemas import targets
from recon.tables import Table

Row = dict[str, str]
ROUNDINGS = ("四舍五入", "截断", "精确", "舍位平衡")
ITEMS = {"计": ("甲", "乙", "丙"), "甲": ("甲一", "甲二")}
PERIODS = {"期": ("前期", "后期")}
QUALIFIERS = ("约", "以上", "不低于", "不超过", "区间", "区间不含上端")


@dataclass(frozen=True)
class Plan:
    """The rows of a targets workbook by sheet, and the numbers of the figures that were printed wrong."""

    sheets: dict[str, list[Row]]
    wrong: frozenset[str] = frozenset()

    def base(self) -> Base:
        """The figure base, as the reader of the workbook builds it."""
        built, findings = figures.build({name: table(name, rows) for name, rows in self.sheets.items()})
        assert not [f for f in findings if f.level == "强制性"], findings
        return built

    def printed(self, values: dict[str, str]) -> Plan:
        """The plan with other digits in some figures."""
        rows = [{**row, "数值": values.get(row["编号"], row["数值"])} for row in self.sheets["指标"]]
        return replace(self, sheets={**self.sheets, "指标": rows}, wrong=self.wrong | values.keys())

    def text(self) -> str:
        """The workbook as text (see recon.plaintext), for reading a failure."""
        return "\n\n".join(
            "\n".join([f"## {name}", " | ".join(rows[0]), *(" | ".join(row.values()) for row in rows)])
            for name, rows in self.sheets.items()
            if rows
        )


def table(name: str, rows: list[Row]) -> Table:
    """A sheet as the reader gives it."""
    labels = list(targets.SHEETS[name].to_schema().columns)
    frame = pd.DataFrame(
        [[row.get(label, "") for label in labels] for row in rows],
        columns=labels,
        index=range(2, len(rows) + 2),
        dtype=object,
    )
    return Table(name, frame, {label: n for n, label in enumerate(labels, 1)})


@dataclass
class _Maker:
    rng: random.Random
    rounding: str
    rows: list[Row] = field(default_factory=list)
    lines: list[Row] = field(default_factory=list)
    true: dict[tuple[str, str, str], Decimal] = field(default_factory=dict)
    numbers: dict[tuple[str, str, str], list[str]] = field(default_factory=dict)

    def print(
        self, measure: str, item: str, period: str, decimals: int, source: str = "S1", qualifier: str = ""
    ) -> str:
        """Print a true value once more, with this qualifier or, now and then, with any; its number."""
        value, rng = self.true[measure, item, period], self.rng
        number = f"F{len(self.rows) + 1}"
        digits, upper = _digits(value, decimals, self.mode(measure)), ""
        if not qualifier and self.rounding != "舍位平衡" and rng.random() < 0.12:
            qualifier = rng.choice(QUALIFIERS)
        if qualifier:
            step = Decimal(rng.choice((0, 0, 3))).scaleb(-decimals)
            shown = Decimal(digits)
            unit = Decimal(1).scaleb(-decimals)
            if qualifier in ("以上", "不低于"):
                shown -= step + unit
            elif qualifier == "不超过":
                shown += step + unit
            elif qualifier.startswith("区间"):
                upper = str(shown + step + 2 * unit)
                shown -= step + unit
            digits = str(shown)
        self.rows.append(
            {
                "编号": number,
                "来源编号": source,
                "章节": rng.choice(("正文·一", "正文·一", "附件1·二")),
                "指标名称": measure,
                "项目": item,
                "时期": period,
                "地区": "省",
                "数值": digits,
                "计量单位": "%" if measure == "占比" else "亿元",
                "限定": qualifier,
                "数值上限": upper,
            }
        )
        self.numbers.setdefault((measure, item, period), []).append(number)
        return number

    def mode(self, measure: str) -> str:
        return "四舍五入" if measure == "占比" else self.rounding

    def line(self, left: str, operator: str, right: str) -> None:
        level = self.rng.choice(("强制性", "强制性", "核实性"))
        row = {
            "编号": f"R{len(self.lines) + 1}",
            "左式": left,
            "关系": operator,
            "右式": right,
            "级别": level,
        }
        self.lines.append(row)

    def plain(self, *place: str) -> str | None:
        """A print of a place without a qualifier."""
        measure, item, period = place
        found = self.numbers.get((measure, item, period), [])
        marked = {row["编号"] for row in self.rows if row["限定"]}
        return next((number for number in found if number not in marked), None)


def _digits(value: Decimal, decimals: int, rounding: str) -> str:
    mode = ROUND_DOWN if rounding == "截断" else ROUND_HALF_UP
    return str(value.quantize(Decimal(1).scaleb(-decimals), mode))


def random_plan(seed: int, rounding: str = "") -> Plan:
    """A plan that obeys its relations as far as rounding lets it be seen."""
    rng = random.Random(seed)
    maker = _Maker(rng, rounding or rng.choice(ROUNDINGS))
    _values(maker)
    fine = rng.randint(0, 2)
    for (measure, item, period), _ in list(maker.true.items()):
        if rng.random() < 0.85:
            coarse = maker.rounding not in ("精确", "舍位平衡") and measure != "占比" and rng.random() < 0.3
            maker.print(measure, item, period, max(fine - coarse, 0), rng.choice(("S1", "S1", "S2")))
            if rng.random() < 0.15:
                maker.print(measure, item, period, fine, rng.choice(("S1", "S2")))
    if rng.random() < 0.3:  # a target told twice
        qualifier = rng.choice(("以上", "不超过"))
        for source in ("S1", "S2"):
            maker.print("总投资", "计", "", fine, source, qualifier)
    _lines(maker)
    sources = [
        {"来源编号": "S1", "成文日期": "2020-04-09", "可信度": rng.choice(("", "2"))},
        {"来源编号": "S2", "成文日期": rng.choice(("2020-04-09", "2021-01-01"))},
    ]
    measures = [
        {"指标名称": "总投资", "计量单位": "亿元", "类型": "金额", "可加": "是", "舍入": maker.rounding},
        {
            "指标名称": "计划投资",
            "计量单位": "亿元",
            "类型": "金额",
            "可加": "是",
            "舍入": maker.rounding,
            "上限指标": "总投资",
        },
        {"指标名称": "占比", "计量单位": "%", "类型": "比率", "可加": "否", "舍入": "四舍五入"},
    ]
    return Plan(
        {
            "来源": sources,
            "口径": measures,
            "层级": list(_edges(rng)),
            "指标": maker.rows,
            "勾稽": maker.lines,
        }
    )


def _values(maker: _Maker) -> None:
    """True values: amounts by item and period that add up, their shares, and a total that is no less."""
    rng = maker.rng
    places = 0 if maker.rounding in ("精确", "舍位平衡") else 3
    leaves = ["甲一", "甲二", "乙", "丙"]
    size = 10 ** rng.randint(1, 4)

    def amount() -> Decimal:
        return Decimal(rng.randint(size * 10**places // 10, size * 10**places)).scaleb(-places)

    for period in PERIODS["期"]:
        for leaf in leaves:
            maker.true["计划投资", leaf, period] = amount()
    for leaf in leaves:
        maker.true["计划投资", leaf, "期"] = sum(maker.true["计划投资", leaf, p] for p in PERIODS["期"])  # type: ignore[assignment]
    for period in (*PERIODS["期"], "期"):
        for parent in ("甲", "计"):
            parts = [maker.true["计划投资", child, period] for child in ITEMS[parent]]
            maker.true["计划投资", parent, period] = sum(parts, Decimal(0))
        for part, share in (("其中新建", Decimal("0.5")), ("东部", Decimal("0.25"))):
            maker.true["计划投资", part, period] = round(maker.true["计划投资", "计", period] * share, places)
        whole = maker.true["计划投资", "计", period]
        maker.true["计划投资", "西部", period] = whole - maker.true["计划投资", "东部", period]
    for item in ("甲", "乙", "计"):
        maker.true["总投资", item, ""] = maker.true["计划投资", item, "期"] + amount()
    for item in ("甲", "乙"):
        maker.true["占比", item, "期"] = maker.true["计划投资", item, "期"] / maker.true["计划投资", "计", "期"] * 100


def _edges(rng: random.Random) -> Iterator[Row]:
    for parent, children in ITEMS.items():
        for child in children:
            yield {"维度": "项目", "上级": parent, "下级": child, "完整": "是", "适用指标": "计划投资"}
    for child in PERIODS["期"]:
        yield {"维度": "时期", "上级": "期", "下级": child, "完整": "是"}
    if rng.random() < 0.7:
        yield {"维度": "项目", "上级": "计", "下级": "其中新建", "完整": "否", "分组": "其中"}
    if rng.random() < 0.7:
        for child in ("东部", "西部"):
            yield {"维度": "项目", "上级": "计", "下级": child, "完整": "是", "分组": "分地区"}


def _lines(maker: _Maker) -> None:
    """Lines of 勾稽 that the true values obey: percentages, bounds, strict orders, sums with numbers."""
    rng, plain = maker.rng, maker.plain
    for item in ("甲", "乙"):
        part, whole, share = (
            plain("计划投资", item, "期"),
            plain("计划投资", "计", "期"),
            plain("占比", item, "期"),
        )
        if part and whole and share and rng.random() < 0.8:
            maker.line(f"{part} ÷ {whole} × 100", "=", share)
        if part and whole and rng.random() < 0.3:
            maker.line(f"{part} ÷ {whole}", rng.choice(("≤", "<")), "1")
    then, now = plain("计划投资", "乙", "前期"), plain("计划投资", "乙", "后期")
    if then and now and rng.random() < 0.5:
        order = maker.true["计划投资", "乙", "前期"] < maker.true["计划投资", "乙", "后期"]
        maker.line(then, "≤" if order else "≥", now)
    total, planned = plain("总投资", "甲", ""), plain("计划投资", "甲", "期")
    if total and planned and rng.random() < 0.5:
        maker.line(f"{total} − {planned}", rng.choice(("≥", ">")), "0")
    first, second = plain("计划投资", "丙", "前期"), plain("计划投资", "丙", "后期")
    if first and second and rng.random() < 0.5:
        known = Fraction(maker.true["计划投资", "丙", "前期"] + maker.true["计划投资", "丙", "后期"])
        limit = int(known) + 1
        maker.line(f"{first} + {second}", rng.choice(("≤", "<")), str(limit))


def planted(plan: Plan, seed: int, count: int = 1) -> Plan:
    """The plan with some plain figures printed otherwise, to the same places: swapped digits, a unit, any number."""
    rng = random.Random(seed)
    able = [row for row in plan.sheets["指标"] if not row["限定"]]
    values = {}
    for row in rng.sample(able, min(count, len(able))):
        value = Decimal(row["数值"])
        step = Decimal(1).scaleb(int(value.as_tuple().exponent))
        by = rng.choice((1, 2, 3, 9, 90, rng.randint(1, 10**5)))
        other = value + by * step * rng.choice((1, -1))
        values[row["编号"]] = str(other if other > 0 else value + by * step)
    return plan.printed(values)


def fewer(plan: Plan, seed: int, count: int) -> Plan:
    """Some of a plan's figures, with the lines that speak of these alone."""
    rng = random.Random(seed)
    rows = plan.sheets["指标"]
    kept = sorted(rng.sample(range(len(rows)), min(count, len(rows))))
    names = {rows[n]["编号"] for n in kept}
    lines = [
        line for line in plan.sheets["勾稽"] if set(re.findall(r"F\d+", line["左式"] + " " + line["右式"])) <= names
    ]
    return replace(plan, sheets={**plan.sheets, "指标": [rows[n] for n in kept], "勾稽": lines})
