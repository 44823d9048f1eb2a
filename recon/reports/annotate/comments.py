"""Comments of a sheet: ours beside the user's, or below the user's in one box, always told apart again."""

from __future__ import annotations

import re
from collections.abc import Mapping

from recon import messages
from recon.model import column_letters
from recon.reports import theme
from recon.reports.annotate import boxes, markup
from recon.reports.annotate.address import Place, place
from recon.reports.annotate.draft import Draft
from recon.reports.annotate.marks import AUTHOR, Mark
from recon.reports.annotate.markup import Element, Splice
from recon.reports.annotate.sheet import Sheet

_COMMENTS = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_THREADED = re.compile(rb"<(?:[\w.\-]+:)?threadedComment\s[^>]*?\bref\s*=\s*[\"']([A-Z]+[0-9]+)[\"']")


def write(draft: Draft, part: str, sheet: Sheet, marks: Mapping[Place, Mark], lang: str) -> None:
    """Comment the marked cells of a worksheet part; cells with a thread of comments are left alone."""
    targets = draft.targets(part, "comments")
    threads = _threads(draft, part)
    words = {at: mark.words(lang) for at, mark in marks.items() if mark.notes and at not in threads}
    if not words:
        return
    for name in targets:
        draft.alone(name)
    there = _there(draft.root(targets[0])) if targets else {}
    shared = {at: _below(draft, targets[0], there[at], words[at]) for at in words if at in there}
    new = {at: text for at, text in words.items() if at not in there}
    if new:
        _add(draft, part, targets[0] if targets else "", new)
    boxes.draw(draft, part, sheet, shared, new)


def _threads(draft: Draft, part: str) -> set[Place]:
    sources = (draft.source(name) for name in draft.targets(part, "threadedComment"))
    return {place(ref.decode()) for source in sources for ref in _THREADED.findall(source)}


def _there(root: Element) -> dict[Place, Element]:
    listed = root.child("commentList")
    return {place(c.local("ref")): c for c in listed.children()} if listed else {}


# --- words


def text_of(comment: Element) -> str:
    """The words of a comment."""
    return "".join(markup.unescape(t.inner.decode("utf-8", "replace")) for t in texts(comment))


def texts(comment: Element) -> list[Element]:
    """The ``t`` elements of a comment, those of its runs in order; phonetic guides are none."""
    body = comment.child("text")
    elements: list[Element] = []
    for child in body.children() if body else ():
        if child.name == "t":
            elements.append(child)
        elif child.name == "r":
            elements += [t for t in child.children() if t.name == "t"]
    return elements


def _below(draft: Draft, part: str, comment: Element, words: str) -> str:
    """Put our words below the user's, in the last run there is; returns the whole text."""
    theirs = text_of(comment)
    runs = texts(comment)
    added = f"\n{words}" if theirs else words
    body = comment.child("text")
    if runs and not runs[-1].empty:
        draft.insert(part, runs[-1].tail, markup.escape(added).encode())
    elif body is None:
        draft.splice(part, comment.append(f"<text>{_run(words)}</text>"))
    else:
        draft.splice(part, body.append(_run(added)))
    return theirs + added


def _run(words: str, *, bold: bool = False) -> str:
    weight = "<b/>" if bold else ""
    look = f'<sz val="{theme.COMMENT["font_size"]}"/><rFont val="{theme.BODY_FONT}"/><charset val="134"/>'
    return f'<r><rPr>{weight}{look}</rPr><t xml:space="preserve">{markup.escape(words)}</t></r>'


def _comment(at: Place, words: str, author: int) -> str:
    first, _, rest = words.partition("\n")
    runs = _run(first, bold=True) + _run(f"\n{rest}")
    return f'<comment ref="{_ref(at)}" authorId="{author}"><text>{runs}</text></comment>'


def _add(draft: Draft, owner: str, part: str, new: Mapping[Place, str]) -> None:
    if not part:
        part = draft.free("xl/commentsRecon{}.xml")
        listed = "".join(_comment(at, words, 0) for at, words in new.items())
        xml = f"<authors><author>{AUTHOR}</author></authors><commentList>{listed}</commentList>"
        draft.add(part, document("comments", draft.main, xml), _COMMENTS)
        draft.relate(owner, "comments", part)
        return
    root = draft.root(part)
    authors, listed_ = root.child("authors"), root.child("commentList")
    if authors is None or listed_ is None:
        raise markup.Unpatchable("comments")
    author = len(list(authors.children()))
    draft.splice(part, authors.append(f"<author>{AUTHOR}</author>"))
    draft.splice(part, listed_.append(*(_comment(at, words, author) for at, words in new.items())))


def document(root: str, namespace: str, inner: str) -> str:
    """A part of our own."""
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return f'{head}<{root} xmlns="{namespace}">{inner}</{root}>'


def _ref(at: Place) -> str:
    return f"{column_letters(at[1])}{at[0]}"


# --- taking ours out again


def stripped(root: Element) -> tuple[list[Splice], list[Place]]:
    """Splices that take our words out, whoever has saved the file since, and the cells left without any."""
    splices: list[Splice] = []
    gone: list[Place] = []
    for at, comment in _there(root).items():
        cut = _cut(text_of(comment))
        if cut == 0:
            splices.append(Splice(comment.start, comment.end, b""))
            gone.append(at)
        elif cut is not None:
            splices += _shortened(comment, cut)
    return splices, gone


def _cut(words: str) -> int | None:
    """Where our words begin: 0 if there are no others, None if there are none of ours."""
    positions = [at for stamp in messages.MARKS["comment_stamp"] if (at := words.find(stamp)) >= 0]
    if not positions:
        return None
    theirs = words[: min(positions)].removesuffix("\n")
    return len(theirs) if theirs.strip() and theirs.strip() != f"{AUTHOR}:" else 0


def _shortened(comment: Element, cut: int) -> list[Splice]:
    splices: list[Splice] = []
    for t in texts(comment):
        words = markup.unescape(t.inner.decode("utf-8", "replace"))
        if len(words) > cut:
            splices.append(Splice(t.head, t.tail, markup.escape(words[:cut]).encode()))
        cut = max(cut - len(words), 0)
    return splices
