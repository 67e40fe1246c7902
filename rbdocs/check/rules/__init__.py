"""The rules, one module per subject; the modules do not import each other."""
