"""Which lines the codes of a statement mean: rows or columns by what the form has, numbers where it has no such code."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

from recon.definitions.cursor import Trouble
from recon.definitions.names import Line, Lines, Names
from recon.definitions.operands import Leaf
from recon.definitions.tree import (
    Axis,
    Blank,
    Choice,
    Comparison,
    Conditional,
    Each,
    Number,
    Range,
    Reference,
    Span,
)
from recon.definitions.vocabulary import ROUND
from recon.definitions.walk import Node, parts, rebuilt


@dataclass
class Resolver:
    """Decides what each code of one statement means."""

    names: Names
    own: str
    leaves: Mapping[Span, Leaf]
    troubles: list[Trouble] = field(default_factory=list)
    notes: list[Trouble] = field(default_factory=list)
    decided: dict[tuple[str, str], Axis] = field(default_factory=dict)  #: table, "" → the axis its codes have
    sure: dict[str, Axis] = field(default_factory=dict)  #: table → the kind of its codes that say 行 or 栏
    hinted: bool = False
    coded: bool = False  #: a bare numeral of it is surely a code
    padded: bool = False  #: a code with leading zeros is written in full
    testing: bool = False  #: what is read is a condition

    def resolved(self, tree: Node) -> Node:
        """The tree with every code decided; what cannot be is among the troubles."""
        leaves = [one for one in _leaves(tree) if one.span in self.leaves]
        self.survey(leaves)
        return self.checked(self.meant(tree))

    # ---- what the statement is like

    def survey(self, leaves: list[Reference]) -> None:
        """Learn from the codes that are beyond doubt."""
        for one in leaves:
            leaf, lines = self.leaves[one.span], self.lines(one)
            exact = leaf.lines or lines.exact(one.code)
            self.hinted = self.hinted or bool(leaf.hint or leaf.lines)
            self.coded = self.coded or bool(leaf.numeral and exact and not leaf.hint)
            self.padded = self.padded or bool(exact and one.code.startswith("0") and len(one.code) > 1)
            if exact and (leaf.hint or leaf.lines) and not leaf.across:
                axes = {axis for axis, _ in exact}
                self.sure.setdefault(lines.table, axes.pop() if len(axes) == 1 else leaf.hint)
            if len(exact) == 1 and not leaf.lines:
                self.decided.setdefault((lines.table, ""), exact[0][0])
        for one in leaves:
            leaf = self.leaves[one.span]
            exact = self.lines(one).exact(one.code)
            if len(exact) == 2 and leaf.hint:
                self.decided.setdefault((self.lines(one).table, ""), leaf.hint)

    def lines(self, one: Reference) -> Lines:
        """The lines of the table that a code belongs to."""
        return self.names.tables.get(one.table or self.own) or Lines(one.table or self.own)

    # ---- one code

    def decide(self, one: Reference) -> Any:
        """A code as the line or the number it means."""
        leaf = self.leaves.get(one.span)
        if leaf is None:
            return one
        lines = self.lines(one)
        places = leaf.lines or lines.exact(one.code)
        if not places:
            near = () if (self.padded and not leaf.hint) else lines.near(one.code)
            if leaf.numeral and self.is_number(one, leaf, bool(near)):
                return Number(Fraction(one.code), one.code, one.span)
            places = near
            if places:
                self.notes.append(self.trouble("near", one, found=one.code, meant="、".join(c for _, c in places)))
        elif leaf.numeral and not leaf.hint and self.hinted and (leaf.factor or self.strange(places, lines)):
            return Number(Fraction(one.code), one.code, one.span)
        elif leaf.hint and not leaf.lines and leaf.hint not in {axis for axis, _ in places}:
            places += tuple(line for line in lines.near(one.code) if line[0] == leaf.hint)
            if len(places) > 1:
                return self.doubted(places, one, lines)
        line = self.chosen(places, leaf.hint, one, lines)
        if line is None:
            return replace(one, table=lines.table)
        axis, code = line
        across = self.across(leaf, axis, lines, one)
        if across and axis == "column":
            axis, code, across = "row", across, code
        return replace(
            one, code=code, axis=axis, table=lines.table, across=across, total=one.total and axis == "column"
        )

    def strange(self, options: tuple[Line, ...], lines: Lines) -> bool:
        """Whether digits could only be a line of the other kind than the codes that are beyond doubt."""
        axis = self.sure.get(lines.table, "")
        return bool(axis) and all(at != axis for at, _ in options)

    def is_number(self, one: Reference, leaf: Leaf, near: bool) -> bool:
        """Whether digits that are no code are a number: beside × and ÷, a point in them, or where codes are distinguished."""
        if leaf.hint and not leaf.shared:
            return False
        if "." in one.code or one.code in ROUND:
            return True
        if leaf.shared:
            return False
        if near and not self.hinted:
            return False
        return leaf.factor or self.hinted or not self.coded

    def chosen(self, options: tuple[Line, ...], hint: Axis, one: Reference, lines: Lines) -> Line | None:
        """The one line that is meant."""
        if len(options) > 1:
            axis = hint or self.decided.get((lines.table, ""), "")
            options = tuple(line for line in options if line[0] == axis) or options
        if len(options) == 1:
            return options[0]
        if not options:
            other = self.elsewhere(one.code, lines.table)
            self.troubles.append(self.trouble("unknown", one, found=one.code, table=lines.table, other=other))
            return None
        self.doubted(options, one, lines)
        return None

    def doubted(self, options: tuple[Line, ...], one: Reference, lines: Lines) -> Reference:
        """A code that several lines could be meant by; rows or columns is asked once of a statement."""
        both = {axis for axis, _ in options} == {"row", "column"}
        key = "axis" if both else "several"
        if not (both and any(problem.key == "axis" for problem in self.troubles)):
            words = {"found": one.code, "codes": "、".join(_named(line) for line in options)}
            self.troubles.append(self.trouble(key, one, **words))
        return replace(one, table=lines.table)

    def elsewhere(self, code: str, table: str) -> str:
        """The tables that do have a code."""
        return "、".join(number for number, lines in self.names.tables.items() if number != table and lines.exact(code))

    def across(self, leaf: Leaf, axis: Axis, lines: Lines, one: Reference) -> str:
        """The code of the column that a row is taken in."""
        if not leaf.across:
            return ""
        places = leaf.across_lines or lines.exact(leaf.across) or lines.near(leaf.across)
        other = [code for at, code in places if at != axis]
        if len(other) == 1:
            return other[0]
        self.troubles.append(self.trouble("unknown", one, found=leaf.across, table=lines.table, other=""))
        return ""

    # ---- ranges

    def meant(self, node: Node) -> Node:
        """The node with every code in it decided, and every range expanded line by line."""
        if isinstance(node, Reference):
            return self.decide(node)
        if isinstance(node, Range):
            return self.ranged(node)
        if isinstance(node, Each) and node.ends:
            reach = self.ranged(Range(node.ends[0], node.ends[1], span=node.span))
            return replace(node, references=reach.members, ends=(reach.first, reach.last), value=self.meant(node.value))
        if isinstance(node, Conditional | Choice):
            return self.branched(node)
        if isinstance(node, Comparison):
            return replace(node, sides=tuple(self.side(node, place) for place in range(len(node.sides))))
        made = rebuilt(node, self.meant)
        if isinstance(made, Blank | Each):
            for one in made.references if isinstance(made, Each) else (made.reference,):
                if not isinstance(one, Reference):
                    self.unknown(one.text, one.span)
        return made

    def branched(self, node: Conditional | Choice) -> Node:
        """若 … 则 …, its condition read as one."""
        before, self.testing = self.testing, True
        condition: Any = self.meant(node.condition)
        self.testing = before
        if isinstance(node, Conditional):
            return replace(node, condition=condition, relation=self.meant(node.relation))
        return replace(node, condition=condition, then=self.meant(node.then), otherwise=self.meant(node.otherwise))

    def side(self, node: Comparison, place: int) -> Any:
        """A side of a comparison; 10 alone beside 1行 is the number, though there is a row 10."""
        one = node.sides[place]
        leaf = self.leaves.get(one.span) if isinstance(one, Reference) else None
        if leaf is None or not isinstance(one, Reference) or not leaf.numeral or leaf.hint:
            return self.meant(one)
        lines = self.lines(one)
        places = lines.exact(one.code)
        near = [at for at in (place - 1, place) if 0 <= at < len(node.signs)]
        beside = [node.sides[at + 1 if at == place else at] for at in near]
        alike = [code for axis, _ in places for code in lines.order[axis]]
        padded = any(code.startswith("0") for code in alike)
        counts = self.testing or (not padded and all(node.signs[at] != "=" for at in near))
        if not (places and counts and not one.code.startswith("0") and all(map(self.is_explicit, beside))):
            return self.meant(one)
        codes = "、".join((one.code, *map(_named, places)))
        self.notes.append(self.trouble("number", one, found=one.code, codes=codes))
        return Number(Fraction(one.code), one.code, one.span)

    def is_explicit(self, node: Node) -> bool:
        """Whether every code in an expression says 行 or 栏, or is a name."""
        several = [self.leaves[one.span] for one in _leaves(node) if one.span in self.leaves]
        return bool(several) and all(leaf.hint or leaf.lines for leaf in several)

    def unknown(self, code: str, span: Span) -> None:
        """Digits where only a code can stand."""
        words = (("found", code), ("table", self.own), ("other", self.elsewhere(code, self.own)))
        self.troubles.append(Trouble("unknown", *span, words=words))

    def ranged(self, node: Range) -> Range:
        """Every line from the first to the last."""
        before = len(self.troubles)
        first, last = self.decide(node.first), self.decide(node.last)
        if len(self.troubles) > before:
            return node
        if not (isinstance(first, Reference) and isinstance(last, Reference) and first.axis and last.axis):
            for one in (first, last):
                if isinstance(one, Number):
                    self.unknown(one.text, one.span)
            return node
        if not node.last.table:
            last = replace(last, table=first.table)
        order = self.names.tables[first.table].order[first.axis]
        if first.axis != last.axis or first.code not in order or last.code not in order:
            self.troubles.append(Trouble("range_axis", *node.span, words=(("first", first.code), ("last", last.code))))
            return node
        start, end = order.index(first.code), order.index(last.code)
        if start >= end:
            self.troubles.append(Trouble("range_order", *node.span, words=(("first", first.code), ("last", last.code))))
            return node
        members = tuple(replace(first, code=code, span=(0, 0)) for code in order[start : end + 1])
        return replace(node, first=first, last=last, members=members)

    # ---- the whole

    def checked(self, tree: Node) -> Node:
        """The tree, if it speaks of the form at all."""
        if not self.troubles and not any(isinstance(one, Reference) for one in _leaves(tree)):
            self.troubles.append(Trouble("nothing", *tree.span))
        return tree

    def trouble(self, key: str, one: Reference, **words: str) -> Trouble:
        """The trouble with a code, at its place."""
        return Trouble(key, *one.span, words=tuple(words.items()))


def _named(line: Line) -> str:
    return f"{line[1]}{'行' if line[0] == 'row' else '栏'}"


def _leaves(node: Node) -> Iterator[Reference]:
    """The codes as they are written: the ends of a range, not what lies between."""
    if isinstance(node, Reference):
        yield node
    elif isinstance(node, Range):
        yield from (node.first, node.last)
    elif isinstance(node, Each):
        yield from node.ends or node.references
        yield from _leaves(node.value)
    else:
        for part in parts(node):
            yield from _leaves(part)
