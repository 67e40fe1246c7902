"""rbdocs: a regulation from structured sources to finished legal documents."""

__version__ = "0.2.0"
