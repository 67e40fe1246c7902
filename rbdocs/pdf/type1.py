"""Type 1 fonts without the serial number that LibreOffice gives them.

LibreOffice turns an OpenType font such as URW Bookman into Type 1 and counts its fonts from the
start of the process, so a document converted alone would differ from the same one among others.
The number (/UniqueID) means nothing to a reader of the PDF. Adobe Type 1 Font Format, chapter 7,
gives the cipher of the second part of such a font.
"""

from __future__ import annotations

import re

_SERIAL = re.compile(rb"/UniqueID \d+")
_KEY, _FACTOR, _SUMMAND = 55665, 52845, 22719


def without_serial(font: bytes, clear: int, encrypted: int) -> bytes:
    """Return *font* with every digit of its serial number as 0, and thus of the same length.

    *clear* and *encrypted* are the sizes in bytes of its first and second part.
    """
    head, secret, tail = font[:clear], font[clear : clear + encrypted], font[clear + encrypted :]
    return _zeroed(head) + _encrypt(_zeroed(_decrypt(secret))) + tail


def _zeroed(text: bytes) -> bytes:
    return _SERIAL.sub(lambda hit: re.sub(rb"\d", b"0", hit[0]), text)


def _decrypt(cipher: bytes) -> bytes:
    key = _KEY
    plain = bytearray()
    for byte in cipher:
        plain.append(byte ^ key >> 8)
        key = (byte + key) * _FACTOR + _SUMMAND & 0xFFFF
    return bytes(plain)


def _encrypt(plain: bytes) -> bytes:
    key = _KEY
    cipher = bytearray()
    for byte in plain:
        cipher.append(byte ^ key >> 8)
        key = (cipher[-1] + key) * _FACTOR + _SUMMAND & 0xFFFF
    return bytes(cipher)
