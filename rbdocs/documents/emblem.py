"""Put the crest in the place that a template keeps for it, or take that place away."""

from __future__ import annotations

import re

from lxml import etree

from rbdocs.model.figure import CREST_HEIGHT, CREST_WIDTH, Image
from rbdocs.word.markup import own_texts
from rbdocs.word.picture import Media, Picture, picture_xml
from rbdocs.word.template import Notes, W, bears_more, may_be_dropped, parent

# {{ lambang }}, or {{ lambang(20) }} for a crest 20 millimetres high.
_TAG = re.compile(r"\{\{\s*lambang\s*(?:\(\s*(\d{1,2})\s*\)\s*)?\}\}")
_HEIGHT = 25  # millimetres
_EMU_PER_MM = 36000
_PIXELS_PER_MM = 300 / 25.4
_ALT = "Lambang"


def place_crest(root: etree._Element, crest: Image | None, media: Media, notes: Notes) -> None:
    """Put *crest* where a paragraph says ``{{ lambang }}``; without one the paragraph goes."""
    for paragraph in list(root.iter(f"{W}p")):
        text = "".join(one.text or "" for one in own_texts(paragraph))
        hit = _TAG.search(text)
        if hit is None:
            continue
        if text.strip() != hit.group():
            notes.add(
                "dokumen",
                hit.group(),
                "lambang harus sendirian dalam paragrafnya",
                "Pindahkan teks lainnya ke paragraf lain.",
            )
        elif bears_more(paragraph):
            notes.add(
                "dokumen",
                hit.group(),
                "paragraf lambang memuat gambar, pemisah halaman atau penanda",
                "Pindahkan semuanya ke paragraf lain.",
            )
        elif crest is None and may_be_dropped(paragraph):
            parent(paragraph).remove(paragraph)
        elif crest is None:
            _empty(paragraph)
        else:
            _show(paragraph, crest, min(int(hit[1] or _HEIGHT), CREST_HEIGHT), media)


def _show(paragraph: etree._Element, crest: Image, height: int, media: Media) -> None:
    _empty(paragraph)
    scale = min(height / crest.height, CREST_WIDTH / crest.width) * _PIXELS_PER_MM
    picture = Picture(crest.data, round(crest.width * scale), round(crest.height * scale))
    room = CREST_WIDTH * _EMU_PER_MM, height * _EMU_PER_MM
    run = picture_xml(media.add(picture), picture, _ALT, *room)
    paragraph.append(etree.fromstring(f'<x xmlns:w="{W[1:-1]}">{run}</x>')[0])


def _empty(paragraph: etree._Element) -> None:
    for child in list(paragraph):
        if child.tag != f"{W}pPr":
            paragraph.remove(child)
