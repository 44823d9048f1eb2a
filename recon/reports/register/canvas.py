"""What every sheet of the month's register is written with: workbook, formats, words, links to the files."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from recon import messages
from recon.register.month import Month
from recon.register.status import STATES, State
from recon.register.values import Kept
from recon.reports import theme
from recon.reports.excel.page import Page
from recon.reports.register import words

#: State → fill; the word stands in the cell as well.
FILLS: dict[State, str] = {
    "received": theme.VERDICT_FILLS["pass"],
    "late": theme.FILLS["核实性"][0],
    "missing": theme.FILLS["强制性"][0],
    "pending": theme.PAPER,
    "undated": theme.FILLS["提示性"][0],
}
#: Excel refuses longer links.
MAX_LINK = 2_000


@dataclass(frozen=True)
class Canvas:
    """The means of writing one month."""

    book: Workbook
    style: theme.Theme
    month: Month
    lang: str
    folder: Path  #: where the workbook will lie

    def say(self, key: str, **words: object) -> str:
        """A heading or sentence in the language asked for."""
        return messages.register(key, self.lang, **words)

    def word(self, key: str) -> str:
        """A level or verdict in words."""
        return messages.word(key, self.lang)

    @property
    def title(self) -> str:
        """The title of the workbook."""
        return self.say("title", month=words.long_month(self.month.month, self.lang))

    @property
    def facts(self) -> str:
        """Deadline and day, on one line."""
        due = words.deadline(self.month.deadline, self.lang)
        return f"{self.say('deadline')}：{due}　{self.say('today')}：{self.month.today.isoformat()}"

    def page(self, key: str, widths: Iterable[float]) -> Page:
        """A new sheet."""
        return Page(self.book.add_worksheet(self.say(key)), widths)

    def heads(self, page: Page, row: int, keys: Iterable[str]) -> None:
        """A header row."""
        page.texts(row, [self.say(key) for key in keys], self.style("header"))

    def empty(self, page: Page, row: int, last: int, key: str) -> None:
        """Write the line that stands for a table without rows."""
        page.merged(row, 1, last, self.say(key), self.style("body", "muted"))

    def finish(self, page: Page, header: int | None = None, title: str = "") -> None:
        """Heights, panes and page setup; ``title``: of the pages, if not the month's."""
        page.finish()
        if header is not None:
            page.sheet.freeze_panes(header, 0)
        theme.page_setup(
            page.sheet,
            title or self.title,
            messages.pick(messages.SHEETS["footer"], self.lang),
            header,
            widths=page.printed,
        )

    def colour(self, page: Page, first: int, left: int, last: int, right: int) -> None:
        """Fill the cells of a block by the state that stands in them, now and after it changes."""
        for state in STATES:
            fill = self.style(bg_color=FILLS[state])
            rule = {"type": "cell", "criteria": "==", "value": f'"{self.say(state)}"', "format": fill}
            page.sheet.conditional_format(first - 1, left - 1, last - 1, right - 1, rule)

    def link(self, page: Page, row: int, column: int, file: Kept, look: Format, place: str = "") -> None:
        """The name of a file, or another text, that opens it where it still lies."""
        text = place or PurePosixPath(file.path).name
        page.text(row, column, text, look)
        if (target := theme.outside(self._target(file))) and len(text) <= 255:
            page.sheet.write_url(row - 1, column - 1, f"external:{target}", self.style("body", "link"), text)

    def _target(self, file: Kept) -> str:
        """The file as seen from the workbook; blank if it is gone."""
        path = self.month.home / file.path
        if not path.is_file() or "#" in file.path:
            return ""
        try:
            target = os.path.relpath(path, self.folder)
        except ValueError:  # another drive
            target = str(path)
        return target if len(target) < MAX_LINK else ""
