"""A part of a Word file with the rows of its tables put aside, as bytes: a tree takes tenfold.

A plan of 6,000 rows has a tree of 200 MB. Where two versions of it are compared, nearly all rows
are only read; those that are changed are opened one by one.
"""

from __future__ import annotations

import io
import re

from lxml import etree

from rbdocs.word.revisions import accept_all
from rbdocs.word.xml import W, parse, serialise

_ROOT, _TR, _TBL, _BODY = (f"{W}{name}" for name in ("document", "tr", "tbl", "body"))
_MARK = "baris-disisihkan"  # no name of WordprocessingML has a hyphen
_STUB = re.compile(rb'<w:tr(?: xmlns:[^=\s]+="[^"]*")* baris-disisihkan="(\d+)"/>')
# Tracked changes may reach over rows, and old merges over cells: such a part stays whole.
_WHOLE = (b":ins ", b":del ", b":moveFrom", b":moveTo", b":cell", b"Change ", b":hMerge")
_NAMED = re.compile(rb'<w:document [^>]*?xmlns:w="' + re.escape(W[1:-1].encode()) + rb'"')
OBJECT_MARKS = (b":drawing", b":pict", b":object")  # of rows in which a picture stands
_DECLARED = re.compile(rb' xmlns:[^=\s]+="[^"]*"')


class Aside:
    """The part *data*: its tree *root*, all changes accepted, and the rows that are not in it.

    A row that stands in a table of the body is an empty one in *root*, which ``whole`` opens.
    Raises PackageProblem.
    """

    def __init__(self, data: bytes) -> None:
        self._rows: list[bytes] = []
        self._declared: list[bytes] = []
        self._open, self._close = b"", b"</w:body>"
        whole = any(item in data for item in (b"<!DOCTYPE", *_WHOLE))
        if not whole and _NAMED.search(data) and data.count(b"xmlns:w=") == 1:
            self.root = self._read(data)
        else:
            self.root = parse(data)
            accept_all(self.root)

    def _read(self, data: bytes) -> etree._Element:
        steps = etree.iterparse(
            io.BytesIO(data),
            events=("start", "end"),
            tag=(_ROOT, _TR),  # of each other element, an event would only take time
            resolve_entities=False,
            no_network=True,
        )
        try:
            for event, element in steps:
                if element.tag == _ROOT:
                    if event == "start":
                        self._declare(element)
                elif event == "end" and _stands_in_body(element):
                    self._put(element, element)
        except etree.XMLSyntaxError:
            return parse(data)  # says what is wrong
        root: etree._Element = steps.root
        return root

    def _declare(self, root: etree._Element) -> None:
        """Note the namespaces of *root*, in which the rows are opened again."""
        names = {prefix: uri for prefix, uri in root.nsmap.items() if prefix}
        opening = etree.tostring(etree.Element(_BODY, nsmap=names)).removesuffix(b"/>")
        self._declared = _DECLARED.findall(opening)
        self._open = opening + b">"

    def whole(self, element: etree._Element) -> etree._Element:
        """The row that the empty row *element* stands for; any other element itself."""
        number = element.get(_MARK)
        if number is None:
            return element
        return etree.fromstring(self._open + self._rows[int(number)] + self._close)[0]

    def holds(self, element: etree._Element, *names: bytes) -> bool:
        """Whether the row *element* has an element of one of *names*, ``:drawing`` for one."""
        number = element.get(_MARK)
        data = etree.tostring(element) if number is None else self._rows[int(number)]
        return any(name in data for name in names)

    def put(self, element: etree._Element, row: etree._Element) -> None:
        """Let *row*, which ``whole`` has opened of *element*, stand in its place from now on."""
        if element is not row:
            self._put(element, row)

    def lay_by(self, row: etree._Element) -> None:
        """Put *row* aside, which was put into the tree, where rows of this part are.

        A row of a table in a cell stays: the row around it is put aside with it.
        """
        if self._open and _stands_in_body(row):
            self._put(row, row)

    def _put(self, element: etree._Element, row: etree._Element) -> None:
        data = etree.tostring(row, with_tail=False)
        end = data.index(b">")
        start = data[:end]
        for declared in self._declared:
            start = start.replace(declared, b"", 1)
        self._rows.append(start + data[end:])
        tail = element.tail
        element.clear()
        element.tail = tail
        element.set(_MARK, str(len(self._rows) - 1))

    def serialise(self) -> bytes:
        """The part with all of its rows."""
        return _STUB.sub(lambda hit: self._rows[int(hit[1])], serialise(self.root))


def _stands_in_body(row: etree._Element) -> bool:
    table = row.getparent()
    body = None if table is None else table.getparent()
    return table is not None and table.tag == _TBL and body is not None and body.tag == _BODY
