"""What a page is, and what many pages share: their tables' heads and the bases they rest on."""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import dedent

from recon.catalogue import ours

Pair = tuple[str, str]  #: 中文, English


@dataclass(frozen=True, slots=True)
class Page:
    """What a code means, on one page.

    Codes of unreadable files, and those that no workbook can show by itself, have no examples.
    """

    code: str
    title: Pair
    what: Pair  #: what was checked
    why: Pair  #: why it matters
    basis: Pair  #: the standard, practice or convention it rests on
    passing: str  #: a workbook without any finding, as plain text
    failing: str  #: the same workbook with this one finding
    advice: Pair  #: what to do

    def __post_init__(self) -> None:
        for name in ("title", "what", "why", "basis", "advice"):
            object.__setattr__(self, name, tuple(map(ours().named, getattr(self, name))))
        for name in ("passing", "failing"):
            object.__setattr__(self, name, ours().named(getattr(self, name)))

    @property
    def excerpt(self) -> bool:
        """Whether the examples show only what concerns them of a form that is sound otherwise."""
        lines = self.passing.splitlines()
        return "## 表单" not in lines and any(line in _EXCERPTS for line in lines)


_EXCERPTS = (
    "## 封面",
    "## 项目月报表",
    "## 分类汇总表",
    "## 字典",
    "## 年度投资计划",
    "## 任务清单",
    "## 责任清单",
    "## 问题清单",
    "## 项目库",
    "## 指标进展表",
)


def pair(text: str, right: str, wrong: str) -> tuple[str, str]:
    """The passing and the failing example: ``text`` with ``@`` replaced."""
    text = dedent(text).strip()
    return text.replace("@", right), text.replace("@", wrong)


FIGURES = "编号 | 来源编号 | 章节 | 指标名称 | 项目 | 时期 | 地区 | 数值 | 计量单位 | 限定"
EDGES = "维度 | 上级 | 下级 | 完整 | 适用指标"
MEASURES = "指标名称 | 计量单位 | 类型 | 可加 | 舍入"
RELATIONS = "编号 | 左式 | 关系 | 右式 | 级别"

FORM: Pair = (
    "指标工作簿和月报的固定列名和填法。",
    "The fixed columns of the targets workbook and of the monthly report, and how they are filled in.",
)
XLSX: Pair = (
    "xlsx 是由 XML 部件组成的 ZIP 压缩包（ISO/IEC 29500、ECMA-376）。",
    "An xlsx file is a ZIP of XML parts (ISO/IEC 29500, ECMA-376).",
)
INTERVAL: Pair = (
    "XBRL Calculations 1.1（2023-02-22 推荐标准）的区间比较：四舍五入到末位单位 u 的数 v，真值在 [v - u/2, v + u/2] 之内，两端均含；两边的区间没有公共点，舍入就解释不了差额。截断、精确和限定各有自己的区间。",
    "Interval comparison as in XBRL Calculations 1.1 (Recommendation of 2023-02-22): a number v rounded to the last place u stands for [v - u/2, v + u/2], both ends included; if the intervals of the two sides share no point, rounding cannot explain the gap. 截断 (truncated), 精确 (exact) and qualified figures have intervals of their own.",
)
SIGMA: Pair = (
    "舍入误差在一个末位单位 u 内均匀分布，方差为 u×u/12；各数方差相加再开方得 σ。区间相交但差额超过 3σ 的，称为尾差偏大。核实性问题附审核说明可以保留，是报表审核的通行做法。",
    "A rounding error is spread evenly over one unit of the last place u, with variance u×u/12; σ is the root of the sum of the variances. A gap above 3σ within intervals that still meet is called wide. That a 核实性 finding may stand with a written explanation is common practice in checking official returns.",
)
EXPLAIN: Pair = (
    "先核对原文和录入。有错改正；属实的写审核说明，说明只对现有数值有效，数值一变即失效。",
    "Compare the entries with the document first. Correct what is wrong; if all is right, write an explanation (审核说明). It holds for the present values only and expires when one changes.",
)
MONTHLY: Pair = (
    "‹报送依据›三·(六)：各专项行动牵头部门按月调度，每月结束后 5 个工作日内报送推进落实情况。月报表式按这一要求拟定。",
    "‹报送依据› 3(6): the lead departments follow their projects month by month and report within five working days after the month ends. The monthly form is drawn up to that end.",
)
WITHIN: Pair = (
    "表内公式：同一张表各栏之间应当成立的关系，逐行核对，是报表审核的通行做法。月报金额的 u 是计量单位规定的末位（万元为 0.01）；各数误差至多 u/2，合起来仍解释不了的，就是不平（XBRL Calculations 1.1 的区间比较）。",
    "Formulas within a table (表内公式): what must hold between the columns of one table, checked row by row, as is common practice with official returns. In the monthly report u is the last place that its unit keeps (0.01 for 万元); each number is off by u/2 at most, and a gap that all of these together do not explain is a mismatch (interval comparison as in XBRL Calculations 1.1).",
)
ACROSS: Pair = (
    "表间公式：不同表、不同页之间同一内容应当一致，是报表审核的通行做法。",
    "Formulas between tables (表间公式): what stands in several tables or sheets must be the same in all, as is common practice with official returns.",
)
