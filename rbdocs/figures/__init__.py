"""Figures and charts: what a description says, laid out, drawn as SVG, made a picture."""
