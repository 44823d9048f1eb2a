"""What could not be kept or placed: each named once, and nothing else is stopped by it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import click

from recon import messages


@dataclass
class Failures:
    """The failures of one run, in the language of its reader."""

    lang: str
    messages: list[str] = field(default_factory=list)

    @contextmanager
    def catching(self, path: Path) -> Iterator[None]:
        """Report whatever goes wrong within as a failure of ``path``; what comes after is done all the same."""
        from recon.errors import UnreadableError

        try:
            yield
        except UnreadableError as error:
            level = messages.word("强制性", self.lang)
            self.messages.append(f"[{level} {error.code}] {error.sentence(self.lang)}")
        except Exception as error:
            detail = getattr(error, "strerror", None) or f"{type(error).__name__}: {error}"
            self.add(path, detail)

    def add(self, path: Path, detail: str) -> None:
        """A file that was not written, and why."""
        self.messages.append(messages.title("undelivered", self.lang, path=path, detail=detail))

    def tell(self) -> None:
        """All of it, on standard error."""
        for sentence in dict.fromkeys(self.messages):
            click.echo(sentence, err=True)
