"""A letter of the office to one unit, as text and as a mail that a mail program opens as a draft."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from itertools import count
from pathlib import Path, PurePosixPath

from recon import messages
from recon import text as gate
from recon.register.month import Month
from recon.register.returns import Letter, Returned
from recon.register.values import Note, Problem
from recon.reports.register import words

_ADDRESS = re.compile(r"[A-Za-z0-9._%+\-]+@[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)+")
#: Characters no file name may hold anywhere, and names that Windows keeps for itself.
_UNFIT = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]')
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
LONGEST = 40
#: Level → heading of its findings.
PARTS = (("强制性", "letter_must"), ("核实性", "letter_verify"))


def text(letter: Letter, month: Month, lang: str) -> str:
    """The letter in plain text, lines ended by line feeds."""
    return "\n".join(_lines(letter, month, lang)) + "\n"


def _lines(letter: Letter, month: Month, lang: str) -> Iterator[str]:
    say = messages.register
    owed = letter.owed
    yield say("letter_greeting", lang, sender=owed.sender)
    yield ""
    if letter.returned:
        yield say(
            "letter_open_return",
            lang,
            month=words.long_month(month.month, lang),
            count=len(letter.returned),
            reports=words.named([one.owed for one in letter.returned]),
            due=due(letter.due, lang),
        )
    if letter.missing and month.deadline.day:
        yield say(
            "letter_open_missing",
            lang,
            today=words.long_day(month.today, lang),
            count=len(letter.missing),
            month=words.long_month(month.month, lang),
            reports=words.reports(letter.missing),
            deadline=words.long_day(month.deadline.day, lang),
            days=words.longest(letter.missing),
        )
    for number, one in enumerate(letter.returned, 1):
        yield ""
        yield from _report(one, number, lang)
    if letter.returned:
        yield ""
        yield say("letter_how", lang)
        yield say("letter_how_marked" if all(r.marked for r in letter.returned) else "letter_how_plain", lang)
    if letter.accepted:
        yield ""
        yield say("letter_accepted", lang, reports=words.named([one.owed for one in letter.accepted]))
    yield ""
    if files := attachments(letter):
        yield say("letter_attached", lang, files="、".join(path.name for path in files))
    if owed.contact or owed.phone:
        yield say("letter_contact", lang, contact=owed.contact, phone=owed.phone)
    yield say("letter_day", lang, today=words.long_day(month.today, lang))


def due(day: datetime.date | None, lang: str) -> str:
    """By when, in words: a day, or what there is to say where nobody knows the calendar."""
    if day is None:
        return messages.register("letter_no_due", lang)
    weekday = messages.register("weekdays", lang).split("|")[day.weekday()]
    return f"{words.long_day(day, lang)}（{weekday}）" if lang == "zh" else f"{day.isoformat()} ({weekday})"


def _report(one: Returned, number: int, lang: str) -> Iterator[str]:
    """One report that goes back: its findings by level, each cause once, and what was accepted."""
    kept = one.version.file
    parts = count(1)
    yield messages.register(
        "letter_report", lang, number=numeral(number, lang), network=one.owed.network, region=one.owed.region
    )
    yield messages.register(
        "letter_facts",
        lang,
        file=PurePosixPath(kept.path).name,
        version=one.version.number,
        stated=kept.stated or "—",
        received=one.version.received.isoformat(),
        verdict=messages.word(kept.verdict, lang),
        times=one.times,
    )
    for level, heading in PARTS:
        problems = [problem for problem in one.problems if problem.level == level]
        if problems:
            yield messages.register(heading, lang, part=numeral(next(parts), lang), count=len(problems))
            yield from (_problem(p, place, lang, one.ages.get(p.about, 1)) for place, p in enumerate(problems, 1))
    if one.between:
        yield messages.register("letter_between", lang, part=numeral(next(parts), lang), count=len(one.between))
        yield from (_problem(problem, place, lang) for place, problem in enumerate(one.between, 1))
    if one.explained:
        yield messages.register("letter_explained", lang, part=numeral(next(parts), lang), count=len(one.explained))
        for place, problem in enumerate(one.explained, 1):
            yield _problem(problem, place, lang)
            yield from (_note(note, lang) for note in one.notes if note.key == problem.about)


def numeral(number: int, lang: str) -> str:
    """A number as headings have it."""
    words_ = messages.register("numerals", lang).split("|")
    return words_[number - 1] if number <= len(words_) else str(number)


def _problem(problem: Problem, number: int, lang: str, months: int = 1) -> str:
    follows = messages.register("letter_follows", lang, count=problem.follows) if problem.follows else ""
    follows += messages.register("letter_lasting", lang, count=months) if months > 1 else ""
    return messages.register(
        "letter_problem",
        lang,
        number=number,
        cell="、".join(problem.cells[:1]),
        message=problem.message,
        follows=follows,
    )


def _note(note: Note, lang: str) -> str:
    key = "letter_note" if note.author and note.since else "letter_note_short"
    return messages.register(key, lang, text=one_line(note.text), author=note.author, since=note.since)


def subject(letter: Letter, month: Month, lang: str) -> str:
    """The mail's subject: who, which month, what, by when."""
    say = messages.register
    what = [
        say(key, lang, count=len(counted))
        for key, counted in (("letter_what_return", letter.returned), ("letter_what_missing", letter.missing))
        if counted
    ]
    wanted = "，".join(what) + (say("letter_before", lang, day=words.long_day(letter.due, lang)) if letter.due else "")
    return one_line(
        say(
            "letter_subject",
            lang,
            sender=letter.owed.sender,
            month=words.long_month(month.month, lang),
            what=wanted,
        )
    )


def mail(letter: Letter, month: Month, lang: str) -> bytes:
    """The letter as a mail with the marked copies attached; the same bytes for the same letter."""
    made = EmailMessage(policy=SMTP)
    made["Subject"] = subject(letter, month, lang)
    if to := addresses(letter.owed.email):
        made["To"] = tuple(Address(one_line(letter.owed.contact), addr_spec=one) for one in to)
    made["Date"] = datetime.datetime.combine(
        month.today, datetime.time(9), datetime.timezone(datetime.timedelta(hours=8))
    )
    made["X-Unsent"] = "1"
    made.set_content(text(letter, month, lang), cte="base64")
    for path in attachments(letter):
        data = path.read_bytes()
        made.add_attachment(
            data, "application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet", filename=path.name
        )
    if made.is_multipart():
        made.set_boundary("=_recon_退回".encode("unicode_escape").decode().replace("\\", "-"))
    return made.as_bytes()


def addresses(listed: str) -> list[str]:
    """The mail addresses in a cell, each once; what is none is left out."""
    return list(dict.fromkeys(_ADDRESS.findall(gate.plain(listed))))


def attachments(letter: Letter) -> list[Path]:
    """The marked copies that go with a letter."""
    return [one.marked for one in letter.returned if one.marked is not None]


def file_name(name: str) -> str:
    """A name as a file or folder may have it on any system."""
    fit = _UNFIT.sub("_", one_line(name)).strip(" .")[:LONGEST].strip(" .")
    return f"_{fit}" if not fit or _DEVICES.fullmatch(fit) else fit


def one_line(words_: str) -> str:
    """A text on one line, without characters that steer a program."""
    return " ".join("".join(c if c.isprintable() else " " for c in words_).split())


def names(letters: Sequence[Letter]) -> list[str]:
    """A folder for each letter, no two alike even where capitals make no difference."""
    listed: list[str] = []
    taken: set[str] = set()
    for letter in letters:
        plain, number = file_name(letter.owed.sender), 1
        name = plain
        while name.casefold() in taken:
            number += 1
            name = f"{plain}({number})"
        taken.add(name.casefold())
        listed.append(name)
    return listed
