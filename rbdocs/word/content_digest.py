"""The digest of what a document says, whatever a word processor wrote otherwise."""

from __future__ import annotations

import html
import re

from rbdocs.files import digest

_TEXT, _BREAK = re.compile(r"<w:t(?: [^>]*)?>([^<]*)"), "<w:t> </w:t>"


def content_digest(document: str) -> str:
    """Return the digest of what the XML *document* says, cell by cell.

    Spaces make no difference, nor does anything that a word processor may write otherwise.
    """
    lines = []
    for paragraph in (
        document.replace("<w:br/>", _BREAK).replace("<w:tab/>", _BREAK).split("</w:p>")
    ):
        found = _TEXT.findall(paragraph)
        if found and (words := " ".join("".join(found).split())):
            lines.append(words)
    return digest(html.unescape("\n".join(lines)).encode())
