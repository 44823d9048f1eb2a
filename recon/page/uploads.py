"""Raw bodies to files: limits before the first byte and at each, silence ended, nothing half written left."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import AsyncIterator
from pathlib import Path

from starlette.requests import ClientDisconnect, Request


class Refused(Exception):  # noqa: N818  # a verdict on a request
    """A body that is not taken: status, key of its sentence and words."""

    def __init__(self, status: int, key: str, **words: object) -> None:
        super().__init__(status, key, words)
        self.status, self.key, self.words = status, key, words


def partial(path: Path) -> Path:
    """The path that a file is written to until it is whole."""
    return path.with_name(f"{path.name}.part")


async def save(request: Request, path: Path, most: int, silence: float, longest: float) -> int:
    """Write the body to ``path`` and return its length; raises Refused."""
    promised(request, most)
    half = partial(path)
    try:
        length = 0
        with open(half, "xb") as file:
            async for chunk in _chunks(request, silence, longest):
                length += len(chunk)
                if length > most:
                    raise Refused(413, "too_large", limit=most >> 20)
                file.write(chunk)
        os.replace(half, path)
    except OSError as error:
        raise Refused(507, "disk", detail=error.strerror or "") from error
    finally:
        half.unlink(missing_ok=True)
    return length


def promised(request: Request, most: int) -> None:
    """Refuse by its head a body that is too long, before any of it is read."""
    length = request.headers.get("content-length", "")
    if length.isascii() and length.isdigit() and int(length) > most:
        raise Refused(413, "too_large", limit=most >> 20)


async def small(request: Request, most: int, silence: float) -> bytes:
    """A short body; raises Refused."""
    promised(request, most)
    body = b""
    async for chunk in _chunks(request, silence, silence):
        body += chunk
        if len(body) > most:
            raise Refused(413, "too_long")
    return body


async def _chunks(request: Request, silence: float, longest: float) -> AsyncIterator[bytes]:
    """The body as it comes; raises Refused where it stays away too long or takes too long as a whole."""
    begun, stream = time.monotonic(), request.stream()
    while True:
        try:
            chunk = await asyncio.wait_for(anext(stream), silence)
        except StopAsyncIteration:
            return
        except TimeoutError as error:
            raise Refused(408, "too_slow") from error
        except ClientDisconnect as error:
            raise Refused(400, "broken_off") from error
        if time.monotonic() - begun > longest:
            raise Refused(408, "too_slow")
        yield chunk
