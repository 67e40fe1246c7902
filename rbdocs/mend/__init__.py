"""Mend what the checks found, where there is one way to do it."""
