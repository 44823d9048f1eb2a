"""The form in words: what each column takes and what must hold between columns, from the declarations."""

from __future__ import annotations

from collections.abc import Iterator

from recon import messages
from recon.relations import Relation, total, written
from recon.schemas.lists import UNITS
from recon.templates.canvas import Canvas

_MONEY = ("rule_zero", "rule_months", "rule_units", "rule_colours")
#: Kind of form → texts of the footnotes and of the general rules, in order; keys of messages.FORM.
RULES = {
    "monthly": ("rule_rows", *_MONEY, "rule_deadline"),
    "annual": ("rule_rows_annual", "rule_zero", "rule_units", "rule_colours", "rule_annual"),
    "library": ("rule_rows_library", *_MONEY, "rule_library"),
    "quarterly": ("rule_rows_quarterly", "rule_lists", "rule_days", "rule_closed", "rule_quarterly"),
    "progress": ("rule_rows_progress", "rule_line", "rule_verdicts", "rule_progress"),
}


def sentence(canvas: Canvas, relation: Relation[str]) -> str:
    """A relation as a formula over labels, with its condition."""
    factor = f" × {relation.factor}" if relation.factor != 1 else ""
    text = f"{written(relation.left)} {relation.operator} {written(total(relation.rights))}{factor}"
    if relation.when is None:
        return text
    label, values = relation.when
    return canvas.say("when", label=label, values="、".join(_shown(label, v, canvas) for v in values), relation=text)


def _shown(label: str, value: str, canvas: Canvas) -> str:
    return canvas.say("month_of", month=str(int(value))) if label == "报告期" else value


def of_level(canvas: Canvas, level: str) -> Iterator[str]:
    """All relations of a level, each with the code of its finding."""
    for relation in canvas.spec.relations:
        if relation.level == level:
            yield f"{sentence(canvas, relation)} [{relation.code}01]"


def rules(canvas: Canvas) -> list[str]:
    """The general rules of filling in."""
    places = "、".join(f"{unit} {decimals}" for unit, decimals in UNITS.items())
    return [canvas.say(key, places=places) for key in RULES[canvas.spec.kind]]


def footnotes(canvas: Canvas) -> list[str]:
    """The numbered notes below a table; the first line carries the word 说明."""
    separator = messages.pick(("；", "; "), canvas.form.lang)
    texts = rules(canvas)
    for level in ("强制性", "核实性"):
        if relations := list(of_level(canvas, level)):
            texts.append(canvas.say(f"relations_{level}", relations=separator.join(relations)))
    return [f"{canvas.say('notes') if n == 1 else ''}{n}. {text}" for n, text in enumerate(texts, 1)]
