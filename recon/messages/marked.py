"""Sheet and comments of the marked copy (:mod:`recon.reports.annotate`)."""

from __future__ import annotations

#: Sheet and comments of the marked copy (:mod:`recon.reports.annotate`); ``stamp`` is the sheet's first cell.
MARKS: dict[str, tuple[str, str]] = {
    "sheet": ("问题清单", "Findings"),
    "stamp": ("问题清单（recon 标注）", "Findings (marked by recon)"),
    "comment_stamp": ("〔recon 审核〕", "[recon check]"),
    "help": (
        "请按“说明”改正各表中有底色的单元格后报送本文件；“核实”一级确属无误的，在“审核说明”中写明理由，再次审核时即予放行。除“审核说明”外，本表、底色和批注由程序添加，再次审核时不计，可随时清除。",
        "Correct the filled cells as described and send this file; where a value to verify is right, say why under Remarks, which releases it when the file is checked again. But for Remarks, this sheet, the fills and the comments were added by the program, are ignored in a check, and can be removed at any time.",
    ),
    "fresh": (
        "原文件的格式不能原样标注，本文件是只含数值的新工作簿。",
        "The original's format cannot be marked in place: this is a new workbook that holds its values only.",
    ),
    "changed": ("审核之后文件又有改动，请重新审核", "it has changed since it was checked; check it again"),
    "level": ("级别", "Level"),
    "code": ("代码", "Code"),
    "place": ("位置", "Place"),
    "sentence": ("说明", "What is wrong"),
    "explanation": ("审核说明", "Remarks"),
    "status": ("说明状态", "Status"),
}
