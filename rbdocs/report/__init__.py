"""Findings and rules for people and for programs: text, JSON, SARIF, HTML, Markdown."""
