"""A new project: its sources and templates, for any government."""
