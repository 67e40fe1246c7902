"""This year's sources -> next year's: what is carried over, what is open, what was touched."""
