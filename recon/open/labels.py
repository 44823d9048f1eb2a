"""Relations that words declare: roll-forwards, what is taken off, printed formulas of columns and rows, blocks of totals."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import numpy as np

from recon.open import words
from recon.open.axis import Axis
from recon.open.runs import runs
from recon.open.views import Candidate

OPENING = re.compile(
    r"期初|年初|月初|上年末|上年结|上年结转|上月末|上期末|\bopening\b|\bbeginning\b|brought forward",
    re.IGNORECASE,
)
CLOSING = re.compile(
    r"期末|年末|月末|结存|结余数|年终|\bclosing\b|\bending\b|\bend of\b|carried forward", re.IGNORECASE
)
MORE = re.compile(
    r"增加|收入|转入|新增|加[:：]|购置|\badditions?\b|\bincrease|\breceipts?\b|\bplus\b|\bin\b", re.IGNORECASE
)
LESS = re.compile(
    r"减少|支出|转出|付出|核销|处置|减[:：]|偿还|\bdisposals?\b|\bdecrease|\bpayments?\b|\bless\b|\bout\b",
    re.IGNORECASE,
)
#: 17=12+13-14, also behind a label in parentheses.
PRINTED = re.compile(
    r"[(（\[]?\s*(\d{1,3})\s*[)）\]]?\s*[=＝]\s*((?:[(（\[]?\s*\d{1,3}\s*[)）\]]?\s*[+\-－＋—−–]?\s*){2,})[)）]?\s*$"
)
_TERM = re.compile(r"([+\-－＋—−–]?)\s*[(（\[]?\s*(\d{1,3})")
#: Cells that must have the same sum as their formula for it to be no slip.
SEVERAL = 3
#: Lines between an opening and a closing one, at most.
BETWEEN = 8


def candidates(axis: Axis) -> Iterator[Candidate]:
    """Candidates that the lines' words name, and those that formulas of the sheet compute."""
    yield from computed(axis)
    yield from rolling(axis)
    yield from taken_off(axis)
    yield from printed(axis)


def computed(axis: Axis) -> Iterator[Candidate]:
    """Sums that formulas compute; what several cells say is believed, what one says may be its slip."""
    for one in axis.computed:
        terms = [
            (n, sign) for n, sign in zip(one.parts, one.signs, strict=True) if n < axis.count and axis.filled_lines[n]
        ]
        if terms and one.total < axis.count:
            price = -30.0 if one.places >= SEVERAL else 0.0
            signs = tuple(sign for _, sign in terms)
            yield Candidate(one.total, tuple(n for n, _ in terms), price, "computed", signs if -1 in signs else ())


def rolling(axis: Axis) -> Iterator[Candidate]:
    """closing = opening + what came in − what went out."""
    lines = [n for n in range(axis.count) if axis.filled_lines[n] and not axis.rates[n]]
    for place, line in enumerate(lines):
        if not CLOSING.search(axis.labels[line]) or OPENING.search(axis.labels[line]):
            continue
        before = lines[max(0, place - BETWEEN) : place]
        opening = next((n for n in reversed(before) if OPENING.search(axis.labels[n])), None)
        if opening is None:
            continue
        between = [n for n in before if n > opening]
        signs = [_sign(axis.labels[n]) for n in between]
        if between and all(signs):
            yield Candidate(line, (opening, *between), 0.0, "rolling", (1, *signs))


def _sign(label: str) -> int:
    word = words.fold(label).split(" ")[-1]
    if LESS.search(word):
        return -1
    return 1 if MORE.search(word) else 0


def taken_off(axis: Axis) -> Iterator[Candidate]:
    """Runs in which lines are taken off by their word: 减：."""
    minus = np.array([bool(words.MINUS.search(words.fold(label))) for label in axis.labels], dtype=bool)
    if not minus.any() or not (minus & axis.filled_lines).any():
        return
    from dataclasses import replace

    turned = replace(axis, values=np.where(minus[:, None], -axis.values, axis.values))
    for _, total, parts in runs(turned, np.flatnonzero(axis.filled_lines)):
        if minus[parts].any() and not minus[total]:
            yield Candidate(
                total,
                tuple(parts.tolist()),
                0.0,
                "taken_off",
                tuple(-1 if m else 1 for m in minus[parts].tolist()),
            )


def printed(axis: Axis) -> Iterator[Candidate]:
    """Relations as the head or the labels print them, by the numbers of columns or rows."""
    for text, line in _formulas(axis):
        match = PRINTED.search(text)
        if match is None:
            continue
        terms = [
            (-1 if sign and sign not in "+＋" else 1, axis.numbers.get(int(code)))
            for sign, code in _TERM.findall(match[2])
        ]
        if len(terms) > 1 and all(n is not None for _, n in terms):
            yield Candidate(
                line,
                tuple(n for _, n in terms if n is not None),
                -30.0,
                "printed",
                tuple(s for s, _ in terms),
            )


def _formulas(axis: Axis) -> Iterator[tuple[str, int]]:
    yield from axis.formulas
    yield from ((label, n) for n, label in enumerate(axis.labels) if "=" in label or "＝" in label)


def numbered(texts: Sequence[str]) -> tuple[dict[int, int], list[tuple[str, int]]]:
    """Of a row or column of line numbers: number → line, and the formulas that stand there."""
    numbers: dict[int, int] = {}
    formulas: list[tuple[str, int]] = []
    for line, text in enumerate(texts):
        plain = words.fold(text)
        if match := PRINTED.search(plain):
            numbers.setdefault(int(match[1]), line)
            formulas.append((plain, line))
        elif re.fullmatch(r"[(（\[]?\d{1,3}[)）\]]?", plain):
            numbers.setdefault(int(re.sub(r"\D", "", plain)), line)
    return numbers, formulas
