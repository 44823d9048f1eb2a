"""What names a table's rows and columns: head paths, stub paths, and how deep a row is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import numpy as np

from recon.open import words

if TYPE_CHECKING:
    from recon.open.board import Board
    from recon.open.tables import Table

#: Half-width blanks that one step of a cell's own indent counts for.
STEP = 2
_CODE = re.compile(r"[A-Za-z]?\d{1,12}(?:[.\-]\d+)*")


def text(board: Board, row: int, column: int) -> str:
    """A cell as a label."""
    written = board.texts[row][column].strip()
    if not written and not np.isnan(board.values[row, column]):
        return format(board.values[row, column], ".15g")
    return " ".join(written.split())


def heads(table: Table) -> dict[int, tuple[str, ...]]:
    """The words above each column; a word over merged or following blank cells counts for all of them."""
    lines = [_line(table, r, last=r == table.head[-1]) for r in table.head]
    return {c: tuple(dict.fromkeys(word for line in lines if (word := line.get(c, "")))) for c in table.columns}


def _line(table: Table, row: int, *, last: bool) -> dict[int, str]:
    board, stub, carried = table.board, {}, ""
    spans = {
        c: text(board, top - 1, left - 1)
        for top, left, bottom, right in table.merged
        if top - 1 <= row <= bottom - 1
        for c in range(left - 1, right)
    }
    for c in range(table.left, table.right + 1):
        own = text(board, row, c)
        if own:
            carried = own
        elif c in spans:
            carried = spans[c]
        elif last or table.merged:
            carried = ""
        stub[c] = carried
    return stub


def labels(table: Table) -> dict[int, list[str]]:
    """The words of each row's stub, column by column; what a column repeats is carried down where it is blank."""
    board, by_row = table.board, {}
    carried = [""] * len(table.stub)
    for r in range(table.rows[0], table.rows[-1] + 1):
        own = [text(board, r, c) for c in table.stub]
        for n, word in enumerate(own):
            if word:
                carried[n] = word
                carried[n + 1 :] = [""] * (len(own) - n - 1)
        by_row[r] = own
    return by_row


def paths(table: Table) -> dict[int, tuple[str, ...]]:
    """The labels from the outermost to each row's own."""
    levels = depths(table)
    by_row: dict[int, tuple[str, ...]] = {}
    stack: list[tuple[int, str]] = []
    coded = {c for c in table.stub if is_code_column(table, c) or _unit_column(table, c)}
    for r, own in labels(table).items():
        named = [word for word, c in zip(own, table.stub, strict=True) if word and c not in coded]
        label = " ".join(named or [word for word in own if word])
        if not label:
            by_row[r] = (*(name for _, name in stack), f"#{r + 1}") if stack else (f"#{r + 1}",)
            continue
        while stack and stack[-1][0] >= levels[r]:
            stack.pop()
        by_row[r] = (*(name for _, name in stack), label)
        stack.append((levels[r], label))
    return by_row


def is_code_column(table: Table, column: int) -> bool:
    """Whether a stub column holds codes or numbers of lines."""
    texts = [text(table.board, r, column) for r in table.rows]
    filled = [t for t in texts if t]
    return bool(filled) and sum(bool(_CODE.fullmatch(t)) for t in filled) * 2 > len(filled)


def depths(table: Table) -> dict[int, int]:
    """How deep each row is: by nested codes, by indentation, or by numbering, whichever distinguishes rows."""
    rows = range(table.rows[0], table.rows[-1] + 1)
    for level in table.depths:
        if len(set(level.values())) > 1:
            return {r: level.get(r, 99) for r in rows}
    return dict.fromkeys(rows, 0)


def readings(table: Table) -> tuple[dict[int, int], ...]:
    """Every reading of how deep each row is."""
    return (code_depths(table), *indents(table))


def code_depths(table: Table) -> dict[int, int]:
    """Depth by codes whose prefixes nest; {} where they do not."""
    for c in table.stub:
        codes = {r: text(table.board, r, c) for r in range(table.rows[0], table.rows[-1] + 1)}
        codes = {r: t for r, t in codes.items() if t}
        if len(codes) >= 3 and is_code_column(table, c) and nested(list(codes.values())):
            prefixes = set(codes.values())
            depths = {r: 1 + sum(t[:n] in prefixes for n in range(1, len(t))) for r, t in codes.items()}
            return {r: depths.get(r, 0) for r in range(table.rows[0], table.rows[-1] + 1)}
    return {}


def nested(codes: list[str]) -> bool:
    """Whether most longer codes begin with a shorter one among them."""
    prefixes, shortest = set(codes), min(map(len, codes))
    longer = [c for c in codes if len(c) > shortest]
    inside = sum(any(c[:n] in prefixes for n in range(shortest, len(c))) for c in longer)
    return len(longer) >= 2 and inside >= 0.8 * len(longer)


def indents(table: Table) -> list[dict[int, int]]:
    """Depth by blanks in front of labels together with the column they stand in, and by numbering."""
    board = table.board
    blank: dict[int, int] = {}
    numbered: dict[int, int] = {}
    named = [c for c in table.stub if not _unit_column(table, c)]
    for r in range(table.rows[0], table.rows[-1] + 1):
        there = [(n, c, board.texts[r][c]) for n, c in enumerate(named) if board.texts[r][c].strip()]
        if there:
            place, c, label = there[-1]
            step = STEP * board.indents.get((r, c), 0)
            blank[r] = lead(label) + step + (40 * place if len(there) == 1 else 0)
            numbered[r] = words.numbering(label) or (0 if words.total(label) else 9)
    return [blank, numbered]


def _unit_column(table: Table, column: int) -> bool:
    """Whether a stub column behind the first holds units: by its head, or few words again and again, none set in."""
    if column == table.stub[0]:
        return False
    texts = [table.board.texts[r][column] for r in table.rows]
    filled = [t for t in texts if t.strip()]
    if any(t[:1].isspace() or words.total(t) for t in filled):
        return False
    head = [words.fold(table.board.texts[r][column]) for r in table.head]
    if any(re.fullmatch(r"(计量)?单位|units?", h, re.IGNORECASE) for h in head if h):
        return len(set(filled)) * 2 <= len(filled)
    return len(filled) >= 6 and len(set(filled)) * 6 <= len(filled) and max(map(len, filled)) <= 6


def lead(label: str) -> int:
    """How many half-width blanks stand before a label; what follows 其中： is a step deeper."""
    bare = label.lstrip(" \u3000\u00a0\t.·-—")
    step = sum(2 if c == "\u3000" else 4 if c == "\t" else 1 for c in label[: len(label) - len(bare)])
    return step + (1 if words.OF_WHICH.match(bare) else 0)


def any_depths(table: Table) -> list[tuple[Any, Any]]:
    """Every reading of depth that distinguishes rows: rows with labels in order, and how deep each is."""
    depths = []
    for level in table.depths:
        if len(set(level.values())) > 1:
            depths.append((np.array(sorted(level)), np.array([level[r] for r in sorted(level)])))
    return depths
