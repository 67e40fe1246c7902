"""What the elements of a run show: nothing by themselves, a sign, an object, a note, a break."""

from __future__ import annotations

from rbdocs.word.xml import W

# What shows nothing by itself: properties, marks of a proofreader, text that is no longer there.
SILENT = {
    f"{W}{name}"
    for name in (
        "rPr",
        "pPr",
        "sdtPr",
        "sdtEndPr",
        "smartTagPr",
        "customXmlPr",
        "rubyPr",
        "bookmarkEnd",
        "proofErr",
        "permStart",
        "permEnd",
        "lastRenderedPageBreak",
        "commentRangeStart",
        "commentRangeEnd",
        "annotationRef",
        "footnoteRef",
        "endnoteRef",
        "separator",
        "continuationSeparator",
        "delText",
        "delInstrText",
        "tbl",
        "del",
        "moveFrom",
    )
}
SIGNS = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
    f"{W}softHyphen": "\u00ad",
    f"{W}pgNum": "[PAGE]",
} | {
    # ISO/IEC 29500-1, 17.3.3: the day on which it is printed.
    f"{W}{part}{form}": "[DATE]"
    for part in ("day", "month", "year")
    for form in ("Short", "Long")
}
OBJECTS = {f"{W}{name}" for name in ("drawing", "pict", "object", "contentPart")}
NOTES = {f"{W}footnoteReference": "footnote", f"{W}endnoteReference": "endnote"}
NOTE_NAMES = {"footnote": "catatan kaki", "endnote": "catatan akhir"}
BREAKS = {"page": "pindah halaman", "column": "pindah kolom"}
