"""Word documents -> PDF: one LibreOffice process, then the same bytes for the same documents.

Nothing here prints, and nothing here knows the sources: what a document says of itself (title,
subject, headings) comes back from the PDF that LibreOffice makes of it.
"""
