"""Standard output and error that never stop the work: closed, full or without readers, in whatever encoding."""

from __future__ import annotations

import errno
import io
import os
import sys
from typing import TextIO, cast

import click

from recon import text as gate

#: Encodings of consoles that say nothing of Chinese; who sets one of them can take UTF-8.
_POOR = ("ascii", "latin-1", "iso8859-1", "ansi_x3.4-1968")


class SanitizedStream(io.TextIOWrapper):
    """A text stream in which nothing steers the terminal (:func:`recon.text.terminal`), whatever a file holds."""

    def write(self, text: str) -> int:
        """Write a text; returns its length."""
        super().write(gate.terminal(text))
        return len(text)


def steering(stream: TextIO) -> TextIO:
    """The stream for what moves the cursor on purpose: a bar of progress, which holds no word of any file."""
    return cast("TextIO", _Steering(stream)) if isinstance(stream, SanitizedStream) else stream


class _Steering:
    def __init__(self, stream: SanitizedStream) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """Write as it is."""
        return io.TextIOWrapper.write(self._stream, text)

    def flush(self) -> None:
        """Send what was written."""
        self._stream.flush()

    def isatty(self) -> bool:
        """Whether someone is watching."""
        return self._stream.isatty()


class _Raw(io.RawIOBase):
    """A file descriptor whose writing never fails: what cannot be written is dropped, and why is kept."""

    def __init__(self, fd: int) -> None:
        self._fd, self.failed = fd, 0

    def writable(self) -> bool:
        return True

    def isatty(self) -> bool:
        return os.isatty(self._fd)

    def fileno(self) -> int:
        return self._fd

    def write(self, data: bytes) -> int:  # type: ignore[override]
        if not self.failed:
            try:
                return os.write(self._fd, data)
            except OSError as error:
                self.failed = error.errno or errno.EIO
        return len(data)


def guard() -> list[_Raw]:
    """Put safe streams in the place of standard output and error; a console of Windows stays as it is."""
    for _ in range(3):  # a file opened later must not get the number of a closed stream
        if (fd := os.open(os.devnull, os.O_RDWR)) > 2:
            os.close(fd)
            break
    guarded = []
    for fd, name in ((1, "stdout"), (2, "stderr")):
        old = getattr(sys, name)
        if old is not None and sys.platform == "win32" and old.isatty():
            old.reconfigure(errors="replace")
            continue
        guarded.append(raw := _Raw(fd))
        encoding = str(getattr(old, "encoding", None) or "utf-8")
        encoding = "utf-8" if encoding.lower() in _POOR else encoding
        buffer = io.BufferedWriter(raw)  # type: ignore[type-var]
        stream = SanitizedStream(buffer, encoding, "replace", line_buffering=fd == 2)
        setattr(sys, name, stream)
    return guarded


def failed(guarded: list[_Raw]) -> int:
    """The error number of a stream that could not be written to; 0 where all went well or the reader had enough."""
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    return next((raw.failed for raw in guarded if raw.failed not in (0, errno.EPIPE, errno.EINVAL)), 0)


def put(text: str) -> None:
    """Print what programs read: UTF-8, whatever the console's encoding; on a terminal in its own.

    Bytes of file names that are no text in the system's encoding stand in ``text`` as surrogates.
    """
    data = text.encode("utf-8", "surrogateescape").decode("utf-8", "replace").encode()
    click.echo(text if sys.stdout.isatty() else data, nl=False)
