"""``[Content_Types].xml``: one content type for each part, by its name or by its extension (ECMA-376 part 2, 10.1.2)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import unquote

from recon.reports.annotate import markup
from recon.reports.annotate.markup import Element, Splice

PART = "[Content_Types].xml"
#: Extension → content type that belongs to it in every package.
USUAL = {
    "rels": "application/vnd.openxmlformats-package.relationships+xml",
    "xml": "application/xml",
    "vml": "application/vnd.openxmlformats-officedocument.vmlDrawing",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "emf": "image/x-emf",
    "wmf": "image/x-wmf",
}
#: What is said of a part about which nothing is known.
_UNKNOWN = "application/octet-stream"


def key(name: str) -> str:
    """A part's name as it is compared: no case, no slash in front, blanks and letters not encoded."""
    return unquote(name.replace("\\", "/")).lstrip("/").lower()


def extension(name: str) -> str:
    """The extension in small letters; empty without one."""
    return key(name).rpartition("/")[2].rpartition(".")[2] if "." in key(name).rpartition("/")[2] else ""


class Types:
    """The content types of a package as it was."""

    def __init__(self, root: Element) -> None:
        self._root = root
        self.again: list[Element] = []  #: entries for what has one already
        self.defaults: dict[str, str] = {}
        self.overrides: dict[str, Element] = {}
        for entry in root.children():
            self._take(entry)

    def _take(self, entry: Element) -> None:
        if entry.name == "Default":
            name = entry.local("Extension").lower()
            if name in self.defaults:
                self.again.append(entry)
            self.defaults.setdefault(name, entry.local("ContentType"))
        elif entry.name == "Override":
            name = key(entry.local("PartName"))
            if name in self.overrides:
                self.again.append(entry)
            self.overrides.setdefault(name, entry)

    def content_type(self, part: str) -> str:
        """The content type of a part; empty if it has none."""
        entry = self.overrides.get(key(part))
        return entry.local("ContentType") if entry else self.defaults.get(extension(part), "")

    def changed(self, wanted: Mapping[str, str], parts: Iterable[str], dropped: Iterable[str]) -> list[Splice]:
        """What gives each part of ``wanted`` its type, each other one of ``parts`` some, and ``dropped`` none.

        Nothing for a package in which everything has its type.
        """
        gone = {key(part) for part in dropped}
        splices = [Splice(e.start, e.end, b"") for e in self.again if key(e.local("PartName")) not in gone]
        every = [e for e in self._root.children() if e.local("PartName") and key(e.local("PartName")) in gone]
        splices += [Splice(e.start, e.end, b"") for e in every]
        new = self._defaults([*wanted, *parts])
        entries = [f'<Default Extension="{e}" ContentType="{t}"/>' for e, t in new.items()]
        for part, content in {**dict.fromkeys(parts, ""), **wanted}.items():
            named = self.overrides.get(key(part)) if key(part) not in gone else None
            usual = self.defaults.get(extension(part), new.get(extension(part), ""))
            if named and content not in ("", named.local("ContentType")):
                splices.append(named.with_attributes(ContentType=content))
            elif not named and (not usual or content not in ("", usual)):
                entries.append(_override(part, content or _UNKNOWN))
        return [*splices, self._root.append(*entries)] if entries else splices

    def _defaults(self, parts: Iterable[str]) -> dict[str, str]:
        """The usual types of the extensions that parts have and the package does not name."""
        there = {extension(part) for part in parts} | {"rels", "xml"}
        return {e: t for e, t in USUAL.items() if e in there and e not in self.defaults}


def _override(part: str, content: str) -> str:
    name = markup.attribute("/" + part.replace("\\", "/").lstrip("/")).decode()
    return f'<Override PartName="{name}" ContentType="{content}"/>'
