"""The form in words: what each column takes and what must hold between columns, from the declarations."""

from __future__ import annotations

from collections.abc import Iterator

from recon import messages
from recon.relations import Relation, total, written
from recon.schemas.lists import UNITS
from recon.templates.canvas import Canvas


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
    return [canvas.say(key, places=places) for key in canvas.spec.rules]


def footnotes(canvas: Canvas) -> list[str]:
    """The numbered notes below a table; the first line carries the word 说明."""
    separator = messages.pick(("；", "; "), canvas.form.lang)
    texts = rules(canvas)
    for level in ("强制性", "核实性"):
        if relations := list(of_level(canvas, level)):
            texts.append(canvas.say(f"relations_{level}", relations=separator.join(relations)))
    return [f"{canvas.say('notes') if n == 1 else ''}{n}. {text}" for n, text in enumerate(texts, 1)]
