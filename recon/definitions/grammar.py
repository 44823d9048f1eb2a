"""The grammar of relations: the text of a cell → statements as trees, and what in it is none, each with its place.

relation   = side { sign side } | 若 condition 则 relation [ 否则 relation ]
side       = term { (+|−|加|减) term },  term = operand { (×|÷) operand }
operand    = [表] code [行|栏] [code 栏] | code 至 code 之和 | code + … + code | code、code 之和 | (side)[行|栏] | number [%]
           | MAX|MIN|ABS|SUM(side, …) | 上期.operand | 上年同期.operand | 单位合计.operand | name
           | 如 condition，则为 side，否则为 side
condition  = test { 且|或 test },  test = relation | codes (任意一栏|均) test | code (不)为零 | code (不)为空 | code 为 word
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

from recon.definitions import vocabulary as say
from recon.definitions.cursor import NotReadError, Trouble, trouble
from recon.definitions.fold import fold
from recon.definitions.names import Names
from recon.definitions.operands import Reader
from recon.definitions.resolve import Resolver
from recon.definitions.tree import (
    Blank,
    Both,
    Comparison,
    Condition,
    Conditional,
    Each,
    Expression,
    Number,
    Reference,
    Sign,
    Span,
    Text,
    Tree,
)

__all__ = ["Read", "condition", "expression", "statements"]

_NEGATED: dict[Sign, Sign] = {"=": "≠", "≠": "=", "≥": "<", "<": "≥", "≤": ">", ">": "≤"}


@dataclass(slots=True)
class Read:
    """The result of reading a text: its trees with their places, what is no relation, and what is worth a remark."""

    trees: list[tuple[Any, Span]] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)
    notes: list[Trouble] = field(default_factory=list)


def statements(text: str, names: Names, own: str) -> Read:
    """Every relation of a cell; ``own`` is the 表号 of codes that name none."""
    reader = _reader(text, names, own)
    result = Read()
    before: Condition | None = None
    while reader.begins():
        start = reader.at
        one = _statement(reader, before)
        if one.troubles and (behind := reader.enumerated(start)):
            end, reader.at = reader.at, behind
            again = _statement(reader, before)
            one, reader.at = (one, end) if again.troubles else (again, reader.at)
        result.trees += one.trees
        result.troubles += [problem for problem in one.troubles if problem not in result.troubles]
        result.notes += one.notes
        last = one.trees[-1][0] if one.trees else None
        before = last.condition if isinstance(last, Conditional) and reader.sees(*say.GOES_ON) else None
    return result


def _statement(reader: Grammar, before: Condition | None) -> Read:
    """The statement that begins here, decided; the reading goes on behind it, or behind what is no relation."""
    start, result = reader.at, Read()
    try:
        made = list(reader.statement(before))
        reader.ended_well()
    except NotReadError as error:
        end = reader.recovered(error.last)
        signless = not say.HAS_SIGN.search(reader.solid, start, end)
        problem = trouble(error, reader.folded)
        result.troubles.append(replace(problem, key="prose") if signless and error.key != "bracket" else problem)
        return result
    span = reader.folded.span(start, reader.at)
    for tree in made:
        _resolve(tree, span, reader, result)
    return result


def expression(text: str, names: Names, own: str) -> Read:
    """The one expression of a 公式: ``2栏+3栏``, ``=2栏+3栏`` or ``4栏=2栏+3栏``, of which the right side counts."""
    reader = _reader(text, names, own)
    result = Read()
    try:
        reader.take("=")
        tree = reader.expression()
        if reader.take("=", "为"):
            tree = reader.expression()
        if not reader.ended:
            raise reader.fail("unexpected", expected="end")
        _resolve(tree, reader.folded.span(0, reader.at), reader, result)
    except NotReadError as error:
        result.troubles.append(trouble(error, reader.folded))
    return result


def condition(text: str, names: Names, own: str) -> Read:
    """The condition of a relation, with or without 若 before it."""
    reader = _reader(text, names, own)
    result = Read()
    try:
        reader.take(*say.IF)
        tree = reader.conditions()
        reader.take("时")
        if not reader.ended:
            raise reader.fail("unexpected", expected="end")
        _resolve(tree, reader.folded.span(0, reader.at), reader, result, testing=True)
    except NotReadError as error:
        result.troubles.append(trouble(error, reader.folded))
    return result


def _reader(text: str, names: Names, own: str) -> Grammar:
    reader = Grammar(fold(text), names=names, own=own)
    reader.condition = reader.conditions
    return reader


def _resolve(tree: Any, span: Span, reader: Grammar, read: Read, *, testing: bool = False) -> None:
    resolver = Resolver(reader.names, reader.own, reader.leaves, testing=testing)
    made = resolver.resolved(tree)
    read.troubles += [one for one in resolver.troubles if one not in read.troubles]
    if not resolver.troubles:
        read.notes += resolver.notes
        read.trees.append((made, span))


class Grammar(Reader):
    """Statements and conditions."""

    # ---- where statements begin and end

    def begins(self) -> bool:
        """Whether a statement is left, what separates them passed over."""
        while self.take(*say.SEPARATORS):
            pass
        if heading := say.HEADING.match(self.solid, self.at):
            self.at = heading.end()
        return not self.ended

    def ended_well(self) -> None:
        """A statement ends at a separator, at a blank before the next one, or with the text; a remark may follow it."""
        if remark := say.REMARK.match(self.solid, self.at):
            self.at = remark.end()
        if not (self.ended or self.sees(*say.SEPARATORS) or self.gap):
            raise self.fail("unexpected", expected="end")

    def recovered(self, last: int) -> int:
        """Go on behind the next ；。 or line break after an error, and say where that is."""
        place = max(last, self.at)
        while place < len(self.solid) and self.solid[place] not in ";。" and place not in self.folded.lines:
            place += 1
        self.at = place
        return place

    # ---- statements

    def statement(self, before: Condition | None) -> Iterator[Tree]:
        """One statement, two where it says 否则; ``before`` is the condition of the one it is joined to by a comma."""
        start = self.at
        if self.sees(*say.IF) and not self.named():
            yield from self.conditional()
            return
        if (when := self.tested()) is None:
            relation = self.relation()
            if not self.leads_on():
                yield relation if before is None else Conditional(before, relation, relation.span)
                return
            when = relation
        elif not self.leads_on() and not self.take(","):
            raise self.fail("then", expected="then")
        yield Conditional(when, self.relation(), self.span(start))

    def leads_on(self) -> bool:
        """Whether what was read is a condition without 若: 时，, 的，, ，则, → come next; they are passed over."""
        back = self.at
        if self.take("时", "的") and self.take(",") and (self.take(*say.THEN) or True):
            return True
        self.at = back
        if self.take("→", "⇒", ",则", ",那么", ",就"):
            return True
        self.at = back
        return False

    def tested(self) -> Condition | None:
        """01行若大于0: a code with its own condition behind it; None where there is none."""
        back, leaves, start = self.at, dict(self.leaves), self.at
        try:
            first = self.reference()
            if isinstance(first, Reference) and self.take(*say.IF):
                if (test := self.test(first, start)) is not None:
                    return test
                if (sign := self.sign()) is not None:
                    return Comparison((first, self.side(first)), (sign,), self.span(start))
        except NotReadError:
            pass
        self.at, self.leaves = back, leaves
        return None

    def enumerated(self, start: int) -> int:
        """The place behind a number in front of a statement, (1), 一、, ①; 0 where there is none."""
        match = say.ENUMERATOR.match(self.solid, start)
        if not match:
            return 0
        circled = not self.folded.text[self.folded.places[start]].isascii()
        bare = match[0].isdigit() and not (circled and match.end() in self.folded.gaps | {len(self.solid)})
        return 0 if bare or match.end() >= len(self.solid) else match.end()

    def conditional(self) -> Iterator[Tree]:
        """若 … 则 …, and what else holds otherwise."""
        start = self.at
        self.take(*say.IF)
        when = self.conditions()
        timed = self.take("的话", "时", "的")
        if not (self.take(*say.THEN) or (self.take(",") and (self.take(*say.THEN) or True)) or timed):
            raise self.fail("then", expected="then")
        yield Conditional(when, self.relation(), self.span(start))
        back = self.at
        self.take(",", ";")
        if not self.take(*say.ELSE):
            self.at = back
            return
        self.take(",", "则")
        yield Conditional(negated(when), self.relation(), self.span(start))

    def relation(self) -> Comparison | Blank | Each:
        """A chain of comparisons, or a test in words."""
        start = self.at
        if (each := self.each(listed=True)) is not None:
            return each
        first = self.expression()
        if isinstance(first, Reference) and (test := self.test(first, start)) is not None:
            return test
        sides: list[Expression] = [first]
        signs: list[Sign] = []
        while (sign := self.sign()) is not None:
            signs.append(sign)
            sides.append(self.side(first))
        if not signs and isinstance(first, Reference) and self.char == "(":
            made = self.group("") if self.solid[self.at + 1 : self.at + 2] in "如若当" else self.computed()
            signs, sides = (["="], [first, made]) if made is not None else ([], sides)
        if not signs:
            raise self.fail("sign", expected="sign")
        return Comparison(tuple(sides), tuple(signs), self.span(start))

    def computed(self) -> Expression | None:
        """17（12+13-14）: how a line is computed, in parentheses behind it; None where these hold something else."""
        back, leaves = self.at, dict(self.leaves)
        try:
            group = self.group("")
            if not isinstance(group, Reference | Number):
                return group
        except NotReadError:
            pass
        self.at, self.leaves = back, leaves
        return None

    def side(self, first: Expression) -> Expression:
        """The right side of a comparison of a column of words: another such column, or a word."""
        if isinstance(first, Reference) and self.wordy(first):
            if (other := self.column_of_words()) is not None:
                return other
            if (word := self.word()) is not None:
                return word
        return self.expression()

    def column_of_words(self) -> Reference | None:
        """Another column of words, or a label of the cover, that is surely no word: 3栏, [完成日期], 封面.期末."""
        back, leaves = self.at, dict(self.leaves)
        try:
            reference = self.reference()
        except NotReadError:
            reference = None
        if isinstance(reference, Reference) and self.wordy(reference):
            sure = reference.table or self.solid[back] == "[" or self.leaves[reference.span].hint
            if sure and (self.ended or self.gap or not self.solid[self.at].isalnum() or self.sees(*_WORD_ENDS)):
                return reference
        self.at, self.leaves = back, leaves
        return None

    def sign(self) -> Sign | None:
        """A sign of comparison, in figures or words."""
        back = self.at
        self.take(*say.DUTY)
        word = self.take(*say.SIGN_WORDS)
        if not word:
            self.at = back
            return None
        return say.SIGNS[word]

    # ---- tests in words

    def test(self, reference: Reference, start: int) -> Comparison | Blank | None:
        """不为零, 为空, 为新建."""
        back = self.at
        self.take(*say.DUTY)
        if self.take(*say.FILLED):
            return Blank(reference, True, self.span(start))
        word = "" if self.wordy(reference) else self.sees(*say.TEST_WORDS)
        if word and not self.solid[self.at + len(word) : self.at + len(word) + 1].isdigit():
            self.at += len(word)
            return Comparison((reference, Number(Fraction(0), "0")), (say.TESTS[word],), self.span(start))
        if self.take(*say.BLANK):
            return Blank(reference, False, self.span(start))
        if self.wordy(reference) and (word := self.take(*say.IS_TEXT)) and (text := self.word()) is not None:
            return Comparison((reference, text), (say.IS_TEXT[word],), self.span(start))  # type: ignore[arg-type]
        self.at = back
        return None

    def wordy(self, reference: Reference) -> bool:
        """Whether a code is that of a column of words."""
        lines, leaf = self.lines(reference.table), self.leaves.get(reference.span)
        places = (leaf.lines if leaf else ()) or lines.exact(reference.code) or lines.near(reference.code)
        return any(axis == "column" and code in lines.texts for axis, code in places)

    def word(self) -> Text | None:
        """A word between quotation marks, one of a list, or what stands before the next sign."""
        start = self.at
        if self.char in ('"', "'"):
            return self.quoted_text()
        value = next((v for v in self.names.values.get(self.char, ()) if self.solid.startswith(v, self.at)), "")
        if not value:
            end = self.at
            while (
                end < len(self.solid)
                and self.solid[end] not in ",;。、=()\"'"
                and not self.solid.startswith(_WORD_ENDS, end)
            ):
                end += 1
            value = self.solid[self.at : end]
        if not value:
            return None
        self.at += len(value)
        return Text(self.original(start, self.at), self.span(start))

    def each(self, *, listed: bool = False) -> Each | None:
        """7到36栏中任意一栏不为零; None for anything else. ``listed``: 02、03、05≥0 is one of each, too."""
        back, leaves = self.at, dict(self.leaves)
        try:
            each = self._each(listed=listed)
        except NotReadError:
            each = None
        if each is None:
            self.at, self.leaves = back, leaves
        return each

    def _each(self, *, listed: bool) -> Each | None:
        start = self.at
        first = self.reference()
        if not isinstance(first, Reference):
            return None
        ends: tuple[Reference, ...] = ()
        of = [first]
        if self.take(*say.TO):
            reach = self.range_to(first)
            ends = (reach.first, reach.last)
        else:
            joined = set()
            while word := self.take(*say.AND):
                joined.add(word)
                other = self.reference()
                if not isinstance(other, Reference):
                    return None
                of.append(other)
            self.share_hint(of)
            listed = listed and joined == {"、"}
        if some := say.ANY.match(self.solid, self.at):
            self.at = some.end()
        elif every := say.ALL.match(self.solid, self.at):
            self.at = every.end()
        elif not ends and len(of) == 1:
            return None
        plain = listed and not ends and not (some or every)
        quantity = "any" if some else "all" if every or plain else ""
        if not quantity:
            return None
        probe = replace(first, span=first.span)
        test = None if plain else self.test(probe, start)
        if isinstance(test, Blank):
            return None
        if test is not None:
            sign, value = test.signs[0], test.sides[1]
        else:
            operator = self.sign()
            if operator is None:
                return None
            sign, value = operator, self.expression()
        return Each(quantity, () if ends else tuple(of), sign, value, ends, self.span(start))  # type: ignore[arg-type]

    # ---- conditions

    def conditions(self) -> Condition:
        """Tests joined by 且 and 或; 且 binds closer."""
        start = self.at
        conditions = [self.all_of()]
        while self.take(*say.OR_ELSE):
            conditions.append(self.same_column(conditions[-1]) or self.all_of())
        return conditions[0] if len(conditions) == 1 else Both("or", tuple(conditions), self.span(start))

    def same_column(self, before: Condition) -> Condition | None:
        """为新建或改扩建: another word for the column that was compared with one."""
        if not (isinstance(before, Comparison) and isinstance(before.sides[-1], Text)):
            return None
        value = next((v for v in self.names.values.get(self.char, ()) if self.solid.startswith(v, self.at)), "")
        if not value and self.char not in ('"', "'"):
            return None
        word = self.word()
        return None if word is None else Comparison((before.sides[0], word), before.signs, word.span)

    def all_of(self) -> Condition:
        """Tests joined by 且."""
        start = self.at
        conditions = [self.one_of()]
        while self.take(*say.AND_ALSO):
            conditions.append(self.one_of())
        return conditions[0] if len(conditions) == 1 else Both("and", tuple(conditions), self.span(start))

    def one_of(self) -> Condition:
        """One test, or tests in parentheses."""
        if self.char == "(":
            back, leaves = self.at, dict(self.leaves)
            try:
                self.take("(")
                inside = self.conditions()
                if self.take(")") and not (
                    self.sees(*say.SIGN_WORDS, *say.ADD_WORDS, *say.TIMES, *say.OVER, *say.AXIS_WORDS)
                ):
                    return inside
            except NotReadError:
                pass
            self.at, self.leaves = back, leaves
        return self.relation()


_WORD_ENDS = ("则", "时", "且", "或", "并且", "的")


def negated(when: Condition) -> Condition:
    """The condition that holds where ``when`` does not."""
    match when:
        case Comparison(sides, (sign,)):
            return Comparison(sides, (_NEGATED[sign],), when.span)
        case Blank(of, filled):
            return Blank(of, not filled, when.span)
        case Each(quantity, of, sign, value, ends):
            return Each("all" if quantity == "any" else "any", of, _NEGATED[sign], value, ends, when.span)
        case Both(word, conditions):
            return Both("or" if word == "and" else "and", tuple(negated(one) for one in conditions), when.span)
    links = (Comparison((left, right), (_NEGATED[sign],), when.span) for left, sign, right in when.links)
    return Both("or", tuple(links), when.span)
