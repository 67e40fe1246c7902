"""The commands, a module each: the arguments it takes, and its stages one after the other.

A command's module has NAME, HELP, ``arguments(parser)`` and ``run(project, arguments)``, which
returns a Result. Heavy modules are imported inside functions: start-up is felt at every run.
"""
