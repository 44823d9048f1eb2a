"""The command line in one language: click's own words from the catalogue, and of each help text the half that is asked for.

Help texts are written 中文 / English. The language is that of ``--lang``, wherever it stands among the arguments.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import click
from click import _termui_impl, core, decorators, exceptions, formatting, parser, termui, types

from recon.catalogue import ours
from recon.messages.usage import CLICK, PLACES

_MODULES = (core, decorators, exceptions, formatting, parser, termui, types, _termui_impl)
_PLACE = re.compile("|".join(rf"(?<![A-Za-z-]){re.escape(word)}(?![A-Za-z])" for word in PLACES))
#: A line of help: a command or a heading in front, then 中文 / English.
_HALVES = re.compile(
    r"(?P<front>\s*(?:recon\b.*?\S(?:\s{2,}|\s(?=[^\x00-\x7f]*$))|\s{2,})?)(?P<zh>[^\n]*?\S)\s+/\s+(?P<en>[^\n]*)"
)
_spoken = "zh"


def speak(arguments: Sequence[str]) -> None:
    """Take the language from the arguments; Chinese unless English is asked for."""
    global _spoken  # click asks for its words wherever it is
    line = " ".join(arguments)
    asked = re.findall(r"--lang[ =](\w+)", line) or [
        value for name, value in os.environ.items() if re.fullmatch(r"RECON_(\w+_)?LANG", name)
    ]
    _spoken = "en" if asked and asked[-1] == "en" else "zh"


def spoken() -> str:
    """The language that was asked for."""
    return _spoken


def half(text: str) -> str:
    """Of each line that holds both languages the one that is spoken, with names of the plan that comes with the program."""
    return "\n".join(_half(line) for line in ours().named(text).split("\n"))


def _half(line: str) -> str:
    front, mark, extra = line.partition("  [")  # what click adds: defaults, ranges
    match = _HALVES.fullmatch(front)
    return line if match is None else match["front"] + match[_spoken] + mark + extra


def _word(message: str) -> str:
    return CLICK.get(message, message) if _spoken == "zh" else message


def _words(one: str, many: str, count: int) -> str:
    return _word(one if count == 1 else many)


def _place(text: str) -> str:
    return _PLACE.sub(lambda match: PLACES[match[0]], text) if _spoken == "zh" else text


def install() -> None:
    """Let click take its words from here."""
    own: dict[str, Callable[..., str]] = {"_": _word, "ngettext": _words}
    for module in _MODULES:
        for name, function in own.items():
            if hasattr(module, name):
                setattr(module, name, function)


class Formatter(click.HelpFormatter):
    """Help in one language."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """The usage line, its placeholders translated."""
        super().write_usage(prog, _place(args), f"{_word('Usage:')} " if prefix is None else prefix)

    def write_heading(self, heading: str) -> None:
        """A heading with its colon."""
        self.write(f"{'':>{self.current_indent}}{heading}{'：' if _spoken == 'zh' else ':'}\n")

    def write_text(self, text: str) -> None:
        """A paragraph."""
        super().write_text(half(text))

    def write_dl(self, rows: Iterable[tuple[str, str]], *arguments: Any, **options: Any) -> None:
        """Options and commands with their texts."""
        super().write_dl([(_place(name), half(text)) for name, text in rows], *arguments, **options)


class Context(click.Context):
    """A context whose help is in one language."""

    formatter_class = Formatter


class _Helped(click.Command):
    """click translates its help option once and keeps it; this one is in both languages."""

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The option ``--help``."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "显示本说明。 / Show this message and exit."
        return option


class Command(_Helped):
    """A command that speaks the language asked for."""

    context_class = Context


class Group(_Helped, click.Group):
    """The program: it finds out the language before anything is said."""

    context_class = Context
    command_class = Command

    def main(self, args: Sequence[str] | None = None, *others: Any, **options: Any) -> Any:
        """Run with these arguments, those of the process where none are given."""
        import sys

        speak(sys.argv[1:] if args is None else args)
        return super().main(args, *others, **options)


install()
