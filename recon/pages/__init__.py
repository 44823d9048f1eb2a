"""The manual page of every code: one rule, one record, with a passing and a failing example.

An example is a workbook in the text form of :mod:`recon.plaintext`; in the records ``@`` marks where the
passing and the failing one differ. Examples of a form show only the columns that matter.
"""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import indent

from recon.messages import pick

from .causes import CAUSES
from .defined import FILLED
from .definitions import DEFINITIONS
from .figures import OUTCOMES
from .files import UNREADABLE
from .forms import FIELDS
from .lists import FAULTY, LISTED
from .month import MONTH
from .monthly import MONTHLY_FIELDS
from .open import OWN_TABLES
from .page import Page, Pair
from .periodic import LISTED_FIELDS
from .previous import PREVIOUS
from .progress import INDICATORS
from .register import REGISTER
from .relations import ROWS
from .scope import UNREAD
from .suspects import FAULTS
from .targets import TARGETS

HEADINGS: dict[str, Pair] = {
    "what": ("含义", "What"),
    "why": ("为什么", "Why"),
    "basis": ("依据", "Basis"),
    "passing": ("通过的例子", "Passing example"),
    "failing": ("不通过的例子", "Failing example"),
    "advice": ("怎么办", "What to do"),
}
EXCERPT: Pair = ("（只列有关部分）", " (excerpt)")
REFERENCE: Pair = (
    "# 规则说明\n\n每个代码一节。例子是纯文本形式的工作簿：`## ` 后是工作表名，单元格之间以 ` | ` 分隔；正反两例只在出错处不同。"
    "注明“只列有关部分”的，是月报、年度计划、季报、项目库或指标进展表的节选：行数如例，没有列出的栏目填报无误，小计、合计、分类汇总表和公式栏随之计算。\n"
    "级别：强制性须改正；核实性属实可附审核说明后保留；提示性只供参考。单个代码的说明：`recon explain FOOT01`。\n",
    "# Rules\n\nOne section per code. Examples are workbooks as plain text: a sheet begins with `## ` and its name, cells stand between ` | `; the two examples of a code differ only where the failing one is wrong. "
    "An “excerpt” is of a monthly report, an annual plan, a quarterly report, a project library or a progress form: it has the rows shown, the columns not shown are filled in soundly, and 小计, 合计, 分类汇总表 and columns with formulas are computed from them.\n"
    "Levels: 强制性 must be corrected; 核实性 may stand with a written 审核说明 (explanation); 提示性 is for information. For one code: `recon explain FOOT01 --lang en`.\n",
)

_CATALOGUE = (
    *UNREADABLE,
    *FAULTY,
    *FIELDS,
    *MONTHLY_FIELDS,
    *UNREAD,
    *LISTED_FIELDS,
    *INDICATORS,
    *OUTCOMES,
    *TARGETS,
    *LISTED,
    *ROWS,
    *PREVIOUS,
    *CAUSES,
    *MONTH,
    *REGISTER,
    *FAULTS,
    *OWN_TABLES,
    *FILLED,
    *DEFINITIONS,
)
#: Every page by its code, in the order of reading.
PAGES: dict[str, Page] = {page.code: page for page in _CATALOGUE}


def sections(page: Page, lang: str) -> Iterator[tuple[str, str, bool]]:
    """Heading, text and whether it is an example, in the order of reading."""
    for key, heading in HEADINGS.items():
        value = getattr(page, key)
        if isinstance(value, tuple):
            yield pick(heading, lang), pick(value, lang), False
        elif value:
            yield pick(heading, lang) + (pick(EXCERPT, lang) if page.excerpt else ""), value, True


def render(code: str, lang: str) -> str:
    """The page of ``code`` for a terminal, ending in a newline."""
    page = PAGES[code]
    lines = [f"{code}  {pick(page.title, lang)}"]
    lines += [f"{heading}\n{indent(text, '  ')}" for heading, text, _ in sections(page, lang)]
    return "\n\n".join(lines) + "\n"


def reference(lang: str) -> str:
    """All pages as one Markdown document, in the order of the catalogue."""
    parts = [pick(REFERENCE, lang)]
    for page in PAGES.values():
        parts.append(f"## {page.code} {pick(page.title, lang)}\n")
        for heading, text, example in sections(page, lang):
            parts.append(f"**{heading}**\n\n" + (f"```text\n{text}\n```\n" if example else f"{text}\n"))
    return "\n".join(parts)
