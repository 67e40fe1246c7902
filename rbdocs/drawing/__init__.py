"""Drawings that figures, documents and reports share: text measured, laid out, drawn as SVG."""
