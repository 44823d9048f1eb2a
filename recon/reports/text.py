"""A finding in words: place, expected, found, difference and tolerance, what to do (a contract)."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from pathlib import PurePath

from recon import messages
from recon.catalogue import in_force
from recon.figures import natural
from recon.model import VERDICTS, Coordinate, FileReport, Finding, Interval, Outcome, Side
from recon.numbers import plain
from recon.reports import slips
from recon.schemas.targets import RANGES

#: A longer sum is cut in a sentence, with its number of terms; workbook and JSON hold every term.
TERMS = 12


def line(file: FileReport, finding: Finding, lang: str) -> str:
    """One finding on one line, as design section 9 orders it."""
    level = messages.word(finding.level, lang)
    return f"{PurePath(file.path).name}!{finding.cell} [{level} {finding.code}] {sentence(finding, lang)}"


def sentence(finding: Finding, lang: str) -> str:
    """The sentence of a finding: expected, found, difference and tolerance, and what to do."""
    if finding.outcome is not None:
        words = outcome_words(finding.outcome, lang)
        if finding.code in messages.TWO_WAYS and len(finding.outcome.right.terms) > 1:
            return messages.pick(messages.TWO_WAYS[finding.code], lang).format(**words)
        sentence = messages.say(finding.code, lang, **{**words, **_phrased(finding, lang)})
        sentence = sentence if finding.outcome.unit else sentence.replace("  ", " ").replace(" )", ")")
        return sentence + origins(finding.outcome, lang)
    words = {**_phrased(finding, lang), **slips.words(finding, lang)}
    if key := words.get("key"):
        words["detail"] = messages.pick(messages.EXPRESSIONS[key], lang).format(**words)
    return messages.say(finding.code, lang, **words)


def _phrased(finding: Finding, lang: str) -> dict[str, str]:
    """The words of a finding, patterns of a table's lines in the language asked for."""
    shown = finding.words.get("patterns")
    return dict(finding.words) if shown is None else {**finding.words, "patterns": messages.phrase(shown, lang)}


def origins(o: Outcome, lang: str) -> str:
    """The origins of its figures, as their rows say (源文件, 源单元格); blank where none does."""
    by_figure = {t.figure.id: t.figure.origin for side in (o.right, o.left) for t in side.terms if t.figure.origin}
    if not by_figure:
        return ""
    listed = "、".join(f"{name} {origin}" for name, origin in [*by_figure.items()][:TERMS])
    return messages.title("origins", lang, listed=listed + ("…" if len(by_figure) > TERMS else ""))


def error(file: FileReport, lang: str) -> tuple[str, str]:
    """Code and sentence for a file that could not be read."""
    assert file.error is not None
    code, words = file.error
    return code, messages.say(code, lang, **words)


def outcome_words(o: Outcome, lang: str) -> dict[str, str]:
    """Everything a sentence about an outcome may name, as text."""
    planned = o.label == "PLAN"  # the stated side stands in the plan's workbook, not in the file checked
    return {
        "label": label(o.coordinate),
        "unit": o.unit,
        "stated": shown(o.right, lang),
        "computed": shown(o.left, lang),
        "sum": sum_text(o.left, lang),
        "right_sum": sum_text(o.right, lang),
        "difference": number(abs(o.difference)),
        "slack": number(o.slack),
        "explained": explained(o, lang),
        "advice": messages.title("verify_it" if o.level == "核实性" else "check_it", lang),
        "range": interval_text(o.left, lang),
        "missing": messages.phrase("、".join(o.missing), lang),
        "rule": o.label,
        "operator": o.operator,
        "left_formula": o.left.formula,
        "right_formula": o.right.formula,
        "left_label": label(o.coordinate) if planned else heads(o.left),
        "stated_label": heads(o.right),
        "bound": messages.title("planned", lang, bound=bound(o, lang)) if planned else bound(o, lang),
        "operator_words": messages.word(o.operator, lang),
        "left_place": place(o.left),
        "right_place": place(o.right),
        "left_range": _printed(o.left, lang),
        "right_range": _printed(o.right, lang),
    }


def explained(o: Outcome, lang: str) -> str:
    """How much of the difference rounding could explain: the slack where both sides lie in the middle of what
    they can stand for, else the two ranges themselves.
    """
    left, right = o.left.interval, o.right.interval
    if o.left.value.is_nan() or o.right.value.is_nan():
        return ""
    if left.low <= right.high and right.low <= left.high and not (left.high_open or right.high_open):
        return messages.title("strictly" if o.operator == "=" else "explained", lang, slack=number(o.slack))
    qualified = any(term.figure.qualifier for side in (o.left, o.right) for term in side.terms)
    if not qualified and all(side.interval.low + side.interval.high == 2 * side.value for side in (o.left, o.right)):
        return messages.title("explained", lang, slack=number(o.slack))
    return messages.title("apart", lang, left=_range(left, lang), right=_range(right, lang))


def _range(interval: Interval, lang: str) -> str:
    key = ("over_" if interval.low_open else "") + "to" + ("_under" if interval.high_open else "")
    return messages.title(key, lang, low=number(interval.low), high=number(interval.high))


def shown(side: Side, lang: str) -> str:
    """The value of a side; a single qualified print with its qualifier, a range with both ends."""
    value = number(side.value)
    if len(side.terms) != 1 or not (qualifier := side.terms[0].figure.qualifier):
        return value
    if qualifier in RANGES:
        return _range(side.interval, lang)
    return messages.title(f"as {qualifier}", lang, value=value)


def _printed(side: Side, lang: str) -> str:
    """The first print of a side as it was meant: a range with both ends, a bound with its direction."""
    if not side.terms:
        return ""
    figure = side.terms[0].figure
    if figure.qualifier in RANGES:
        return _range(figure.interval, lang)
    value = number(figure.value)
    return messages.title(f"as {figure.qualifier}", lang, value=value) if figure.qualifier else value


def label(c: Coordinate) -> str:
    """A coordinate in words; the whole region goes without saying."""
    region = "" if c.region in ("", in_force().whole) else c.region
    return " ".join(word for word in (c.item, region, c.nature, c.period, c.measure) if word)


@lru_cache(maxsize=1 << 14)
def number(value: Decimal) -> str:
    """A number for reading: plain notation with thousands separators; blank for none, ∞ for no end."""
    if value.is_nan():
        return ""
    if value.is_infinite():
        return "∞" if value > 0 else "-∞"
    whole, _, fraction = plain(abs(value)).partition(".")
    text = f"{int(whole):,}" + (f".{fraction}" if fraction else "")
    return f"-{text}" if value < 0 else text


def sum_text(side: Side, lang: str) -> str:
    """The terms of a side as a sum: 900 + 278."""
    shown = side.terms[:TERMS]
    text = "".join(f" {'+' if t.sign > 0 else '-'} {number(t.value)}" for t in shown)
    text = text.removeprefix(" + ").strip()
    if len(side.terms) > TERMS:
        text += f" + …（共 {len(side.terms)} 项）" if lang == "zh" else f" + … ({len(side.terms)} terms)"
    return text


def interval_text(side: Side, lang: str) -> str:
    """The range of an implied value, if rounding leaves it room."""
    low, high = side.interval.low, side.interval.high
    if low == high:
        return ""
    return f"（{number(low)} 至 {number(high)}）" if lang == "zh" else f" ({number(low)} to {number(high)})"


def bound(o: Outcome, lang: str) -> str:
    """The bounding side: its column heads with what they come to, or plain zero."""
    if not o.right.terms:
        return number(o.right.value)
    value = f"{number(o.right.value)}{o.unit}" if lang == "zh" else f"{number(o.right.value)} {o.unit}"
    return f"{heads(o.right)}（{value}）" if lang == "zh" else f"{heads(o.right)} ({value})"


def heads(side: Side) -> str:
    """The column heads of a side's terms, as a sum; a factor in front."""
    names = dict.fromkeys((term.sign, term.figure.coordinate.measure) for term in side.terms)
    factor = side.formula[: side.formula.index("×") + 2] if "×" in side.formula else ""
    return factor + "".join(f" {'+' if sign > 0 else '-'} {name}" for sign, name in names).removeprefix(" + ").strip()


def place(side: Side) -> str:
    """The place of the first print of a side: its section, and its number in 指标."""
    if not side.terms:
        return ""
    figure = side.terms[0].figure
    if figure.cell.outside:  # a cell of another file
        return str(figure.cell)
    if str(figure.cell) == figure.id:
        return figure.id
    return f"{figure.section}（{figure.id}）" if figure.section else figure.id


def by_part(file: FileReport, lang: str) -> dict[str, dict[str, int]]:
    """Outcomes per document part and verdict; relations that hold in many rows are counted under their name."""
    parts: dict[str, dict[str, int]] = {}
    for outcome in file.outcomes:
        counts = parts.setdefault(
            part(outcome, lang, form=bool(file.cover)) or messages.word("own_form", lang),
            dict.fromkeys(map(str, VERDICTS), 0),
        )
        counts[outcome.verdict] += 1
    for tally in file.tallies:
        name = messages.word("many", lang)
        counts = parts.setdefault(name, dict.fromkeys(map(str, VERDICTS), 0))
        for verdict, number_of in tally.counts.items():
            counts[verdict] += number_of
    return dict(sorted(parts.items()))


def part(outcome: Outcome, lang: str = "zh", *, form: bool = False) -> str:
    """The document part an outcome is counted under: that of its total, or of its first print; several documents
    by their numbers; a form, which has none, against the plan.
    """
    sources = {term.figure.source for side in (outcome.left, outcome.right) for term in side.terms}
    if form and sources - {""}:
        return messages.word("with_plan", lang)
    if len(sources) > 1:
        return "、".join(sorted(sources, key=natural))
    figure = (outcome.right.terms or outcome.left.terms)[0].figure
    return " ".join(word for word in figure.part if word)
