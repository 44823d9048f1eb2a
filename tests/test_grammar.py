"""The grammar of relations: notations that official forms print, its laws, and errors at their place."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recon.definitions import grammar
from recon.definitions.model import Column, Entry, Row, Table
from recon.definitions.names import names
from recon.definitions.tree import (
    Blank,
    Both,
    Choice,
    Comparison,
    Conditional,
    Each,
    Function,
    Number,
    Product,
    Quotient,
    Range,
    Reference,
    Sum,
    Text,
)
from recon.definitions.walk import mapped, references
from recon.definitions.written import written

ROWS = tuple(f"{n:02d}" for n in range(1, 21))
COLUMNS = tuple(str(n) for n in range(1, 37))
LETTERS = tuple("ABCDEFGHI")
TABLES = (
    Table(
        "表1",
        "收支情况",
        columns=tuple(Column("表1", c, f"栏目{c}") for c in COLUMNS),
        rows=tuple(Row("表1", r, f"项目{r}") for r in ROWS[:9]),
    ),
    Table(
        "表2",
        "支出明细",
        columns=(Column("表2", "1", "本月"), Column("表2", "2", "累计")),
        rows=tuple(Row("表2", r, f"项目{r}") for r in ROWS),
    ),
    Table(
        "表3",
        "项目清单",
        columns=(
            *(Column("表3", c, f"名{c}") for c in LETTERS),
            Column("表3", "J", "建设性质", type="文字"),
            Column("表3", "K", "本月完成"),
            Column("表3", "L", "自开工累计", upper="完成情况"),
        ),
    ),
    Table("4", "附表", columns=(Column("4", "1", "金额"),), rows=tuple(Row("4", r, f"项目{r}") for r in ROWS)),
)
NAMES = names(TABLES, [Entry("性质", "新建"), Entry("性质", "续建")])


def read(text: str, own: str = "表1") -> list[Any]:
    """The trees of a text that is read without trouble."""
    found = grammar.statements(text, NAMES, own)

    assert found.troubles == []
    return [tree for tree, _ in found.trees]


def row(code: str, table: str = "表1", **more: Any) -> Reference:
    """A row."""
    return Reference(code, "row", table, **more)


def column(code: str, table: str = "表1", **more: Any) -> Reference:
    """A column."""
    return Reference(code, "column", table, **more)


def lines(tree: Any) -> list[str]:
    """The lines a tree speaks of, as table!code."""
    return [f"{one.table}!{one.code}" for one in references(tree)]


def plus(*parts: Any) -> Sum:
    """A sum."""
    return Sum(tuple((1, part) for part in parts))


def reach(table: str, axis: Any, codes: tuple[str, ...], first: str, last: str) -> Range:
    """A range with its members."""
    inside = codes[codes.index(first) : codes.index(last) + 1]
    members = tuple(Reference(code, axis, table) for code in inside)
    return Range(members[0], members[-1], members)


NOTATIONS: list[tuple[str, str, list[Any]]] = [
    (
        "表2",
        "05行=06行+…+13行",
        [Comparison((row("05", "表2"), reach("表2", "row", ROWS, "06", "13")), ("=",))],
    ),
    (
        "表2",
        "05 = 06 + 07 +……+ 13",
        [
            Comparison(
                (row("05", "表2"), Sum(((1, row("06", "表2")), (1, reach("表2", "row", ROWS, "07", "13"))))),
                ("=",),
            )
        ],
    ),
    (
        "表2",
        "１５行≥１６行＋１７行＋１８行",
        [Comparison((row("15", "表2"), plus(*(row(c, "表2") for c in ("16", "17", "18")))), ("≥",))],
    ),
    (
        "表1",
        "表1 05行≥表2 01行+表2 02行+表4 05行",
        [Comparison((row("05"), plus(row("01", "表2"), row("02", "表2"), row("05", "4"))), ("≥",))],
    ),
    (
        "表1",
        "1栏=2栏至6栏之和",
        [Comparison((column("1"), reach("表1", "column", COLUMNS, "2", "6")), ("=",))],
    ),
    (
        "表3",
        "A列=B列至I列之和",
        [Comparison((column("A", "表3"), reach("表3", "column", LETTERS, "B", "I")), ("=",))],
    ),
    ("表3", "H列>=I列", [Comparison((column("H", "表3"), column("I", "表3")), ("≥",))]),
    (
        "表1",
        "17=12+13-14-15+16",
        [
            Comparison(
                (
                    column("17"),
                    Sum(
                        (
                            (1, column("12")),
                            (1, column("13")),
                            (-1, column("14")),
                            (-1, column("15")),
                            (1, column("16")),
                        )
                    ),
                ),
                ("=",),
            )
        ],
    ),
    (
        "表1",
        "18（如17<11，则为17，否则为11）",
        [
            Comparison(
                (
                    column("18"),
                    Choice(Comparison((column("17"), column("11")), ("<",)), column("17"), column("11")),
                ),
                ("=",),
            )
        ],
    ),
    (
        "表1",
        "8栏=(9+17+19+24)栏；16栏≤9栏",
        [
            Comparison((column("8"), plus(*map(column, ("9", "17", "19", "24")))), ("=",)),
            Comparison((column("16"), column("9")), ("≤",)),
        ],
    ),
    (
        "表1",
        "若7到36栏中任意一栏不为零，则6栏>0",
        [
            Conditional(
                Each("any", tuple(column(c) for c in COLUMNS[6:]), "≠", Number(Fraction(0))),
                Comparison((column("6"), Number(Fraction(0))), (">",)),
            )
        ],
    ),
    (
        "表1",
        "10=13+14+15=16+17+18",
        [
            Comparison(
                (
                    column("10"),
                    plus(*map(column, ("13", "14", "15"))),
                    plus(*map(column, ("16", "17", "18"))),
                ),
                ("=", "="),
            )
        ],
    ),
    (
        "表3",
        "自开工累计=上期.自开工累计+本月完成",
        [Comparison((column("L", "表3"), plus(column("L", "表3", period="previous"), column("K", "表3"))), ("=",))],
    ),
    ("表3", "完成情况/自开工累计≥本月完成", [Comparison((column("L", "表3"), column("K", "表3")), ("≥",))]),
    (
        "表3",
        "若建设性质为新建，则A=B÷C×100",
        [
            Conditional(
                Comparison((column("J", "表3"), Text("新建")), ("=",)),
                Comparison(
                    (
                        column("A", "表3"),
                        Product(Quotient(column("B", "表3"), column("C", "表3")), Number(Fraction(100))),
                    ),
                    ("=",),
                ),
            )
        ],
    ),
    (
        "表1",
        "05行3栏=表2 01行1栏",
        [Comparison((row("05", across="3"), row("01", "表2", across="1")), ("=",))],
    ),
    (
        "表1",
        "表1 05行1栏=表3 A列合计",
        [Comparison((row("05", across="1"), column("A", "表3", total=True)), ("=",))],
    ),
    ("表3", "A列=单位合计.B列", [Comparison((column("A", "表3"), column("B", "表3", units=True)), ("=",))]),
    (
        "表3",
        "A列≤上年同期.A列×1.5",
        [
            Comparison(
                (column("A", "表3"), Product(column("A", "表3", period="last_year"), Number(Fraction(3, 2)))),
                ("≤",),
            )
        ],
    ),
    (
        "表3",
        "A=MAX(B，C，0)，D=ABS(E减F)",
        [
            Comparison(
                (
                    column("A", "表3"),
                    Function("MAX", (column("B", "表3"), column("C", "表3"), Number(Fraction(0)))),
                ),
                ("=",),
            ),
            Comparison(
                (
                    column("D", "表3"),
                    Function("ABS", (Sum(((1, column("E", "表3")), (-1, column("F", "表3")))),)),
                ),
                ("=",),
            ),
        ],
    ),
    (
        "表3",
        "A列=B、C、D列之和、E列=F列与G列之差",
        [
            Comparison((column("A", "表3"), plus(*(column(c, "表3") for c in "BCD"))), ("=",)),
            Comparison((column("E", "表3"), Sum(((1, column("F", "表3")), (-1, column("G", "表3"))))), ("=",)),
        ],
    ),
    (
        "表2",
        "（1）05行=06行\n　　＋07行\n08行＝09行＋10行",
        [
            Comparison((row("05", "表2"), plus(row("06", "表2"), row("07", "表2"))), ("=",)),
            Comparison((row("08", "表2"), plus(row("09", "表2"), row("10", "表2"))), ("=",)),
        ],
    ),
    ("表1", "①=②+③", [Comparison((column("1"), plus(column("2"), column("3"))), ("=",))]),
    (
        "表1",
        "10栏大于等于11栏加12栏减13栏",
        [Comparison((column("10"), Sum(((1, column("11")), (1, column("12")), (-1, column("13"))))), ("≥",))],
    ),
    (
        "表1",
        "20栏=19栏/18栏*100%",
        [Comparison((column("20"), Product(Quotient(column("19"), column("18")), Number(Fraction(1)))), ("=",))],
    ),
    (
        "表1",
        "当11栏不为空且12栏>0时，13栏应大于0；否则14栏为空",
        [
            Conditional(
                Both(
                    "and",
                    (Blank(column("11"), True), Comparison((column("12"), Number(Fraction(0))), (">",))),
                ),
                Comparison((column("13"), Number(Fraction(0))), (">",)),
            ),
            Conditional(
                Both("or", (Blank(column("11")), Comparison((column("12"), Number(Fraction(0))), ("≤",)))),
                Blank(column("14")),
            ),
        ],
    ),
    (
        "表1",
        "17（12+13-14）",
        [Comparison((column("17"), Sum(((1, column("12")), (1, column("13")), (-1, column("14"))))), ("=",))],
    ),
    ("表1", "行关系：05≥06", [Comparison((row("05"), row("06")), ("≥",))]),
    ("表1", "列5=列7+列8", [Comparison((column("5"), plus(column("7"), column("8"))), ("=",))]),
    (
        "表1",
        "若1栏>20，则2栏≥30",
        [
            Conditional(
                Comparison((column("1"), Number(Fraction(20))), (">",)),
                Comparison((column("2"), Number(Fraction(30))), ("≥",)),
            )
        ],
    ),
    (
        "表1",
        "1栏≥2，05行=06",
        [Comparison((column("1"), Number(Fraction(2))), ("≥",)), Comparison((row("05"), row("06")), ("=",))],
    ),
    (
        "表1",
        "《支出明细》05行1栏=10栏05行",
        [Comparison((row("05", "表2", across="1"), row("05", across="10")), ("=",))],
    ),
]


@pytest.mark.parametrize(("own", "text", "expected"), NOTATIONS, ids=[text for _, text, _ in NOTATIONS])
def test_notations_of_official_forms(own: str, text: str, expected: list[Any]) -> None:
    """Each notation is read as what it means."""

    assert expected == read(text, own)


@pytest.mark.parametrize(("own", "text", "expected"), NOTATIONS, ids=[text for _, text, _ in NOTATIONS])
def test_a_relation_is_kept_as_the_office_wrote_it(own: str, text: str, expected: list[Any]) -> None:
    """Each statement knows its own part of the cell, which alone says the same."""
    found = grammar.statements(text, NAMES, own)
    parts = list(dict.fromkeys(text[slice(*span)] for _, span in found.trees))

    assert expected == [tree for part in parts for tree in read(part, own)]


# ---- trees → text → trees


def _references(table: str) -> st.SearchStrategy[Reference]:
    own = {t.number: t for t in TABLES}[table]
    codes = st.sampled_from([c.code for c in own.amounts])
    scope = st.sampled_from([{}, {}, {}, {"period": "previous"}, {"period": "last_year"}, {"units": True}])
    found = [st.builds(lambda c, s: column(c, table, **s), codes, scope)]
    if own.rows:
        rows = st.sampled_from([r.code for r in own.rows])
        found += [
            st.builds(lambda c, s: row(c, table, **s), rows, scope),
            st.builds(lambda r, c: row(r, table, across=c), rows, codes),
        ]
    else:
        found.append(st.builds(lambda c: column(c, table, total=True), codes))
    return st.one_of(found)


def _ranges(table: str) -> st.SearchStrategy[Range]:
    own = {t.number: t for t in TABLES}[table]
    axes: list[tuple[Any, tuple[str, ...]]] = [("column", tuple(c.code for c in own.amounts))]
    axes += [("row", tuple(r.code for r in own.rows))] if own.rows else []

    def pick(draw: Any) -> Range:
        axis, codes = draw(st.sampled_from([one for one in axes if len(one[1]) > 1]))
        first = draw(st.integers(0, len(codes) - 2))
        last = draw(st.integers(first + 1, len(codes) - 1))
        return reach(table, axis, codes, codes[first], codes[last])

    return st.composite(pick)()


_NUMBERS = st.builds(lambda n, d: Number(Fraction(n, 10**d)), st.integers(0, 9999), st.integers(0, 3))


def _expressions(table: str) -> st.SearchStrategy[Any]:
    leaf = st.one_of(_references(table), _ranges(table), _NUMBERS, _references("表2"))

    def more(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
        terms = st.lists(st.tuples(st.sampled_from((1, -1)), inner), min_size=2, max_size=4)
        return st.one_of(
            st.builds(lambda t: Sum(tuple(t)), terms),
            st.builds(lambda x: Sum(((-1, x),)), inner),
            st.builds(Product, inner, inner),
            st.builds(Quotient, inner, inner),
            st.builds(lambda a: Function("MAX", tuple(a)), st.lists(inner, min_size=1, max_size=3)),
            st.builds(lambda a: Function("ABS", (a,)), inner),
            st.builds(Choice, _comparisons(inner), inner, inner),
        )

    return st.recursive(leaf, more, max_leaves=6)


def _comparisons(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Comparison]:
    signs = st.sampled_from(("=", "≥", "≤", ">", "<", "≠"))
    pairs = st.lists(st.tuples(signs, inner), min_size=1, max_size=2)
    return st.builds(lambda a, p: Comparison((a, *(x for _, x in p)), tuple(s for s, _ in p)), inner, pairs)


def _statements(table: str) -> st.SearchStrategy[Any]:
    sides = _comparisons(_expressions(table))
    blanks = st.builds(Blank, _references(table), st.booleans())
    own = {t.number: t for t in TABLES}[table]
    each = st.builds(
        lambda q, r, s, v: Each(q, r.members, s, v, (r.first, r.last)),
        st.sampled_from(("any", "all")),
        _ranges(table),
        st.sampled_from(("=", "≠", ">", "<")),
        _NUMBERS,
    )
    simple = st.one_of(sides, blanks, each)
    both = st.builds(
        lambda w, c: Both(w, tuple(c)),
        st.sampled_from(("and", "or")),
        st.lists(simple, min_size=2, max_size=3),
    )
    assert own.columns
    return st.one_of(sides, st.builds(Conditional, st.one_of(simple, both), simple))


@settings(max_examples=300, deadline=None)
@given(st.one_of([st.tuples(st.just(table), _statements(table)) for table in ("表1", "表2", "表3")]))
def test_what_is_printed_is_read_back(case: tuple[str, Any]) -> None:
    """A tree printed and read again is the same tree."""
    table, tree = case
    if not any(True for _ in references(tree)):
        return

    assert [tree] == read(written(tree, table), table)
    assert [mapped(tree, lambda one: one)] == [tree]


@pytest.mark.parametrize(("own", "text", "expected"), NOTATIONS, ids=[text for _, text, _ in NOTATIONS])
def test_notations_are_printed_and_read_back(own: str, text: str, expected: list[Any]) -> None:
    """What was read of a pasted notation, printed, says the same."""

    assert expected == [tree for one in expected for tree in read(written(one, own), own)]


# ---- broken texts

SOUND: list[tuple[str, str]] = [
    ("表2", "05行=06行+07行+08行"),
    ("表2", "15行≥16行+17行-18行"),
    ("表1", "1栏=2栏至6栏之和"),
    ("表3", "A列=B列至I列之和"),
    ("表3", "H列>=I列"),
    ("表1", "17栏=12栏+13栏-14栏"),
    ("表1", "8栏=(9栏+17栏)×2.5"),
    ("表1", "16栏≤9栏"),
    ("表1", "10=13+14+15"),
    ("表3", "A列=B列÷C列×100"),
    ("表3", "A列=MAX(B列，C列)"),
    ("表1", "若7栏>0，则8栏=9栏+10栏"),
    ("表1", "表1 05行≥表2 01行+表2 02行"),
    ("表2", "02行=上期.02行+03行"),
    ("表3", "A列≤上年同期.A列×1.5"),
    ("表1", "20栏=19栏-18栏至12栏之和"[:9]),
    ("表1", "05行3栏=表2 01行1栏+表2 02行1栏"),
    ("表3", "K栏+A列≤L栏"),
    ("表1", "30栏=ABS(31栏-32栏)"),
    ("表2", "10行=11行 + 12行\n13行=14行 + 15行"),
    ("表1", "21栏=22栏至24栏之和+25栏"),
    ("表2", "16行＝17行＋18行"),
    ("表1", "11栏=12栏+13栏=14栏+15栏"),
    ("表1", "如果33栏≠0，则34栏>35栏"),
]
_CODE = re.compile(r"(?<![\d.表])(\d+|[A-L])(?=[行栏列])")


def broken() -> list[tuple[str, str, set[str], int]]:
    """Texts with one fault each: table, text, what may be said of it, and the character where it is."""
    found: list[tuple[str, str, set[str], int]] = []
    for own, text in SOUND:
        codes = list(_CODE.finditer(text))
        for code in codes:
            if "表2 " not in text:
                found.append((own, f"{text[: code.start()]}99{text[code.end() :]}", {"unknown"}, code.start()))
            if code is not codes[0] or not text.startswith("05行3栏"):
                before = text[code.start() - 3 : code.start()]
                if "表" not in before and text[code.start() - 1 : code.start()] not in ("行", "."):
                    found.append(
                        (
                            own,
                            f"{text[: code.start()]}表77 {text[code.start() :]}",
                            {"unknown_table"},
                            code.start(),
                        )
                    )
                    found.append(
                        (
                            own,
                            f"{text[: code.start()]}#{text[code.start() :]}",
                            {"operand", "prose"},
                            code.start(),
                        )
                    )
        for sign in re.finditer(r"[+＋]", text):
            found.append((own, f"{text[: sign.end()]}+{text[sign.end() :]}", {"operand"}, sign.end()))
        first = re.search(r"[=＝≥≤≠]|>=|>", text)
        assert first
        if "则" not in text and "\n" not in text:
            found.append((own, text[: first.end()], {"operand"}, first.end()))
            found.append((own, f"{text})", {"unexpected"}, len(text)))
            found.append((own, f"{text[: first.end()]}({text[first.end() :]}", {"bracket"}, -1))
        if reach := re.search(r"(\d+|[A-L])[栏列]至(\d+|[A-L])[栏列]", text):
            turned = f"{text[: reach.start(1)]}{reach[2]}{text[reach.end(1) : reach.start(2)]}{reach[1]}{text[reach.end(2) :]}"
            found.append((own, turned, {"range_order"}, reach.start()))
            found.append((own, text.replace("之和", ""), {"sum"}, text.index("之和")))
    return found


BROKEN = broken()


def test_broken_texts_are_two_hundred() -> None:
    """The list below is long enough to mean something."""

    assert len(BROKEN) >= 200


@pytest.mark.parametrize(
    ("own", "text", "keys", "at"), BROKEN, ids=[f"{n}-{text}" for n, (_, text, _, _) in enumerate(BROKEN)]
)
def test_an_error_is_told_at_its_place(own: str, text: str, keys: set[str], at: int) -> None:
    """Each broken text gives an error of its kind, at the character where the fault is."""
    found = grammar.statements(text, NAMES, own)

    assert {one.key for one in found.troubles} <= keys | ({"prose"} if at < 0 else set())
    place = found.troubles[0].start
    if at < 0:  # a parenthesis that is not closed: where the closing one is missing
        opened = text.index("(")
        at = next((n for n, char in enumerate(text) if n > opened and char in "=＝"), len(text))
    assert at == place


@pytest.mark.parametrize(
    ("own", "text", "key", "at"),
    [
        ("表3", "A列分别B列、C列", "prose", 2),
        ("表1", "调整预算数应与决算02表、03表一致", "prose", 0),
        ("表1", "各项数据应与上月衔接", "prose", 0),
        ("表2", "17=12+19；05行=06行", "axis", None),
        ("表1", "5行=6行+7行", "axis", 0),
        ("表2", "05行=05行3栏", "unknown", 4),
        ("表1", "5=3+4", "", None),
    ],
)
def test_what_is_no_relation_or_in_doubt(own: str, text: str, key: str, at: int | None) -> None:
    """Prose is told to be prose, and a code that could be a row or a column is asked about once."""
    found = grammar.statements(text, NAMES, own)
    told = [(one.key, one.start) for one in found.troubles]

    assert told == ([(key, at)] if at is not None else told)
    assert not key or at is None or not found.trees


def test_hostile_texts_end_in_errors() -> None:
    """Deep nesting and long rubbish are refused in bounded time."""
    for text in (
        "(" * 5000 + "5栏",
        "5栏=" + "(" * 300 + "6栏" + ")" * 300,
        "-" * 4000 + "5栏=1栏",
        "若" * 3000,
        "=" * 3000,
        "5栏" * 3000,
        "5栏+" * 2000,
    ):
        assert grammar.statements(text, NAMES, "表1").troubles


#: Other ways of writing → the plain way, which says the same.
ALIKE: list[tuple[str, str, str]] = [
    ("表2", "02行、03行、05行≥0", "02行、03行、05行均≥0"),
    ("表2", "（一）05行=06行+07行", "05行=06行+07行"),
    ("表2", "1.05行=06行+07行", "05行=06行+07行"),
    ("表3", "① A=B+C ② D≥E", "A列=B列+C列；D列≥E列"),
    ("表2", "05行各栏=06行+07行各栏之和", "05行=06行+07行"),
    ("表1", "10列＝11列＋12列（各行）", "10栏=11栏+12栏"),
    ("表2", "05=∑(06:09)", "05行=06行至09行之和"),
    ("表2", "05行=Σ06行至09行", "05行=06行至09行之和"),
    ("表2", "05行=SUM(06行:09行)", "05行=06行至09行之和"),
    ("表2", "05行=06行到09行合计", "05行=06行至09行之和"),
    ("表2", "05行=（06至09）行之和", "05行=06行至09行之和"),
    ("表2", "05行=06-09行之和", "05行=06行至09行之和"),
    ("表1", "13栏=[(12栏-11栏)/11栏]×100", "13栏=(12栏-11栏)÷11栏×100"),
    ("表1", "11栏>0时，12栏>0", "若11栏>0，则12栏>0"),
    ("表1", "11栏不为0，则12栏不为0", "若11栏≠0，则12栏≠0"),
    ("表1", "11栏若大于0，则12栏应大于0", "若11栏>0，则12栏>0"),
    ("表1", "11栏≠0→12栏≠0", "若11栏≠0，则12栏≠0"),
    ("表1", "若11栏为0，12栏也应为0", "若11栏=0，则12栏=0"),
    ("表2", "06行不得超过05行的50%", "06行≤05行×50%"),
    ("表2", "06行不应大于05行", "06行≤05行"),
    ("表2", "06行≯05行", "06行≤05行"),
    ("表3", "建设性质为“新建”的，A列>0", "若建设性质=“新建”，则A列>0"),
    ("表3", "若建设性质为新建或续建，则A列>0", "若建设性质=“新建”或建设性质=“续建”，则A列>0"),
    ("表3", "A列≥0且B列≥0", "A列≥0；B列≥0"),
    ("表1", "10栏为11栏、12栏之和", "10栏=11栏+12栏"),
    ("表1", "05行(表1)=05行(表2)", "05行=表2 05行"),
    ("表1", "表1-05行=表2-05行", "05行=表2 05行"),
    ("表1", "表1.05行.3栏=表2.05行.1栏", "05行3栏=表2 05行1栏"),
    ("表1", "05行3栏＝表2“05”行“1”栏", "05行3栏=表2 05行1栏"),
    ("表2", "项目05=项目06+项目07", "05行=06行+07行"),
    ("表3", "本月完成≤自开工累计×2", "K列≤L列×2"),
    ("表1", "|05行-06行|≤1", "ABS(05行-06行)≤1.0"),
    ("表1", "10栏=11栏x12栏", "10栏=11栏×12栏"),
    ("表1", "10栏≥11栏×12个月", "10栏≥11栏×12.0"),
]


@pytest.mark.parametrize(("own", "text", "plain"), ALIKE, ids=[text for _, text, _ in ALIKE])
def test_other_ways_of_writing(own: str, text: str, plain: str) -> None:
    """What offices write otherwise is read as the plain notation."""

    assert read(plain, own) == read(text, own)
