"""From two models, or two Word files, to what changed between them, and its views."""
