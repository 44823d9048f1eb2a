"""Expressions of a relation, read by recursive descent; which lines the codes mean is decided afterwards."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import partial
from typing import Any

from recon import text as gate
from recon.definitions import vocabulary as say
from recon.definitions.cursor import DEPTH, Cursor, NotReadError
from recon.definitions.names import SIGNS as HOLDS_SIGN
from recon.definitions.names import SIMPLE, Line, Lines, Names
from recon.definitions.tree import (
    Axis,
    Choice,
    Expression,
    Function,
    Number,
    Product,
    Quotient,
    Range,
    Reference,
    Span,
    Sum,
    Text,
)
from recon.definitions.walk import mapped

_WORDS = re.compile(r"[^\W\d_]+")
_CELL = re.compile(r"([A-Za-z]+)(\d+)")
_DIGITS = re.compile(r"\d+(?:\.\d+)?")
_QUOTED = {'"': '"', "'": "'", "[": "]"}


@dataclass
class Leaf:
    """A code in the text, with its readings so far."""

    lines: tuple[Line, ...] = ()  #: of a name: the lines it is the name of
    numeral: bool = False  #: digits alone, or with a point
    hint: Axis = ""  #: 行 or 栏 behind it
    shared: bool = False  #: the word stands behind a later code of the same sum
    factor: bool = False  #: beside × or ÷
    across: str = ""
    across_lines: tuple[Line, ...] = ()


@dataclass
class Reader(Cursor):
    """An expression's text with what its codes can mean."""

    names: Names = field(default_factory=lambda: Names({}, {}, {}))
    own: str = ""  #: 表号 of codes that name none
    leaves: dict[Span, Leaf] = field(default_factory=dict)
    depth: int = 0
    listing: bool = True  #: whether 、 may list codes that are added up: between arguments it does not
    summing: bool = False  #: inside SUM: A:B and A至B are ranges
    closed: bool = False  #: the last range said itself that it is summed up: 02行至09行合计
    condition: Callable[[], Any] | None = None  #: reads a condition; set by the grammar

    def expression(self) -> Expression:
        """Terms with their signs."""
        start = self.at
        sign = -1 if self.take("-") else 1
        terms = [(sign, self.product())]
        while word := self.take(*say.ADD_WORDS):
            if word == "+" and self.sees("..."):
                terms[-1] = (terms[-1][0], self.dots(terms))
                continue
            terms.append((say.ADD[word], self.product()))
        if len(terms) > 1:
            self.take("之和", "的和")
        self.share_hint(term for _, term in terms)
        if len(terms) == 1 and terms[0][0] == 1:
            return terms[0][1]
        return Sum(tuple(terms), self.span(start))

    def dots(self, terms: list[tuple[int, Expression]]) -> Range:
        """06行+…+13行: from the term before the dots to the one behind them."""
        start = self.at
        while self.take("..."):
            pass
        first = terms[-1][1]
        if not isinstance(first, Reference) or not self.take("+"):
            raise self.fail("dots", start, expected="dots")
        last = self.reference()
        if last is None:
            raise self.fail("operand", expected="operand")
        return Range(first, last, dots=True, span=(first.span[0], last.span[1]))

    def share_hint(self, terms: Any) -> None:
        """9+17+19栏: the word behind the last code is meant for all of them."""
        hint: Axis = ""
        for term in reversed(list(terms)):
            for one in (term.last, term.first) if isinstance(term, Range) else (term,):
                if not isinstance(one, Reference):
                    hint = ""
                    continue
                leaf = self.leaves[one.span]
                leaf.shared = leaf.shared or bool(hint and not leaf.hint)
                leaf.hint = hint = leaf.hint or hint

    def product(self) -> Expression:
        """Factors and divisors, from left to right."""
        start = self.at
        value = self.operand()
        while word := self.take(*say.TIMES, *say.OVER) or self.crossed():
            other = self.operand()
            for one in (value, other):
                if isinstance(one, Reference):
                    self.leaves[one.span].factor = True
            made = Product if word in say.TIMES else Quotient
            value = made(value, other, self.span(start))
        if share := say.SHARE.match(self.solid, self.at):
            self.at = share.end()
            percent = share[2] == "%"
            number = Number(Fraction(share[1]) / (100 if percent else 1), share[1] + "%" * percent)
            if isinstance(value, Reference):
                self.leaves[value.span].factor = True
            value = Product(value, number, self.span(start))
        return value

    def crossed(self) -> str:
        """An x between two values that is meant for ×."""
        if (
            self.char in ("x", "X")
            and self.at
            and not _ascii(self.solid[self.at - 1])
            and self.solid[self.at + 1 : self.at + 2].isdigit()
        ):
            self.at += 1
            return say.TIMES[0]
        return ""

    def operand(self) -> Expression:
        """One value: a code, a number, a range, a function, or an expression in parentheses."""
        self.depth += 1
        if self.depth > DEPTH:
            raise self.fail("deep")
        try:
            return self._operand()
        finally:
            self.depth -= 1

    def _operand(self) -> Expression:
        start = self.at
        if self.take("-"):
            return Sum(((-1, self.operand()),), self.span(start))
        if (percent := self.number(percent=True)) is not None:
            return percent
        if (reference := self.reference()) is not None:
            return self.gathered(reference)
        if name := self.function():
            return name
        if self.char in ("(", "["):
            return self.group("")
        if self.char and self.char in "∑Σ":
            return self.summed()
        if self.take("|"):
            inside = self.expression()
            self.close("|", start)
            return Function("ABS", (inside,), self.span(start))
        if self.sees(*say.IF):
            return self.choice()
        if (number := self.number()) is not None:
            return number
        if self.char in ('"', "'"):
            return self.quoted_text()
        raise self.nothing()

    def nothing(self) -> NotReadError:
        """The error where a value should begin: words that are no name, or something else."""
        run = _WORDS.match(self.solid, self.at)
        if run:
            return self.fail("unknown", self.at, run.end(), found=run[0])
        return self.fail("operand", expected="operand")

    def close(self, sign: str, opened: int) -> None:
        """The other half of a bracket."""
        if not self.take(sign):
            raise self.fail("bracket", expected="close", opened=self.solid[opened])

    def quoted(self) -> str:
        """The text between quotation marks or brackets."""
        start = self.at
        end = self.solid.find(_QUOTED[self.char], self.at + 1)
        if end < 0:
            raise self.fail("bracket", expected="close", opened=self.char)
        self.at = end + 1
        return self.solid[start + 1 : end]

    def quoted_text(self) -> Text:
        """A word between quotation marks, as it was typed."""
        start = self.at
        self.quoted()
        return Text(self.original(start + 1, self.at - 1), self.span(start))

    def original(self, first: int, last: int) -> str:
        """Characters as they were typed, without blanks."""
        if last <= first:
            return ""
        start, end = self.folded.span(first, last)
        return gate.joined(self.folded.text[start:end])

    def group(self, table: str) -> Expression:
        """（9+17+19+24）栏: the word behind it is meant for every code inside, and so is a table before it."""
        start = self.at
        closing = {"(": ")", "[": "]"}[self.char]
        if (reach := self.reach_in_brackets(closing)) is not None:
            return reach
        self.at += 1
        if self.sees(*say.IF) and not self.named():
            chosen = self.choice()
            self.close(closing, start)
            return chosen
        before, own = set(self.leaves), self.own
        self.own = table or own
        try:
            inside = self.expression()
        finally:
            self.own = own
        self.close(closing, start)
        hint = say.AXES.get(self.take(*say.AXIS_WORDS), "")
        for span in set(self.leaves) - before:
            self.leaves[span].hint = self.leaves[span].hint or hint
        if table:
            inside = mapped(inside, lambda one: one if one.table else replace(one, table=table))
        return inside if isinstance(inside, Reference) else replace(inside, span=self.span(start))

    def reach_in_brackets(self, closing: str) -> Expression | None:
        """（02至09）行之和; None where it is something else."""
        back, leaves = self.at, dict(self.leaves)
        self.at += 1
        try:
            first = self.reference()
            if isinstance(first, Reference) and self.take(*say.TO):
                reach = self.range_to(first)
                if self.take(closing) and (ends := say.ENDS.match(self.solid, self.at)) and ends["sum"]:
                    self.at = ends.end()
                    word = next((c for c in ends[0] if c in "行栏列"), "")
                    for one in (reach.first, reach.last):
                        leaf = self.leaves[one.span]
                        leaf.hint = leaf.hint or say.AXES.get(word, "")
                    return reach
        except NotReadError:
            pass
        self.at, self.leaves = back, leaves
        return None

    def summed(self) -> Expression:
        """∑(02:09), ∑02行至09行."""
        start = self.at
        self.at += 1
        bracket = self.take("(")
        inside = self.expression_or_reach()
        if bracket:
            self.close(")", start + 1)
        return inside

    def expression_or_reach(self) -> Expression:
        """An expression, or a range that nothing needs to close."""
        back, leaves = self.at, dict(self.leaves)
        first = self.reference()
        if isinstance(first, Reference) and self.take(":", *say.TO):
            return self.range_to(first)
        self.at, self.leaves = back, leaves
        return self.expression()

    def function(self) -> Expression | None:
        """MAX(…), MIN(…), ABS(…), SUM(…)."""
        start = self.at
        head = self.solid[self.at : self.at + 4].upper()
        name = next((n for n in say.FUNCTIONS if head.startswith(n) and self.solid[self.at + len(n) :][:1] == "("), "")
        if not name:
            return None
        self.at += len(name)
        opened, listing, summing = self.at, self.listing, self.summing
        self.take("(")
        self.listing, self.summing = False, name == "SUM"
        try:
            arguments = [self.argument()]
            while self.take(",", ";", "、"):
                arguments.append(self.argument())
        finally:
            self.listing, self.summing = listing, summing
        self.close(")", opened)
        kind = say.FUNCTIONS[name]
        if kind == "SUM":
            return Sum(tuple((1, one) for one in arguments), self.span(start)) if len(arguments) > 1 else arguments[0]
        if kind == "ABS" and len(arguments) != 1:
            raise self.fail("arguments", start, self.at)
        return Function(kind, tuple(arguments), self.span(start))  # type: ignore[arg-type]

    def argument(self) -> Expression:
        """An argument of a function; 2栏:6栏 is the sum from one to the other."""
        return self.expression_or_reach() if self.summing else self.expression()

    def range_to(self, first: Reference) -> Range:
        """From a line to the one that comes next."""
        last = self.reference()
        if not isinstance(last, Reference):
            raise self.fail("operand", expected="code")
        self.closed = last.total
        last = replace(last, total=False)
        self.share_hint((first, last))
        return Range(first, last, span=(first.span[0], last.span[1]))

    def choice(self) -> Choice:
        """如 17<11，则为17，否则为11."""
        start = self.at
        self.take(*say.IF)
        assert self.condition is not None
        condition = self.condition()
        self.take("时", "的")
        self.take(",")
        if not self.take(*say.THEN):
            raise self.fail("then", expected="then")
        self.take("为", "取", "等于", "按", "=")
        then = self.expression()
        self.take(",", ";")
        if not self.take(*say.ELSE):
            raise self.fail("else", expected="else")
        self.take(",")
        self.take("为", "取", "等于", "按", "=")
        return Choice(condition, then, self.expression(), self.span(start))

    def gathered(self, first: Expression) -> Expression:
        """A code, or a range or list of codes that ends in 之和 (之差, 之比)."""
        if not isinstance(first, Reference):
            return first
        if self.take(*say.TO):
            reach: Expression = self.range_to(first)
            listed = reach if self.closed else self.listed(reach)
            if listed is not None:
                return listed
            raise self.fail("sum", expected="sum")
        if self.sees("-", *say.AND) and (listed := self.listed(first)) is not None:
            return listed
        return first

    def listed(self, first: Expression) -> Expression | None:
        """The list that begins with ``first``, where it ends in 之和 or the like."""
        back, leaves = self.at, dict(self.leaves)
        items = [first]
        if isinstance(first, Reference) and self.take("-"):
            second = self.reference()
            if second is not None:
                items = [Range(first, second, span=(first.span[0], second.span[1]))]
        try:
            while self.take(*(say.AND if self.listing else say.AND[1:])):
                item = self.reference()
                if item is None:
                    break
                items.append(self.range_to(item) if self.take(*say.TO) else item)
        except NotReadError:
            self.at, self.leaves = back, leaves
            return None
        ends = say.ENDS.match(self.solid, self.at)
        plain = len(items) == 1 and not isinstance(items[0], Range)
        if ends is None or plain:
            self.at, self.leaves = back, leaves
            return None
        self.share_hint(items)
        hint = say.AXES.get(next((c for c in ends[0] if c in "栏行列"), ""), "")
        self.at = ends.end()
        for item in items:
            for one in (item.first, item.last) if isinstance(item, Range) else (item,):
                assert isinstance(one, Reference)
                self.leaves[one.span].hint = self.leaves[one.span].hint or hint
        return self.made(items, ends)

    def made(self, items: list[Expression], ends: re.Match[str]) -> Expression:
        """The expression that a list is made into by the word behind it."""
        span = (items[0].span[0], self.span(self.at - 1)[1])
        if ends["sum"]:
            return items[0] if len(items) == 1 else Sum(tuple((1, one) for one in items), span)
        if len(items) != 2:
            raise self.fail("two", ends.start(), ends.end())
        first, second = items
        if ends["difference"]:
            return Sum(((1, first), (-1, second)), span)
        return (Quotient if ends["quotient"] else Product)(first, second, span)

    def span(self, first: int) -> Span:
        """From a place to where the reading is."""
        return self.folded.span(first, max(self.at, first))

    def number(self, *, percent: bool = False) -> Number | None:
        """A number, with ``percent`` only one with % behind it; 零 is 0."""
        start = self.at
        if not percent and self.take("零"):
            return Number(Fraction(0), "0", self.span(start))
        match = _DIGITS.match(self.solid, self.at)
        if not match or any(n in self.folded.gaps for n in range(self.at + 1, match.end())):
            return None
        signed = self.solid[match.end() : match.end() + 1] == "%"
        if percent and not signed:
            return None
        self.at = match.end() + signed
        value = Fraction(match[0]) / (100 if signed else 1)
        return Number(value, match[0] + "%" * signed, self.span(start))

    # ---- codes and names

    def lines(self, table: str) -> Lines:
        """The lines of a table."""
        return self.names.tables.get(table or self.own) or Lines(table or self.own)

    def named(self, table: str = "") -> tuple[str, tuple[Line, ...]] | None:
        """The longest name of a line, or code that is no plain word, that stands here."""
        for called, meant in self.lines(table).words.get(self.char, ()):
            if self.solid.startswith(called, self.at) and self.bounded(called):
                return called, meant
        return None

    def bounded(self, called: str) -> bool:
        """Whether a word ends where it ends: no letter or digit goes on, and no blank tears digits apart."""
        end = self.at + len(called)
        for n in range(self.at + 1, end):
            if n in self.folded.gaps and _ascii(self.solid[n - 1]) and _ascii(self.solid[n]):
                return False
        return not (_ascii(called[-1]) and _ascii(self.solid[end : end + 1]) and end not in self.folded.gaps)

    def reference(self) -> Any:
        """A line or a cell, of the filling before or of all units where that is said; None where there is none."""
        start = self.at
        for word, change in _SCOPES:
            if self.sees(word) and (not self.named() or self.solid.startswith(".", self.at + len(word))):
                self.at += len(word)
                dotted = self.take(".", "·", "的", ":")
                inside = self.group("") if self.char == "(" else self.reference()
                if inside is None:
                    if dotted:
                        raise self.fail("operand", expected="code")
                    break
                return mapped(inside, partial(_scoped, change))
        self.at = start
        return self.of_table()

    def of_table(self) -> Any:
        """A code with the table before it, if there is one."""
        if self.take(*say.OWN_TABLE):
            self.take(".", "的", ":", "!")
            reference = self.line(self.own)
            if reference is None:
                raise self.fail("operand", expected="code")
            return reference
        if self.char == "[" and (reference := self.bracketed()):
            return reference
        alias = None if self.named() else self.names.alias(self.solid, self.at)
        if alias and self.bounded(alias[0]):
            self.at += len(alias[0])
            self.take(*say.OF_TABLE)
            if self.char == "(":
                return self.group(alias[1])
            reference = self.line(alias[1])
            if reference is None:
                raise self.fail("operand", expected="code")
            return reference
        if not self.named() and (like := say.TABLE_LIKE.match(self.solid, self.at)):
            end = next((n for n in range(self.at + 1, like.end()) if n in self.folded.gaps), like.end())
            raise self.fail("unknown_table", self.at, end, found=self.solid[self.at : end])
        return self.line("")

    def bracketed(self) -> Reference | None:
        """[表1]05行, [本月完成]: a table or a line between brackets."""
        start = self.at
        inside = self.quoted()
        alias = self.names.alias(inside, 0)
        if alias and alias[0] == inside and (reference := self.line(alias[1])) is not None:
            return reference
        self.at = start
        return None

    def line(self, table: str) -> Reference | None:
        """A code or name, with 行 or 栏 behind it, and the column a row is taken in."""
        start = self.at
        ordinal = self.take(*say.ORDINALS) or self.before_code()
        code_and_leaf = self.code(table)
        if code_and_leaf is None:
            self.at = start
            return None
        code, leaf = code_and_leaf
        first = start + len(ordinal)
        before: Axis = say.ORDINALS.get(ordinal) or say.BEFORE_CODE.get(ordinal, "")
        hint = say.AXES.get(self.take(*say.AXIS_WORDS), before)
        leaf.hint = hint
        named = bool(leaf.lines)
        if leaf.numeral and not hint:
            self.take(*say.COUNTED)
        if (hint or named) and not self.gap:
            self.across(table, leaf)
            self.take(*say.EACH_CELL)
            table = table or self.table_behind()
        total = bool((hint or named) and not self.gap and self.take(*say.TOTALS))
        span = self.span(first)
        self.leaves[span] = leaf
        return Reference(code, leaf.hint, table, total=total, span=span)

    def before_code(self) -> str:
        """指标 and the like before a code of letters and digits."""
        word = self.sees(*say.BEFORE_CODE)
        if word and _ascii(self.solid[self.at + len(word) : self.at + len(word) + 1]):
            return self.take(word)
        return ""

    def table_behind(self) -> str:
        """01行(表2): the table that stands behind a code, or nothing."""
        if self.char == "(":
            alias = self.names.alias(self.solid, self.at + 1)
            if alias and self.solid.startswith(")", self.at + 1 + len(alias[0])):
                self.at += len(alias[0]) + 2
                return alias[1]
        return ""

    def across(self, table: str, leaf: Leaf) -> None:
        """05行3栏: the column in which a row is meant."""
        back = self.at
        self.take(".", "·")
        ordinal = self.take(*say.ORDINALS)
        code_and_leaf = self.code(table)
        if code_and_leaf is not None:
            word = self.take(*say.AXIS_WORDS)
            if word and say.AXES[word] != leaf.hint:
                leaf.across, leaf.across_lines = code_and_leaf[0], code_and_leaf[1].lines
                return
        del ordinal
        self.at = back

    def code(self, table: str) -> tuple[str, Leaf] | None:
        """The longest code or name that stands here, known or not."""
        if self.char == "[":
            back, lines = self.at, self.lines(table)
            inside = self.quoted()
            meant = lines.quoted.get(inside) or lines.exact(inside)
            if not meant and HOLDS_SIGN.search(inside):
                self.at = back
                return None
            return inside, Leaf(meant)
        if self.char in ('"', "'") and (quoted := self.quoted_code(table)):
            return quoted
        plain = SIMPLE.match(self.solid, self.at)
        end = plain.end() if plain else self.at
        end = next((n for n in range(self.at + 1, end) if n in self.folded.gaps), end)
        name = self.named(table)
        if name and self.at + len(name[0]) > end:
            self.at += len(name[0])
            return name[0], Leaf(name[1])
        word = self.solid[self.at : end]
        if not word or (self.solid[end : end + 1] == "(" and word.upper() in say.FUNCTIONS):
            return None
        self.at = end
        return self.cell(table, word) or (word, Leaf(numeral=bool(_DIGITS.fullmatch(word))))

    def cell(self, table: str, word: str) -> tuple[str, Leaf] | None:
        """B5: letters of a column and digits of a row, where no line has that code."""
        lines, match = self.lines(table), _CELL.fullmatch(word)
        if (
            match
            and not lines.exact(word)
            and not lines.near(word)
            and match[1] in lines.columns
            and match[2] in lines.rows
        ):
            return match[2], Leaf((("row", match[2]),), across=match[1], across_lines=(("column", match[1]),))
        return None

    def quoted_code(self, table: str) -> tuple[str, Leaf] | None:
        """“01”行: a code between quotation marks, with 行 or 栏 behind it."""
        back, lines = self.at, self.lines(table)
        end = self.solid.find(_QUOTED[self.char], self.at + 1)
        code = self.solid[self.at + 1 : end] if end > 0 else ""
        self.at = end + 1 if end > 0 else back
        if code and (lines.exact(code) or code in lines.quoted) and self.sees(*say.AXIS_WORDS):
            return code, Leaf((lines.exact(code) and ()) or lines.quoted.get(code, ()))
        self.at = back
        return None


def _scoped(change: dict[str, Any], one: Reference) -> Reference:
    return replace(one, **change)


def _ascii(char: str) -> bool:
    return char.isascii() and char.isalnum()


_SCOPES: tuple[tuple[str, dict[str, Any]], ...] = (
    *((word, {"period": period}) for word, period in say.PERIODS.items()),
    *((word, {"units": True}) for word in say.UNITS),
)
