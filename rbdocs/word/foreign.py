"""What no document may hold, taken out of a part: comments, objects, links, data of others."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from rbdocs.word.fieldcodes import is_safe_address
from rbdocs.word.kept_parts import KeptRelation, Linked
from rbdocs.word.removals import (
    BINDING,
    COMMENT,
    CONTROL,
    CUSTOM_XML,
    FONT,
    FOREIGN,
    HYPERLINK,
    LINK,
    OBJECT,
    PERSONAL,
    RemovalKind,
    Scene,
)
from rbdocs.word.xml import (
    MC,
    PIC,
    W14,
    W15,
    WPC,
    WPG,
    WPS,
    A,
    O,
    R,
    V,
    W,
    drop,
    local,
    namespace,
    unwrap,
)

_WP14 = "{http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_A14 = "{http://schemas.microsoft.com/office/drawing/2010/main}"
_KNOWN = {
    *(W, W14, W15, MC, A, PIC, V, O, WPS, WPG, WPC, _WP, _WP14, _A14),
    "{urn:schemas-microsoft-com:office:word}",
    "{http://schemas.openxmlformats.org/officeDocument/2006/math}",
}
_ATTRIBUTES = _KNOWN | {R, "", "{http://www.w3.org/XML/1998/namespace}"}
_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_GRAPHICS = {PIC[1:-1], WPS[1:-1], WPG[1:-1], WPC[1:-1]}
_COMMENTS = {f"{W}commentRangeStart", f"{W}commentRangeEnd", f"{W}annotationRef"}
_OBJECTS = {
    *(f"{W}{name}" for name in ("altChunk", "subDoc", "movie", "contentPart", "control")),
    *(f"{W}{name}" for name in ("objectEmbed", "objectLink", "bgSound", "printerSettings")),
    *(f"{W14}contentPart", f"{O}OLEObject", f"{O}signatureline", f"{O}ink"),
    *(f"{A}{name}" for name in ("audioCd", "audioFile", "quickTimeFile", "videoFile", "snd")),
    *(f"{A}wavAudioFile", f"{_A14}imgProps"),
}
_BINDINGS = {f"{W}dataBinding", f"{W15}dataBinding"}
_WRAPPERS = {f"{W}customXml", f"{W}smartTag"}
_QUIET = {f"{W}placeholder", f"{W}customXmlPr", f"{W}smartTagPr"}
_FONTS = {f"{W}embed{kind}" for kind in ("Regular", "Bold", "Italic", "BoldItalic")}
# Which kind of relation each attribute may name; what names another goes.
_IMAGES = {
    *((f"{A}blip", f"{R}embed"), (f"{V}imagedata", f"{R}id"), (f"{V}imagedata", f"{O}relid")),
    *((f"{V}{name}", at) for name in ("fill", "stroke") for at in (f"{R}id", f"{O}relid")),
}
_LINKS = {(f"{W}hyperlink", f"{R}id")} | {
    (f"{A}{name}", f"{R}id") for name in ("hlinkClick", "hlinkHover", "hlinkMouseOver")
}
_HEADERS = {(f"{W}{kind}Reference", f"{R}id"): kind for kind in ("header", "footer")}
_EXPECTED = dict.fromkeys(_IMAGES, "image") | dict.fromkeys(_LINKS, "hyperlink") | _HEADERS
_RELATED = {f"{O}relid"}
_VML_SOURCES = ("src", f"{O}href", f"{O}althref", f"{O}title")


def lost_kind(relation: KeptRelation) -> RemovalKind:
    """Return how the loss of *relation* is told."""
    if relation.kind == "hyperlink":
        return HYPERLINK
    return LINK if relation.external else OBJECT


class Cleaner:
    """Takes what is foreign out of one part, whose relations are *links*."""

    def __init__(self, links: Linked, scene: Scene) -> None:
        self._scene = scene
        self._kinds = {relation.id: relation.kind for relation in links.kept}
        self._lost = {relation.id: relation for relation in links.lost}
        self._told: set[str] = set()

    def clean(self, root: etree._Element) -> None:
        """Clean *root*; a lost relation that nothing in it names is told too."""
        self._attributes(root)
        self._walk(root)
        for relation in self._lost.values():
            if relation.external and relation.id not in self._told:
                self._scene.note(lost_kind(relation), None, relation.target)

    def _walk(self, above: etree._Element) -> None:
        for child in list(above):
            if isinstance(child.tag, str) and self._stays(child):
                self._walk(child)
                self._after(child)

    def _stays(self, element: etree._Element) -> bool:
        """Whether *element* stays for now; where not, it is gone."""
        tag = element.tag
        kind = self._kind(element)
        if kind is not None:
            self._scene.note(kind, element, self._named(element, kind))
        if kind is not None or tag in _COMMENTS | _QUIET or _strange_extension(element):
            drop(element)
            return False
        if tag == f"{W}object":
            self._scene.note(OBJECT, element, _program(element))
            _as_picture(element)
        elif tag in _WRAPPERS:
            self._scene.note(CUSTOM_XML, element, element.get(f"{W}element", ""))
        return self._attributes(element)

    def _kind(self, element: etree._Element) -> RemovalKind | None:
        """What *element* is that may not stay; None where it may."""
        tag = element.tag
        if namespace(element) not in _KNOWN:
            return FOREIGN
        if tag == f"{W}commentReference":
            return COMMENT
        if tag in _BINDINGS:
            return BINDING
        if tag in _FONTS:
            return FONT
        if tag in _OBJECTS:
            return OBJECT
        if tag == f"{W}drawing" and _graphics(element) - _GRAPHICS:
            return OBJECT
        return None

    def _named(self, element: etree._Element, kind: RemovalKind) -> str:
        if kind is FOREIGN:
            return local(element)
        for name, value in element.attrib.items():
            if str(name).startswith(R):
                self._told.add(str(value))
        return _program(element) if kind is OBJECT else ""

    def _attributes(self, element: etree._Element) -> bool:
        """Take away attributes that lead elsewhere; False where *element* went with one."""
        tag = element.tag
        for name in list(element.attrib):
            key = str(name)
            space = key[: key.rfind("}") + 1]
            value = str(element.attrib[name])
            if space not in _ATTRIBUTES or key == _BASE:
                del element.attrib[name]
            elif space == R or key in _RELATED:
                if self._kinds.get(value, "-") != _EXPECTED.get((tag, key)):
                    del element.attrib[name]
                    if not self._without(element, key, value):
                        return False
            elif space == W and key == f"{W}ed" and tag == f"{W}permStart":
                self._scene.note(PERSONAL, element, value)
                del element.attrib[name]
                element.set(f"{W}edGrp", "everyone")
            elif namespace(element) == V and (
                key in _VML_SOURCES or (key == "href" and not is_safe_address(value))
            ):
                if key != f"{O}title":
                    self._scene.note(LINK, element, value)
                del element.attrib[name]
        return True

    def _without(self, element: etree._Element, key: str, value: str) -> bool:
        """*element* has lost its relation *value*; False where it cannot be without."""
        lost = self._lost.get(value)
        kind = LINK if lost is None else lost_kind(lost)
        if lost is not None and lost.id not in self._told:
            self._told.add(lost.id)
        self._scene.note(kind, element, "" if lost is None else lost.target)
        tag = element.tag
        if tag == f"{W}hyperlink":
            return True  # unwrapped afterwards, or it goes to a bookmark
        if tag == f"{A}blip" and key != f"{R}embed" and element.get(f"{R}embed"):
            return True
        if tag in (f"{V}fill", f"{V}stroke"):
            return True
        if tag == f"{A}blip" and element.get(f"{R}link"):
            return True  # its link is next
        if tag in (f"{A}blip", f"{V}imagedata"):
            drop(_picture(element))
        else:
            drop(element)
        return False

    def _after(self, element: etree._Element) -> None:
        """Finish *element*, whose content is clean."""
        tag = element.tag
        if element.getparent() is None:
            return
        if tag in _WRAPPERS or (
            tag == f"{W}hyperlink" and not element.get(f"{R}id") and not element.get(f"{W}anchor")
        ):
            unwrap(element)
        elif tag == f"{W}sdt" and _holds_cells(element):
            self._scene.note(CONTROL, element)
            content = element.find(f"{W}sdtContent")
            if content is not None:
                unwrap(content)
            for found in element.findall(f"{W}sdtPr") + element.findall(f"{W}sdtEndPr"):
                element.remove(found)
            unwrap(element)
        elif tag == f"{MC}AlternateContent":
            _choose(element)
        elif tag in (f"{W}drawing", f"{W}pict", f"{W}numPicBullet") and not len(element):
            drop(element)


def _strange_extension(element: etree._Element) -> bool:
    """Whether *element* is an extension of DrawingML with something unknown in it."""
    return (
        local(element) == "ext"
        and element.get("uri") is not None
        and any(
            namespace(item) not in _KNOWN for item in element.iter() if isinstance(item.tag, str)
        )
    )


def _graphics(drawing: etree._Element) -> set[str]:
    return {str(element.get("uri", "")) for element in drawing.iter(f"{A}graphicData")}


def _program(element: etree._Element) -> str:
    found: Iterable[etree._Element] = element.iter(f"{O}OLEObject", f"{W}control")
    for finding in found:
        return finding.get("ProgID") or finding.get(f"{W}name") or local(finding)
    uris = sorted(_graphics(element))
    return uris[0].rpartition("/")[2] if uris else local(element)


def _as_picture(element: etree._Element) -> None:
    """Make a picture of an object: what it looks like stays, what it is goes."""
    element.tag = f"{W}pict"
    element.attrib.clear()
    for item in list(element):
        if item.tag in _OBJECTS:
            element.remove(item)


def _picture(element: etree._Element) -> etree._Element:
    """The smallest picture around *element*: one of a group, or the whole drawing."""
    result, above = element, element.getparent()
    while above is not None:
        if above.tag in (f"{PIC}pic", f"{V}shape", f"{V}rect", f"{V}oval", f"{V}roundrect"):
            result = above
            outer = above.getparent()
            if outer is not None and outer.tag in (f"{WPG}wgp", f"{WPG}grpSp", f"{V}group"):
                return result
        if above.tag in (f"{W}drawing", f"{W}pict"):
            return above
        above = above.getparent()
    return result


def _holds_cells(control: etree._Element) -> bool:
    content = control.find(f"{W}sdtContent")
    return content is not None and any(element.tag in (f"{W}tr", f"{W}tc") for element in content)


def _choose(alternate: etree._Element) -> None:
    """Keep of *alternate* what is left of it; where no choice is, its fallback takes its place."""
    for found in alternate.findall(f"{MC}Choice"):
        if not len(found):
            alternate.remove(found)
    if alternate.find(f"{MC}Choice") is not None:
        return
    fallback = alternate.find(f"{MC}Fallback")
    if fallback is None or not len(fallback):
        drop(alternate)
        return
    alternate[:] = list(fallback)
    unwrap(alternate)
