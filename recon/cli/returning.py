"""``recon register … --return``: a folder of letters, one for each unit, and the office's list of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from recon import messages

if TYPE_CHECKING:
    from recon.register.returns import Letter, Round


def write(sent: Round, folder: Path, lang: str) -> Path | None:
    """Write what goes back below ``folder`` and return the office's list; None where nothing goes back.

    A round has a folder of its own by month, number and day: the same round again gives the same files, those that
    it has no more go to 历史 beside it. Raises OSError.
    """
    from recon.cli.mirror import HISTORY
    from recon.outputs import workplace
    from recon.reports import letters, seal
    from recon.reports.register import returning

    if not any(letter.sent for letter in sent.letters):
        return None
    words = {"month": sent.month.month, "number": sent.number, "day": sent.month.today.isoformat()}
    home = folder / messages.register("folder_named", lang, **words)
    home.mkdir(parents=True, exist_ok=True)
    folders = dict(
        zip(
            (place for place, letter in enumerate(sent.letters) if letter.sent),
            letters.names([letter for letter in sent.letters if letter.sent]),
            strict=True,
        )
    )
    for place, name in folders.items():
        _letter(sent.letters[place], sent, home / name, home / HISTORY, lang)
    _stale(home, {*folders.values(), HISTORY})
    wanted = home / messages.register("list_named", lang, **words)
    with workplace(wanted) as made:
        returning.write(sent, folders, made, lang=lang)
        from recon.cli.mirror import Mirror

        return Mirror(home).settle(made, wanted, seal.unbroken)


def _letter(letter: Letter, sent: Round, home: Path, history: Path, lang: str) -> None:
    """The files of one letter; what lies there otherwise is kept in 历史."""
    from recon.reports import letters

    home.mkdir(exist_ok=True)
    words = {"month": sent.month.month, "sender": letters.file_name(letter.owed.sender)}
    stem = messages.register("letter_named", lang, **words)
    text = letters.text(letter, sent.month, lang).replace("\n", "\r\n")
    files = {
        f"{stem}.txt": text.encode("utf-8-sig"),
        f"{stem}.eml": letters.mail(letter, sent.month, lang),
        **{path.name: path.read_bytes() for path in letters.attachments(letter)},
    }
    for path in sorted(home.iterdir()):
        if path.name not in files or path.read_bytes() != files[path.name]:
            _away(path, history / home.name)
    for name, data in files.items():
        if not (home / name).exists():
            (home / name).write_bytes(data)


def _stale(home: Path, kept: set[str]) -> None:
    """Move the folders of units that nothing goes back to any more."""
    from recon.cli.mirror import HISTORY

    for path in sorted(home.iterdir()):
        if path.is_dir() and path.name not in kept:
            _away(path, home / HISTORY)


def _away(path: Path, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    target, number = folder / path.name, 2
    while target.exists():
        target, number = folder / f"{path.stem}({number}){path.suffix}", number + 1
    path.rename(target)
