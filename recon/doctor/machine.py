"""What this computer has: versions, optional parts, fonts, calendar years, encodings."""

from __future__ import annotations

import importlib
import importlib.metadata
import locale
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator

from recon.doctor.line import Line
from recon.version import __version__

_LIBRARIES = ("python-calamine", "numpy", "pandas", "pandera", "xlsxwriter", "click", "chinesecalendar")
#: Optional part → the library it takes, and its word in the catalogue of what it would give.
_OPTIONAL = (
    ("crypto", "msoffcrypto-tool"),
    ("match", "rapidfuzz"),
    ("match", "scipy"),
    ("dask", "distributed"),
)
#: The fonts of the workbooks made, and what stands for them elsewhere.
_FONTS = (
    ("宋体", ("SimSun", "宋体", "Songti SC", "Noto Serif CJK SC", "Source Han Serif SC")),
    ("黑体", ("SimHei", "黑体", "Heiti SC", "Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Micro Hei")),
)


def machine() -> list[Line]:
    """Every line about this computer; nothing is changed or sent anywhere."""
    return [
        Line(
            "program",
            {"version": __version__, "python": platform.python_version(), "system": platform.platform()},
            0,
        ),
        *_versions(),
        *_optional(),
        *_calendar(),
        *_encodings(),
        *_fonts(),
        *_programs(),
    ]


def _version(name: str) -> str:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return ""


def _versions() -> Iterator[Line]:
    for name in _LIBRARIES:
        version = _version(name)
        yield (Line("library", {"name": name, "version": version}) if version else Line("no_library", {"name": name}))


def _optional() -> Iterator[Line]:
    for extra, name in _OPTIONAL:
        version = _version(name)
        words: dict[str, object] = {
            "name": name,
            "version": version,
            "gives": (f"gives_{extra}", {}),
            "extra": extra,
        }
        yield Line("has_optional" if version else "no_optional", words)


def _calendar() -> Iterator[Line]:
    """The years whose working days are known."""
    try:
        calendar = importlib.import_module("chinese_calendar.constants")
    except ImportError:
        return
    years = sorted({day.year for day in calendar.holidays})
    yield Line("calendar", {"first": years[0], "last": years[-1]})


def _encodings() -> Iterator[Line]:
    shown = getattr(sys.stdout, "encoding", None) or "—"
    yield Line(
        "encodings",
        {"shown": shown, "files": locale.getpreferredencoding(False), "names": sys.getfilesystemencoding()},
    )
    try:
        "核对通过：全省，３,198.32万元 ≠".encode(shown)
    except (LookupError, UnicodeError):
        yield Line("no_chinese", {"shown": shown}, 2)


def _fonts() -> Iterator[Line]:
    """A line for each font of the workbooks, installed or not; none where the system cannot be asked."""
    if sys.platform == "win32" or not shutil.which("fc-list"):
        return
    listed = subprocess.run(
        ["fc-list", ":", "family"], capture_output=True, text=True, errors="replace", timeout=20, check=False
    ).stdout
    for font, names in _FONTS:
        installed = next((name for name in names if name in listed), "")
        yield Line("font", {"font": font, "name": installed}) if installed else Line("no_font", {"font": font})


def _programs() -> Iterator[Line]:
    path = shutil.which("soffice") or shutil.which("libreoffice")
    yield Line("office", {"path": path}) if path else Line("no_office")
