"""Workbooks encrypted by Excel or WPS, opened with their password. For the child."""

from __future__ import annotations

import io

from recon.guard.limits import MAX_FILE, MIB, Unsafe

#: With this one Excel and WPS encrypt a workbook whose structure alone is protected, and open it unasked.
DEFAULT_PASSWORD = "VelvetSweatshop"


def decrypt(data: bytes, password: str) -> bytes:
    """The workbook in plain; raises Unsafe: FILE10 for another password, FILE11 without the library."""
    try:
        import msoffcrypto
        from msoffcrypto import exceptions
    except ImportError as error:
        raise Unsafe("FILE11") from error
    if not password:
        raise Unsafe("FILE10")
    plain = io.BytesIO()
    try:
        book = msoffcrypto.OfficeFile(io.BytesIO(data))
        if book.format == "ooxml":
            book.load_key(password=password, verify_password=True)
        else:
            book.load_key(password=password)
        book.decrypt(plain)
    except exceptions.InvalidKeyError as error:
        raise Unsafe("FILE10") from error
    except exceptions.DecryptionError as error:  # a way of encrypting that the library does not know
        raise Unsafe("FILE05") from error
    except MemoryError as error:
        raise Unsafe("FILE06", "limits") from error
    except Exception as error:  # the library fails in many ways on damaged files
        raise Unsafe("FILE04", "parser") from error
    if plain.tell() > MAX_FILE:
        raise Unsafe("FILE06", "file_big", limit=MAX_FILE // MIB)
    return plain.getvalue()
