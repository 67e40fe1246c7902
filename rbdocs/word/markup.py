"""The XML of what this program writes itself: paragraphs, runs, links, bookmarks."""

from __future__ import annotations

from xml.sax.saxutils import escape

# Where what is written goes once docxtpl has filled the rest: a paragraph that no template has.
MARK = "\ue001isi"
CONTENT = f"<w:p><w:r><w:t>{MARK}</w:t></w:r></w:p>"
TAB = "<w:tab/>"


def paragraph_xml(style: str, content: str, *, keep: bool = False, close: bool = False) -> str:
    """Return a paragraph in the *style* (an id); *keep*: it stays on the page of what follows.

    *close*: what follows comes close below it, and on its page.
    """
    kept = "<w:keepNext/>" if keep or close else ""
    kept += '<w:spacing w:after="0"/>' if close else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{kept}</w:pPr>{content}</w:p>'


def bookmarked_xml(content: str, number: int, name: str) -> str:
    """Return *content*, runs of a paragraph, in the bookmark *name*, which has the *number*."""
    mark = f'w:id="{number}"'
    return f'<w:bookmarkStart {mark} w:name="{name}"/>{content}<w:bookmarkEnd {mark}/>'


def run_xml(content: str, *, italic: bool = False) -> str:
    """Return a run with *content*, which ``text_xml`` made."""
    return f"<w:r>{'<w:rPr><w:i/><w:iCs/></w:rPr>' if italic else ''}{content}</w:r>"


def link_xml(runs: str, bookmark: str) -> str:
    """Return *runs* as a link to a *bookmark* in the document."""
    return f'<w:hyperlink w:anchor="{bookmark}" w:history="1">{runs}</w:hyperlink>'


def text_xml(text: str) -> str:
    """Return *text* as the content of a run, its line breaks as Word's own."""
    return "<w:br/>".join(
        f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n")
    )
