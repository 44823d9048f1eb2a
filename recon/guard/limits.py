"""How much a file may ask for, each limit with its reason, and the refusal of what asks for more."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

Kind = Literal["xlsx", "xlsm", "xlsb", "xls", "ods"]
Place = tuple[int, int]

MIB = 1 << 20
#: A file's own size; 200,000 rows x 24 are 32 MiB, and Excel 97-2003 stops near 100.
MAX_FILE = 128 * MIB
#: All parts inflated; 200,000 rows x 24 saved by LibreOffice are 320 MiB.
MAX_INFLATED = 384 * MIB
#: Parts of a package; a workbook with 250 sheets, each with a drawing and comments, has about 1,500.
MAX_MEMBERS = 10_000
#: Sheets of a workbook; the parser takes a time that grows with their square.
MAX_SHEETS = 1_500
#: Area the parser would allocate at 38 bytes a cell (300 MiB), unless the cells themselves fill half of it.
MAX_AREA = 8_000_000
#: Cells written in the file, blank ones included: 200,000 x 24 with a little room, about 600 MiB when read.
MAX_CELLS = 5_000_000
#: Error cells and formulas without a value that are kept, at about 200 bytes each.
MAX_MARKS = 1_000_000
#: Cells of a sheet that are looked at one by one, at 5 microseconds each, before a child must do it.
MAX_LOOKS = 200_000
#: Merged ranges; at two in each of 20,000 rows a form has 40,000.
MAX_MERGED = 200_000
#: One cell; Excel allows 32,767 characters.
MAX_TEXT = MIB
#: Bytes of text that cells may come to inside the parser, before a child must do it.
MAX_COPIES = 256 * MIB
#: Bytes of text written in the cells themselves, or of shared strings, before a child must do it.
MAX_WRITTEN = 128 * MIB
#: A small part (workbook, styles, relations) beyond this is no longer small.
MAX_PART = 16 * MIB
MAX_ROWS = 1_048_576
MAX_COLUMNS = 16_384


class Unsafe(Exception):  # noqa: N818  # a verdict on a file, not an error of ours
    """A file that must not be read: its code in :data:`recon.messages.FILES`, the detail's key and words."""

    def __init__(self, code: str, key: str = "", **words: object) -> None:
        super().__init__(code, key, words)
        self.code = code
        self.key = key
        self.words = words

    def __reduce__(self) -> tuple[Callable[..., Unsafe], tuple[str, str, dict[str, object]]]:
        """Keep the words across the pipe from the child."""
        return _unsafe, (self.code, self.key, self.words)


def _unsafe(code: str, key: str, words: dict[str, object]) -> Unsafe:
    return Unsafe(code, key, **words)
