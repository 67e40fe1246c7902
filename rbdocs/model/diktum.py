"""The diktum of a decree, which the model holds as it holds the articles of a regulation."""

from __future__ import annotations

from typing import Any

from rbdocs.model.numbering import is_diktum

DIKTUM = "diktum"


def article_key(nomor: str) -> str:
    """Return the key under which a source writes *nomor*: that of an article, or of a diktum."""
    return DIKTUM if is_diktum(nomor) else "pasal"


def as_article(content: Any) -> Any:
    """*content* with what it says of a diktum as the model has it: as of an article."""
    if not isinstance(content, dict):
        return content
    jenis = content.get("jenis")
    if isinstance(jenis, str) and jenis.endswith(f"-{DIKTUM}"):
        content = {**content, "jenis": f"{jenis.removesuffix(DIKTUM)}pasal"}
    if DIKTUM in content and "pasal" not in content:
        return {"pasal" if key == DIKTUM else key: value for key, value in content.items()}
    return content


def allow_diktum(schema: dict[str, Any]) -> None:
    """Let editors know that a diktum may stand where an article does."""
    properties = schema["properties"]
    properties[DIKTUM] = {"type": "string", "title": "Diktum"}
    schema["required"] = [name for name in schema.get("required", ()) if name != "pasal"]
    if "enum" in (kinds := properties.get("jenis", {})):
        kinds["enum"] += [
            f"{name.removesuffix('pasal')}{DIKTUM}"
            for name in kinds["enum"]
            if name.endswith("-pasal")
        ]
