"""The bytes of an exported table as text, by its mark, by what it declares, or as Chinese systems write it."""

from __future__ import annotations

import codecs
import re

from recon.guard.limits import Unsafe

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_DECLARED = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:\-]+)", re.IGNORECASE)
#: GB18030 holds all that its forerunners do.
_CHINESE = {"gb2312", "gbk", "gb_2312-80", "x-gbk", "cp936", "ms936", "windows-936", "chinese", "hz-gb-2312"}


def decoded(data: bytes, declared: str = "") -> str:
    """All of the text; raises Unsafe where it is not wholly text of the encoding that it says, or of a usual one."""
    marked = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), "")
    match = _DECLARED.search(data[:4096])
    stated = (declared or (match[1].decode("ascii", "replace") if match else "")).lower()
    stated = "gb18030" if stated in _CHINESE else stated
    for encoding in filter(None, [marked] if marked else [stated, "utf-8", "gb18030"]):
        try:
            return data.decode(encoding)
        except (UnicodeError, LookupError):
            continue
    raise Unsafe("FILE04", "encoding")
