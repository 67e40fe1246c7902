"""Faults and right edits that people wrote who had not seen the rules, and how many are found."""
