"""Small project libraries as workbooks, without the form around them."""

from __future__ import annotations

from pathlib import Path

import xlsxwriter

from bench.libraries import LABELS
from examples.pair.rows import Row


def save(rows: list[Row], path: Path, sender: str, region: str = "全省") -> Path:
    """Rows as a workbook: a cover and one table."""
    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False}) as book:
        cover = book.add_worksheet("封面")
        said = {
            "填报单位": sender,
            "库别": "省库",
            "地区": region,
            "报告期": "2021-03",
            "计量单位": "万元",
            "报出日期": "2021-04-07",
        }
        for r, pair in enumerate(said.items()):
            cover.write_row(r, 0, pair)
        sheet = book.add_worksheet("项目库")
        sheet.write_row(1, 0, LABELS)
        for r, row in enumerate(rows, 2):
            for c, label in enumerate(LABELS):
                value = r - 1 if label == "序号" else row.get(label)
                if isinstance(value, int) and label != "序号":
                    value = value / 100
                sheet.write(r, c, value)
    return path
