"""Sheet 与上月比较: what became of every file's findings since last month, file by file."""

from __future__ import annotations

from pathlib import PurePath

from recon import messages
from recon.reports.excel import changes
from recon.reports.rollup.canvas import Canvas

HEAD = 3


def write(canvas: Canvas) -> None:
    """Write the sheet; none where no file was compared with last month's."""
    compared = [(file, file.changes) for file in canvas.present if file.changes is not None]
    if not compared:
        return
    page = canvas.page("changes", (34, *changes.COLUMNS.values()))
    heads = [messages.pick(messages.SHEETS[key], canvas.lang) for key in ("file", *changes.COLUMNS)]
    page.texts(HEAD, heads, canvas.style("header"))
    row = HEAD
    for file, differences in compared:
        for change in differences:
            row += 1
            page.text(row, 1, PurePath(file.path).name, canvas.style("body"))
            changes.line(page, canvas.style, canvas.lang, row, change, None, first=2)
    canvas.close(page, HEAD)
    page.sheet.freeze_panes(HEAD, 1)
    page.sheet.autofilter(HEAD - 1, 0, max(row, HEAD + 1) - 1, len(heads) - 1)
