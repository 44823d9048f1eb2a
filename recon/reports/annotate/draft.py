"""Changes to a package while they are gathered: splices in parts, new parts, relations and content types."""

from __future__ import annotations

import itertools
from collections import Counter
from posixpath import basename, dirname, normpath, relpath
from urllib.parse import quote, unquote

from recon.reports.annotate import markup, types
from recon.reports.annotate.markup import Element, Splice, Unpatchable
from recon.reports.package import Package

WORKBOOK = "xl/workbook.xml"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_NO_RELATIONS = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="{_RELATIONS}"/>'
#: Namespace of the workbook → base of the relation types; the second pair is Strict OOXML.
DIALECTS = {
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/spreadsheetml/main": "http://purl.oclc.org/ooxml/officeDocument/relationships",
}


class Draft:
    """What is to be changed in ``package``; nothing is done before :meth:`finish`."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.splices: dict[str, list[Splice]] = {}
        self.added: dict[str, bytes] = {}
        self.dropped: set[str] = set()
        self._wanted: dict[str, str] = {}
        self._pointed: Counter[str] = Counter()
        self._relations: dict[str, list[str]] = {}
        self._sources: dict[str, bytes] = {}
        self._roots: dict[str, Element] = {}
        self.main = self.root(WORKBOOK).namespace
        if self.main not in DIALECTS:
            raise Unpatchable("namespace")
        self.relations = DIALECTS[self.main]
        self._types = types.Types(self.root(types.PART))

    def source(self, name: str) -> bytes:
        """The bytes of a part as it was."""
        if name not in self._sources:
            if name not in self.package:
                raise Unpatchable(name)
            self._sources[name] = self.package[name].data()
        return self._sources[name]

    def root(self, name: str) -> Element:
        """The root element of a part as it was."""
        if name not in self._roots:
            self._roots[name] = markup.parse(self.source(name))
        return self._roots[name]

    def splice(self, name: str, *splices: Splice) -> None:
        """Change bytes of a part."""
        if splices:
            self.splices.setdefault(self.package[name].name, []).extend(splices)

    def insert(self, name: str, at: int, new: bytes) -> None:
        """Put bytes into a part."""
        self.splice(name, Splice(at, at, new))

    def add(self, name: str, data: str, content: str) -> None:
        """A new part with its content type."""
        self.added[name] = data.encode()
        self.typed(name, content)

    def typed(self, name: str, content: str) -> None:
        """A part has this content type, whatever is said of it."""
        self._wanted[name] = content

    def drop(self, name: str) -> None:
        """Leave a part out, with its relations and its content type."""
        self.dropped |= {self.package[n].name for n in (name, rels(name)) if n in self.package} | {name}

    def content(self, name: str) -> str:
        """The content type declared for a part; empty if none is."""
        return self._types.content_type(name)

    def related(self, owner: str) -> list[Element]:
        """The relations of a part, as elements."""
        return list(self.root(rels(owner)).children()) if rels(owner) in self.package else []

    def targets(self, owner: str, kind: str) -> list[str]:
        """The parts a part points to by relations of a kind, such as ``comments``."""
        relations = [r for r in self.related(owner) if r.local("Type").endswith(f"/{kind}")]
        return [self.resolve(owner, r.local("Target")) for r in relations if r.local("TargetMode") != "External"]

    def resolve(self, owner: str, target: str) -> str:
        """The part a relation's target names, which may be percent-encoded where the part's name is not."""
        name = resolve(owner, target)
        return unquote(name) if name not in self.package and unquote(name) in self.package else name

    def alone(self, part: str) -> None:
        """Raise Unpatchable if more than one part points to this one: a mark would show in both."""
        if not self._pointed:
            for member in self.package:
                if member.name.lower().endswith(".rels"):
                    self._pointed.update(self._targets_of(member.name))
        if self._pointed[types.key(part)] > 1:
            raise Unpatchable("shared part")

    def _targets_of(self, links: str) -> set[str]:
        inside = (r for r in self.root(links).children() if r.local("TargetMode") != "External")
        return {types.key(resolve(owner(links), r.local("Target"))) for r in inside}

    def relate(self, owner: str, kind: str, part: str) -> str:
        """A new relation to a part; returns its id."""
        taken = {r.local("Id") for r in self.related(owner)}
        new = self._relations.setdefault(owner, [])
        free = (f"rIdRecon{n}" for n in itertools.count(1))
        name = next(itertools.islice((one for one in free if one not in taken), len(new), None))
        target = quote(relpath(part, dirname(owner)))
        new.append(f'<Relationship Id="{name}" Type="{self.relations}/{kind}" Target="{target}"/>')
        return name

    def free(self, pattern: str) -> str:
        """A part name that is not taken, nor spoken of; ``{}`` in the pattern becomes a number."""
        names = (pattern.format(n) for n in range(1, 100_000))
        spoken = self._types.overrides
        return next(n for n in names if n not in self.package and n not in self.added and types.key(n) not in spoken)

    def finish(self) -> tuple[Package, dict[str, list[Splice]]]:
        """The changed package, and for each changed part the splices that restore it."""
        self._finish_relations()
        kept = [m.name for m in self.package if m.name not in self.dropped and not m.name.endswith("/")]
        typed = [name for name in (*kept, *self.added) if types.key(name) != types.key(types.PART)]
        self.splice(types.PART, *self._types.changed(self._wanted, typed, self.dropped))
        done = {
            name: markup.spliced(self.source(name), splices)
            for name, splices in self.splices.items()
            if name not in self.dropped
        }
        parts = {name: data for name, (data, _) in done.items()}
        undo = {name: undo for name, (_, undo) in done.items()}
        return self.package.changed(parts, self.added, self.dropped), undo

    def _finish_relations(self) -> None:
        for owner, new in self._relations.items():
            if rels(owner) in self.package:
                self.splice(rels(owner), self.root(rels(owner)).append(*new))
            else:
                root = markup.parse(_NO_RELATIONS.encode())
                self.added[rels(owner)] = markup.spliced(_NO_RELATIONS.encode(), [root.append(*new)])[0]


def rels(part: str) -> str:
    """The part that holds a part's relations."""
    return f"{dirname(part)}/_rels/{basename(part)}.rels"


def owner(links: str) -> str:
    """The part whose relations a part holds; blank for those of the package itself."""
    folder, _, name = links.replace("\\", "/").rpartition("/")
    return f"{dirname(folder)}/{name[:-5]}".lstrip("/")


def resolve(owner: str, target: str) -> str:
    """The part a relation's target names."""
    target = target.replace("\\", "/")
    return target[1:] if target.startswith("/") else normpath(f"{dirname(owner)}/{target}")
