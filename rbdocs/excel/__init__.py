"""Sheets for offices, their answers, and the plan as a workbook; only here is Excel known."""
