"""Sheet 分类汇总表: the amounts of 项目月报表 by class, and by region for a lead department, as formulas."""

from __future__ import annotations

from xlsxwriter.worksheet import Worksheet

from recon.catalogue import in_force
from recon.schemas.monthly import PROJECTS, SUMMARY, TOTAL, Summary
from recon.templates import table
from recon.templates.canvas import Canvas, put
from recon.templates.columns import Column, Row, declared
from recon.templates.layout import HEADER_ROW, TOTAL_ROW, total

COUNT = "项目数"


def write(canvas: Canvas) -> None:
    """Draw the sheet: 合计, the classes and, below a blank row, the regions."""
    page = canvas.sheet(SUMMARY)
    spec = canvas.spec.tables[1]
    table.head(canvas, page, Summary, spec.number, SUMMARY, len(declared(Summary)) - 1)
    classes = in_force().networks[canvas.form.network][1]
    first = TOTAL_ROW + 1
    _total(canvas, page, range(first, first + len(classes)))
    _block(canvas, page, first, "类别", classes)
    if canvas.form.provincial:
        _block(canvas, page, first + len(classes) + 1, "地区", (*in_force().regions, in_force().whole))
    canvas.frame(page, SUMMARY)
    page.repeat_rows(HEADER_ROW, HEADER_ROW + 1)
    page.freeze_panes(HEADER_ROW + 2, 1)


def _total(canvas: Canvas, page: Worksheet, rows: range) -> None:
    """合计 = the sum of the classes: a project of none of them is in 表1 alone."""
    classes = in_force().networks[canvas.form.network][1]
    projects = tuple(p for p in canvas.form.projects if p.get("类别") in classes)
    for column in declared(Summary):
        formula = f"=SUM({column.letters}{rows[0] + 1}:{column.letters}{rows[-1] + 1})"
        _cell(canvas, page, TOTAL_ROW, column, TOTAL, formula, projects)


def _block(canvas: Canvas, page: Worksheet, first: int, by: str, names: tuple[str, ...]) -> None:
    """One row a name of column ``by``."""
    for row, name in enumerate(names, first):
        projects = tuple(p for p in canvas.form.projects if p.get(by) == name)
        for column in declared(Summary):
            text = formula(canvas, column, by, row + 1) if column.amount else ""
            _cell(canvas, page, row, column, name, text, projects)


def formula(canvas: Canvas, column: Column, by: str, row: int) -> str:
    """Sum, or number, of the project rows whose column ``by`` says what stands first in ``row``."""
    key = f"{_span(canvas, by)},$A{row}"
    if column.label != COUNT:
        return f"=SUMIFS({_span(canvas, column.label)},{key})"
    name, code = _span(canvas, "项目名称"), _span(canvas, "项目代码")
    return f'=COUNTIFS({key},{name},"<>")+COUNTIFS({key},{name},"=",{code},"<>")'


def _span(canvas: Canvas, label: str) -> str:
    return f"'{PROJECTS}'!{canvas.layout.span(label)}"


def _cell(
    canvas: Canvas,
    page: Worksheet,
    row: int,
    column: Column,
    name: str,
    formula: str,
    projects: tuple[Row, ...],
) -> None:
    style = canvas.derived(column)
    if not column.amount:
        put(page, row, column.index, name, style)
        return
    value = len(projects) if column.label == COUNT else float(total(projects, column.label))
    page.write_formula(row, column.index, formula, style, value)
