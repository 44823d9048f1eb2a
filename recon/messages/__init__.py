"""Every sentence a person reads, by code: 中文 first, English second.

Order within a sentence (a contract): what was expected, what was found, difference and tolerance,
what to do. The place goes in front and is written by :func:`recon.reports.text.line`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import PurePath
from string import Formatter

from recon import text
from recon.catalogue import in_force

from .blank import FORM as MONTHLY_FORM
from .causes import CAUSES, SLIPS
from .console import LIMITS, TITLES, WORDS
from .defined import DEFINED, DEFINED_FORM, DEFINED_ROLLUP
from .definitions import DEFINITION, EXPECTED, NOWHERE
from .doctor import DOCTOR
from .explanations import EXPLAINED
from .files import DETAILS as _DETAILS
from .files import FILES
from .forms import FORMS
from .letters import LETTERS
from .lists import FAULTY, LISTS
from .marked import MARKS
from .match import MATCH
from .month import MONTH
from .notations import DEFINING, NOTATIONS
from .open import OPEN, OPEN_SHEETS
from .page import PAGE
from .periodic import PERIODIC
from .periodic_forms import PERIODIC_FORM
from .phrases import phrase
from .previous import PREVIOUS
from .progress import OBSTACLES, PROGRESS, PROGRESS_FORM
from .register import NOTES, OWED, STORES
from .register import REGISTER as _REGISTER
from .relations import EXPRESSIONS as UNREAD_EXPRESSIONS
from .relations import OUTCOMES, PLANNED, TARGETS, TWO_WAYS, declared
from .rollup import ROLLUP
from .scope import FORMULAS, SCOPE, UNREAD
from .sheets import SHEETS as DISCREPANCY
from .suspects import ANALYSIS, FAULTS, HINTS, SUSPECTS

REGISTER = {**_REGISTER, **LETTERS}
#: Codes whose sentence has fragments that depend on the finding.
SLIPPED = frozenset({*CAUSES, *MONTH, *PREVIOUS})
#: Fragments that fill ``{detail}``.
DETAILS: dict[str, tuple[str, str]] = {**_DETAILS, **LISTS}

__all__ = [
    "CAUSES",
    "DEFINED_ROLLUP",
    "DETAILS",
    "DOCTOR",
    "EXPLAINED",
    "EXPRESSIONS",
    "FILES",
    "FORM",
    "HINTS",
    "MARKS",
    "MATCH",
    "MESSAGES",
    "NOTATIONS",
    "NOTES",
    "OWED",
    "PAGE",
    "REGISTER",
    "ROLLUP",
    "SCOPE",
    "SHEETS",
    "SLIPPED",
    "SLIPS",
    "STORES",
    "SUSPECTS",
    "TITLES",
    "TWO_WAYS",
    "WORDS",
    "phrase",
]
LANGUAGES = ("zh", "en")
#: Every heading and sentence of the discrepancy workbook.
SHEETS: dict[str, tuple[str, str]] = {**DISCREPANCY, **ANALYSIS, "scope": SCOPE["scope"], **OPEN_SHEETS}
#: Every text of a form to fill in.
FORM: dict[str, tuple[str, str]] = {**MONTHLY_FORM, **PERIODIC_FORM, **PROGRESS_FORM, **DEFINED_FORM}
#: Why an expression cannot be evaluated, or progress cannot be judged: what fills {detail}.
EXPRESSIONS: dict[str, tuple[str, str]] = {**UNREAD_EXPRESSIONS, **OBSTACLES, **EXPECTED, **NOWHERE}
#: Every code's sentence, but for the relations that forms declare (:func:`pattern`).
MESSAGES: dict[str, tuple[str, str]] = {
    **FILES,
    **FAULTY,
    **LISTS,
    **FORMS,
    **UNREAD,
    **FORMULAS,
    **PERIODIC,
    **PROGRESS,
    **OUTCOMES,
    **TARGETS,
    **PLANNED,
    **PREVIOUS,
    **CAUSES,
    **MONTH,
    **OWED,
    **STORES,
    **FAULTS,
    **OPEN,
    **DEFINED,
    **DEFINITION,
}


#: What ends the name of a word in a text: an attribute or an index of it.
_ENDS = re.compile(r"[.\[]")


def pick(pair: tuple[str, str], lang: str) -> str:
    """The text of a (中文, English) pair in ``lang``."""
    return pair[LANGUAGES.index(lang)]


def filled(pair: tuple[str, str], lang: str, words: Mapping[str, object]) -> str:
    """A text with its words and those of the plan in force (``{whole}`` …); what in them a person cannot see is named by its code point."""
    pattern, of_plan = pick(pair, lang), in_force().words
    return pattern.format(
        **{
            name: _shown(words[name]) if name in words else of_plan[name]
            for name in _named(pattern)
            if name in words or name in of_plan
        }
    )


@lru_cache(maxsize=4096)
def _named(text: str) -> tuple[str, ...]:
    """The names of the words that a text holds, so that no others are made ready for it."""
    names: list[str] = []
    for _, field, form, _ in Formatter().parse(text):
        if field is not None:
            names += [_ENDS.split(field, maxsplit=1)[0], *_named(form or "")]
    return tuple(dict.fromkeys(names))


def _shown(word: object) -> object:
    return text.shown(str(word)) if isinstance(word, str | PurePath) else word


def detail(key: str, lang: str, **words: object) -> str:
    """A fragment of :data:`DETAILS`."""
    return filled(DETAILS[key], lang, words)


def word(key: str, lang: str) -> str:
    """A single word or heading of :data:`WORDS`."""
    return pick(WORDS[key], lang)


def judged(verdict: str, operator: str, lang: str) -> str:
    """A verdict in words: a bound is kept or not, never equal."""
    return word(LIMITS.get((verdict, operator), verdict), lang)


def mark(key: str, lang: str) -> str:
    """A heading or sentence of :data:`MARKS`."""
    return pick(MARKS[key], lang)


def explained(key: str, lang: str, **words: object) -> str:
    """A text of :data:`EXPLAINED`."""
    return filled(EXPLAINED[key], lang, words)


def scope(key: str, lang: str, **words: object) -> str:
    """A word, reason or line of :data:`SCOPE`."""
    return pick(SCOPE[key], lang).format(**words)


def form(key: str, lang: str, **words: object) -> str:
    """A text of :data:`FORM`."""
    return filled(FORM[key], lang, words)


def register(key: str, lang: str, **words: object) -> str:
    """A heading or sentence of :data:`REGISTER`."""
    return filled(REGISTER[key], lang, words)


def defining(key: str, lang: str, **words: object) -> str:
    """A heading of the workbook of a form definition, or a word of ``recon form``."""
    return filled(DEFINING[key], lang, words)


def matching(key: str, lang: str, **words: object) -> str:
    """A heading, reason or line of :data:`MATCH`."""
    return filled(MATCH[key], lang, words)


def doctor(key: str, lang: str, **words: object) -> str:
    """A line of :data:`DOCTOR`; a word given as ``("key", {...})`` is itself looked up there."""
    filled = {
        name: doctor(word[0] if word[0] in DOCTOR else "other_sheet", lang) if isinstance(word, tuple) else word
        for name, word in words.items()
    }
    return pick(DOCTOR[key], lang).format(**filled)


def page(key: str, lang: str, **words: object) -> str:
    """A text of the page in the browser."""
    return filled(PAGE[key], lang, words)


def title(key: str, lang: str, **words: object) -> str:
    """A line of :data:`TITLES`."""
    return filled(TITLES[key], lang, words)


def say(code: str, lang: str, **words: object) -> str:
    """The sentence for ``code``; a word given as ``("key", {...})`` is itself looked up in DETAILS."""
    details = {
        name: detail(word[0], lang, **word[1]) if isinstance(word, tuple) else word for name, word in words.items()
    }
    return filled(pattern(code, str(words.get("operator", ""))), lang, details)


def pattern(code: str, operator: str = "") -> tuple[str, str]:
    """The sentence of a code with its placeholders; ``operator``: of the relation, where it is one that a form declares."""
    return MESSAGES[code] if code in MESSAGES or not operator else declared(code, operator)


def hint(kind: str, lang: str, **words: object) -> str:
    """A slip of :data:`HINTS`."""
    return filled(HINTS[kind], lang, words)


def suspected(key: str, lang: str, **words: object) -> str:
    """A text of :data:`SUSPECTS`."""
    return filled(SUSPECTS[key], lang, words)
