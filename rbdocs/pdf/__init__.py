"""From Word to PDF through LibreOffice: converting, joining, archiving, comparing the words."""
