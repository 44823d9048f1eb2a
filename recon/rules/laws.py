"""Laws between measures: a line of 勾稽 over names of measures holds wherever all of them are stated.

净额 = 收入 − 支出, or 占比 = 部分 ÷ 合计 × 100, is one line; at every item, period, region and nature it becomes a line
over the figures there, of several prints of one coordinate over the finest.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from recon.figures import Base, Line
from recon.model import Figure, Finding
from recon.rules.expression import ExpressionError, odd_names, tokens
from recon.rules.relation import SIGNS

Place = tuple[str, str, str, str]
_WRITTEN = {"*": "×", "/": "÷", "-": "−"}


def spread(base: Base) -> Base:
    """The base with its laws as lines over figures; one that holds nowhere is left out (:func:`unmet`)."""
    laws = _Laws(base)
    if not any(map(laws.measures, base.relations)):
        return base
    return replace(base, relations=tuple(one for line in base.relations for one in laws.everywhere(line)))


def unmet(base: Base) -> Iterator[Finding]:
    """Laws of which no place states all measures: the cell."""
    laws = _Laws(base)
    for line in base.relations:
        if laws.measures(line) and not any(True for _ in laws.everywhere(line)):
            words = {"relation": line.id, "key": "nowhere", "found": line.left, "expression": line.left}
            yield Finding("EXPR01", "强制性", (line.left_cell,), words)


@dataclass(frozen=True)
class _Laws:
    base: Base

    @cached_property
    def figures(self) -> set[str]:
        """The numbers of the figures."""
        return {f.id for f in self.base.figures}

    @cached_property
    def odd(self) -> frozenset[str]:
        """The names that do not look like names."""
        return odd_names([*self.figures, *self.base.measures])

    @cached_property
    def places(self) -> list[Mapping[str, Figure]]:
        """The finest print of each measure, place by place."""
        by_place: dict[Place, dict[str, Figure]] = defaultdict(dict)
        for figure in sorted(self.base.figures, key=lambda f: (bool(f.qualifier), f.ulp)):
            by_place[figure.coordinate.names].setdefault(figure.coordinate.measure, figure)
        return [figures for _, figures in sorted(by_place.items())]

    def measures(self, line: Line) -> list[str]:
        """The measures that a line names; none of a line over figures, or one that cannot be read."""
        try:
            words = [word for text in (line.left, line.right) for kind, word in self.words(text) if kind == "name"]
        except ExpressionError:
            return []
        named = [word for word in dict.fromkeys(words) if word not in self.figures]
        return named if all(word in self.base.measures for word in named) else []

    def words(self, text: str) -> list[tuple[str, str]]:
        """The words of an expression, or of a chain with its signs."""
        words: list[tuple[str, str]] = []
        for n, piece in enumerate(SIGNS.split(text)):
            words += [("sign", piece)] if n % 2 else tokens(piece, self.odd)
        return words

    def everywhere(self, line: Line) -> Iterator[Line]:
        """A line as it stands, or a law at each place that states all its measures."""
        measures = self.measures(line)
        if not measures:
            yield line
            return
        note = line.note or f"{line.left} {line.operator} {line.right}"
        sides = [self.words(text) for text in (line.left, line.right)]
        for figures in self.places:
            if all(measure in figures for measure in measures):
                left, right = (" ".join(_word(kind, word, figures) for kind, word in side) for side in sides)
                yield replace(line, left=left, right=right, note=note)


def _word(kind: str, word: str, figures: Mapping[str, Figure]) -> str:
    if kind == "name" and word in figures:
        return figures[word].id
    return _WRITTEN.get(word, word) if kind == "sign" else word
