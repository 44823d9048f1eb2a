"""How far a command is, for whoever watches: a bar with its rate on a terminal, lines for a program that asked for them."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

import click

from recon import messages
from recon.batch.steps import ASKED, Step
from recon.cli.streams import steering

Item = TypeVar("Item")


def watched(what: str, count: int, items: Iterable[Item], lang: str) -> Iterator[Item]:
    """The items, each counted on standard error as it comes; a bar only where there are several."""
    if os.environ.get(ASKED):
        yield from _with_progress(what, count, items)
    elif count < 2 or not sys.stderr.isatty():
        yield from items
    else:
        yield from _drawn(messages.title(f"watch_{what}", lang), count, items)


def _with_progress(what: str, count: int, items: Iterable[Item]) -> Iterator[Item]:
    stream = steering(sys.stderr)
    stream.write(Step(what, 0, count).line)
    for number, one in enumerate(items, 1):
        stream.write(Step(what, number, count).line)
        stream.flush()
        yield one


def _drawn(label: str, count: int, items: Iterable[Item]) -> Iterator[Item]:
    start, number = time.monotonic(), 0

    def rate(_: object) -> str:
        return f"{number / max(time.monotonic() - start, 1e-9):.1f}/s"

    bar = click.progressbar(length=count, label=label, show_pos=True, item_show_func=rate, file=steering(sys.stderr))
    with bar:
        for one in items:
            number += 1
            bar.update(1, one)
            yield one
