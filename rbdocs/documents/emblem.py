"""The crest, for the place that a template keeps for it."""

from __future__ import annotations

from rbdocs.model.figure import CREST_WIDTH, Image
from rbdocs.word.environment import Xml
from rbdocs.word.picture import Picture, PictureStore, inline_picture

_HEIGHT = 25  # millimetres; the filter tinggi makes it another
_EMU_PER_MM = 36000
_PIXELS_PER_MM = 300 / 25.4
_ALT = "Lambang"


def crest_run(crest: Image | None, media: PictureStore) -> Xml | str:
    """Return what prints *crest*, 25 mm high, as a tag; "" without one."""
    if crest is None:
        return ""
    scale = min(_HEIGHT / crest.height, CREST_WIDTH / crest.width) * _PIXELS_PER_MM
    picture = Picture(crest.data, round(crest.width * scale), round(crest.height * scale))
    room = CREST_WIDTH * _EMU_PER_MM, _HEIGHT * _EMU_PER_MM
    return inline_picture(media.add(picture), picture, _ALT, *room)
