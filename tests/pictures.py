"""The pictures in README and the guide, made of what the program makes.

``python3 -m tests.pictures`` draws them anew into docs/gambar, with a fingerprint of what each
shows; tests/test_pictures.py says when one shows what is no more.
"""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from rbdocs.cli import main
from rbdocs.documents.make import make_documents
from rbdocs.files import Project, digest
from tests.office import to_pdf
from tests.sample import ROOT, copy_enacted, regulation_of

FOLDER = ROOT / "docs/gambar"
FINGERPRINTS = FOLDER / "isi.json"
LARGEST = 150_000  # bytes of a picture: README is read on slow lines, too
_COLOURS = 64
_WIDTH, _HEIGHT = 1100, 760
_CARDS = 4  # as many as a picture of a page shows at most
_OF_DOCUMENT = 60_000  # letters of a document's XML: more than its first two pages
_DPI = 70


def make_shown(folder: Path) -> dict[str, Path]:
    """Make in *folder* what the pictures show, by the name of the picture."""
    root = copy_enacted(folder / "proyek")
    _run("revisi", "2024", "--dari", "2023", "--akar", str(root))
    for name, arguments in (
        ("temuan.html", ("periksa", "2023", "--format", "html")),
        ("banding.html", ("banding", "2023", "2024", "--format", "html")),
        (".", ("banding", "2023", "2024", "--format", "matriks")),
    ):
        _run(*arguments, "--ke", str(folder / name), "--akar", str(root))
    regulation = regulation_of(root, 2023)
    for document in make_documents(Project(root), regulation):
        if document.nama == "lampiran-2.docx":
            (folder / document.nama).write_bytes(document.content)
    return {
        "lampiran-2.png": folder / "lampiran-2.docx",
        "matriks.png": folder / "matriks.docx",
        "temuan.png": folder / "temuan.html",
        "banding.png": folder / "banding.html",
    }


def _run(*arguments: str) -> None:
    status = main(list(arguments))
    assert status in (0, 1), arguments


def fingerprint(path: Path) -> str:
    """Return the fingerprint of what a picture of *path*, its first page or screen, shows."""
    if path.suffix == ".docx":
        with zipfile.ZipFile(path) as package:
            return digest(package.read("word/document.xml")[:_OF_DOCUMENT])
    head, *cards = path.read_text("utf-8").split("<article ")
    return digest("".join((head, *cards[:_CARDS])).encode())


def fingerprints(folder: Path) -> dict[str, str]:
    """Return the fingerprint of each picture as it would be drawn now; *folder* is used for it."""
    return {name: fingerprint(path) for name, path in make_shown(folder).items()}


def _of_page(path: Path) -> bytes:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        page = browser.new_page(viewport={"width": _WIDTH, "height": _HEIGHT})
        page.goto(path.as_uri())
        shot = page.screenshot()
        browser.close()
    return bytes(shot)


def _of_document(path: Path) -> bytes:
    (pdf,) = to_pdf([path], path.parent)
    target = path.with_suffix("")
    command = ["pdftoppm", "-r", str(_DPI), "-png", "-singlefile", str(pdf), str(target)]
    subprocess.run(command, check=True, timeout=60)
    return target.with_suffix(".png").read_bytes()


def _small(picture: bytes) -> bytes:
    stream = io.BytesIO()
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    image.quantize(_COLOURS).save(stream, "PNG", optimize=True)
    return stream.getvalue()


def draw() -> None:
    """Draw all pictures into docs/gambar, with their fingerprints."""
    kinds: dict[str, Callable[[Path], bytes]] = {".html": _of_page, ".docx": _of_document}
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        shown = make_shown(Path(name))
        for target, path in shown.items():
            (FOLDER / target).write_bytes(_small(kinds[path.suffix](path)))
        known = {target: fingerprint(path) for target, path in shown.items()}
    FINGERPRINTS.write_text(json.dumps(known, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(draw())
