"""The workbook part: a sheet put in front, and every index into the sheets moved by one."""

from __future__ import annotations

from collections.abc import Iterable

from recon.reports.annotate import markup
from recon.reports.annotate.draft import WORKBOOK, Draft, rels
from recon.reports.annotate.markup import Element, Splice, Unpatchable

#: The defined name that tells our sheet from a user's, whatever either is called.
NAME = "_recon_marks"
#: Sheets are in order; the last of these stands before ``definedNames``.
_BEFORE_NAMES = ("sheets", "functionGroups", "externalReferences")


def sheets(draft: Draft) -> list[Element]:
    """The ``sheet`` elements in order."""
    group = draft.root(WORKBOOK).child("sheets")
    elements = list(group.children()) if group else []
    if not elements:
        raise Unpatchable("sheets")
    return elements


def worksheets(draft: Draft) -> dict[str, str]:
    """Sheet name → its part; raises Unpatchable when two sheets share one."""
    parts = {
        r.local("Id"): draft.resolve(WORKBOOK, r.local("Target"))
        for r in draft.related(WORKBOOK)
        if r.local("Type").endswith("/worksheet")
    }
    names = {s.local("name"): parts.get(s.local("id"), "") for s in sheets(draft)}
    names = {name: part for name, part in names.items() if part in draft.package}
    if len(set(names.values())) != len(names):
        raise Unpatchable("shared part")
    return names


def free_name(draft: Draft, wanted: str) -> str:
    """``wanted``, or with a number if the user has a sheet of this name."""
    taken = {s.local("name").lower() for s in sheets(draft)}
    names = (wanted, *(f"{wanted}({n})" for n in range(2, 1000)))
    return next(name for name in names if name.lower() not in taken)


def put_in_front(draft: Draft, name: str, part: str) -> None:
    """Make ``part`` the first sheet; the user's active sheet stays the active one."""
    relation = draft.relate(WORKBOOK, "worksheet", part)
    old = sheets(draft)
    number = max(int(s.local("sheetId") or 0) for s in old) + 1
    entry = (
        f'<sheet xmlns:r="{draft.relations}" name="{markup.attribute(name).decode()}" '
        f'sheetId="{number}" r:id="{relation}"/>'
    )
    root = draft.root(WORKBOOK)
    draft.insert(WORKBOOK, old[0].start, root.dress(entry).encode())
    draft.splice(WORKBOOK, *_views(root, 1), *_names(root, name))


def _views(root: Element, step: int) -> list[Splice]:
    """The active tab moved; the first tab shown too, unless it is the very first."""
    group, before = root.child("bookViews"), root.child("sheets")
    views = list(group.children()) if group else []
    if not views and step > 0 and before:
        entry = root.dress('<bookViews><workbookView activeTab="1"/></bookViews>')
        return [Splice(before.start, before.start, entry.encode())]
    return [view.with_attributes(**_moved(view, step)) for view in views]


def _moved(view: Element, step: int) -> dict[str, str]:
    active, first = int(view.local("activeTab") or 0), int(view.local("firstSheet") or 0)
    moved = {"activeTab": str(max(active + step, 0))}
    return moved | ({"firstSheet": str(first + step)} if first else {})


def _names(root: Element, sheet: str) -> list[Splice]:
    group = root.child("definedNames")
    quoted = markup.escape("'" + sheet.replace("'", "''") + "'!$A$1")
    ours = f'<definedName name="{NAME}" hidden="1">{quoted}</definedName>'
    if group is None:
        at = max(e.end for e in root.children() if e.name in _BEFORE_NAMES)
        return [Splice(at, at, root.dress(f"<definedNames>{ours}</definedNames>").encode())]
    return [*_shifted(group, 1), group.append(ours)]


def _shifted(group: Element, step: int) -> list[Splice]:
    local = [e for e in group.children() if e.local("localSheetId")]
    return [e.with_attributes(localSheetId=str(int(e.local("localSheetId")) + step)) for e in local]


# --- taking our sheet out again, after another program saved the file


def marked(draft: Draft) -> Element | None:
    """Our defined name, if the workbook has it."""
    group = draft.root(WORKBOOK).child("definedNames")
    names: Iterable[Element] = group.children() if group else ()
    return next((n for n in names if n.local("name") == NAME), None)


def take_out(draft: Draft, ours: Element) -> None:
    """Remove our sheet with all names that are local to it; indices move back."""
    name = markup.unescape(ours.inner.decode()).rpartition("!")[0].strip("'$").replace("''", "'")
    order = [s.local("name") for s in sheets(draft)]
    group = draft.root(WORKBOOK).child("definedNames")
    assert group is not None
    if name not in order or len(order) == 1:
        draft.splice(WORKBOOK, Splice(ours.start, ours.end, b""))
        return
    index = order.index(name)
    draft.splice(WORKBOOK, *_names_without(group, index), *_views_without(draft, index))
    _drop(draft, sheets(draft)[index])


def _names_without(group: Element, index: int) -> list[Splice]:
    splices: list[Splice] = []
    names = list(group.children())
    gone = [n for n in names if n.local("name") == NAME or n.local("localSheetId") == str(index)]
    if len(gone) == len(names):
        return [Splice(group.start, group.end, b"")]
    for n in names:
        if n in gone:
            splices.append(Splice(n.start, n.end, b""))
        elif int(n.local("localSheetId") or -1) > index:
            splices.append(n.with_attributes(localSheetId=str(int(n.local("localSheetId")) - 1)))
    return splices


def _views_without(draft: Draft, index: int) -> list[Splice]:
    group = draft.root(WORKBOOK).child("bookViews")
    splices: list[Splice] = []
    for view in group.children() if group else ():
        places = {k: int(view.local(k) or 0) for k in ("activeTab", "firstSheet")}
        moved = {k: str(v - 1) for k, v in places.items() if v > index}
        splices += [view.with_attributes(**moved)] if moved else []
    return splices


def _drop(draft: Draft, sheet: Element) -> None:
    relation = next(r for r in draft.related(WORKBOOK) if r.local("Id") == sheet.local("id"))
    part = draft.resolve(WORKBOOK, relation.local("Target"))
    draft.splice(WORKBOOK, Splice(sheet.start, sheet.end, b""))
    draft.splice(rels(WORKBOOK), Splice(relation.start, relation.end, b""))
    for kind in ("printerSettings", "comments", "vmlDrawing"):
        for owned in draft.targets(part, kind):
            draft.drop(owned)
    draft.drop(part)
