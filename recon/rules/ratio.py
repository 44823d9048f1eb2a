"""The exact range of an expression that names a figure more than once: (new − old) ÷ old, part ÷ (part + rest).

Interval arithmetic takes each mention for a number of its own and so gives a range too wide. As long as a
figure stands at most to the first power above and below the fraction line, the value rises or falls with it
throughout, so its extremes lie where the figures named repeatedly are at their ends (R. E. Moore, Interval
Analysis, 1966: the exact range of a function monotone in each variable).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import product

from recon.rules.expression import Ends, Value, ends, evaluate, extent
from recon.rules.nodes import Node

MOST = 8  #: figures named repeatedly, beyond which the wide range stands: 2⁸ corners are enough


def exact(text: str, nodes: Mapping[str, Node], odd: frozenset[str] = frozenset()) -> Value:
    """The value of an expression with the least range that holds all it can be; raises ExpressionError.

    Where a figure stands to a higher power, or has no end on one side, the range of plain interval
    arithmetic is given, which is never too narrow.
    """
    value = evaluate(text, nodes.__getitem__, odd)
    repeated = _repeated(value, nodes)
    if not repeated or len(repeated) > MOST:
        return value
    corners = [extent(text, corner.__getitem__, odd) for corner in _corners(repeated, nodes)]
    low, low_open = min(least for least, _ in corners)
    high, closed = max((most, not is_open) for _, (most, is_open) in corners)
    wide = low != high
    node = replace(value.node, low=low, high=high, low_open=wide and low_open, high_open=wide and not closed)
    return replace(value, node=node)


def _repeated(value: Value, nodes: Mapping[str, Node]) -> list[str]:
    """Figures named more than once whose value is not certain; none if some is beyond this method."""
    counts = Counter(name for _, name in value.used)
    repeated = [name for name, count in counts.items() if count > 1 and nodes[name].low != nodes[name].high]
    simple = all(max(value.degrees[name]) <= 1 and _finite(nodes[name]) for name in repeated)
    return repeated if simple else []


def _finite(node: Node) -> bool:
    return not (isinstance(node.low, float) or isinstance(node.high, float))


def _corners(repeated: list[str], nodes: Mapping[str, Node]) -> Iterator[dict[str, Ends]]:
    """The figures by their ends, of each repeated one the same end twice: in every choice of these."""
    every = {name: ends(node) for name, node in nodes.items()}
    for chosen in product(*(every[name] for name in repeated)):
        yield every | {name: (end, end) for name, end in zip(repeated, chosen, strict=True)}
