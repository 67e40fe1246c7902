"""The pictures in README and the guide, and the screen that it quotes, made by the program itself.

``python3 -m tests.pictures`` draws them anew into docs/gambar, with a fingerprint of the words that
each shows; ``python3 -m tests.pictures --periksa`` says which of them show what is no more.
"""

from __future__ import annotations

import contextlib
import html
import io
import json
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageChops
from playwright.sync_api import sync_playwright

from rbdocs.cli import main
from rbdocs.files import digest
from tests.office import to_pdf
from tests.sample import ROOT, copy_enacted

FOLDER = ROOT / "docs/gambar"
GUIDE = ROOT / "docs/panduan.md"
FINGERPRINTS = FOLDER / "isi.json"
LARGEST, ALL = 200_000, 1_500_000  # bytes of a picture, and of all: the guide is read on slow lines
_COLOURS = 64
_WIDTH, _HEIGHT = 1100, 900
_CARDS = 4  # as many as a picture of a page shows at most
_OF_DOCUMENT = 3000  # letters of a document's text: about its first pages
_DPI, _RIM = 105, 14
SCREEN = re.compile(r"(<!-- layar: mulai, dibuat -->\n).*?(<!-- layar: selesai -->)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Picture:
    """What is shown: a file that the program makes, its page, or the address of a page in it."""

    file: str
    page: int = 1
    address: str = ""


PICTURES = {
    "lampiran-2.png": Picture("2023/lampiran-2.docx"),
    "evaluasi.png": Picture("2023/evaluasi.docx"),
    "rancangan.png": Picture("2024/lampiran-2.docx"),
    "lembar.png": Picture("2024/permintaan/diskominfo.xlsx", page=2),
    "temuan.png": Picture("2024/temuan.html"),
    "banding.png": Picture("banding/banding.html", address="#?cari=G-09&tercetak=ya"),
    "matriks.png": Picture("banding/matriks.docx", page=5),
    "lacak.png": Picture("banding/lampiran-2.docx"),
}
REACHED = """\
tanda_tangan: {tanggal: 2024-01-31}
realisasi:
  - {kode: G-05, tw: ["-", "-", 1, "-"], bukti: Peta rencana SPBE}
  - kode: G-08
    tw: [6890, 4110, 0, 0]
    triwulan: [{tw: 2, kendala: Server padam, solusi: Permohonan diterima di loket}]
  - {kode: G-09, tw: ["-", 4, "-", 3]}
  - {kode: G-10, tw: ["25%", "20%", "25%", "10%"]}
  - {kode: K-04, tw: [52559, 5427, 3952, 0]}
"""
# What the offices have answered of the draft, in Lampiran II: the quarters, and the total.
ANSWERED = {
    "G-06": ('["-", "-", 1, "-"]', "1"),
    "G-08": ("[7000, 4200, 0, 0]", "11200"),
    "G-09": ('["-", 5, "-", 4]', "10"),
}


def make_shown(folder: Path) -> dict[str, Path]:
    """Make in *folder* what the pictures show, by the name of the picture, and ``layar.txt``."""
    root = copy_enacted(folder / "proyek")
    (root / "sources/2023/realisasi.yaml").write_text(REACHED, "utf-8")
    _run(root, "bangun", "2023", "--tanpa-pdf")
    _run(root, "revisi", "2024", "--dari", "2023")
    (folder / "layar.txt").write_text(_run(root, "periksa", "2024"), "utf-8")
    _run(root, "minta", "2024", "--untuk", "diskominfo")
    _answer(root / "sources/2024/lampiran-2.yaml")
    _run(root, "bangun", "2024", "--rancangan", "--tanpa-pdf")
    _run(root, "periksa", "2024", "--format", "html")
    for view in ("html", "matriks", "docx"):
        _run(root, "banding", "2023", "2024", "--format", view)
    return {name: root / "output" / shown.file for name, shown in PICTURES.items()}


def _answer(path: Path) -> None:
    text = path.read_text("utf-8")
    for kode, (quarters, total) in ANSWERED.items():
        hit = re.search(rf"kode: {kode}\b", text)
        assert hit is not None, kode
        start = hit.start()
        head, row = text[:start], text[start:]
        row = re.sub(r"tw: \[.*", f"tw: {quarters}", row, count=1)
        row = re.sub(r"(?m)^( +total:).*", rf"\1 {total}", row, count=1)
        text = head + row
    path.write_text(text, "utf-8")


def _run(root: Path, *arguments: str) -> str:
    with contextlib.redirect_stdout(io.StringIO()) as told:
        status = main([*arguments, "--akar", str(root)])
    assert status in (0, 1), arguments
    return told.getvalue()


def fingerprint(path: Path) -> str:
    """Return the fingerprint of the words that a picture of *path*, or its first pages, shows."""
    if path.suffix == ".html":
        head, *cards = path.read_text("utf-8").split("<main>")[-1].split("<article ")
        text = "".join((head, *cards[:_CARDS]))
    else:
        with zipfile.ZipFile(path) as package:
            names = [name for name in package.namelist() if re.search(r"document|sheet\d", name)]
            text = "".join(package.read(name).decode() for name in sorted(names))
    words = " ".join(html.unescape(re.sub("<[^>]+>", " ", text)).split())
    return digest(words[:_OF_DOCUMENT].encode())


def _of_pages(paths: Mapping[str, Path]) -> dict[str, bytes]:
    """Screenshots of the pages for the browser among *paths*."""
    result = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        for name, path in paths.items():
            page = browser.new_page(viewport={"width": _WIDTH, "height": _HEIGHT})
            page.goto(path.as_uri() + PICTURES[name].address)
            page.wait_for_timeout(100)
            result[name] = bytes(page.screenshot())
        browser.close()
    return result


def _of_document(path: Path, number: int) -> bytes:
    """A page of the document or workbook *path* as LibreOffice lays it out, without its margins."""
    (pdf,) = to_pdf([path], path.parent)
    target = path.with_suffix("")
    which = ["-f", str(number), "-l", str(number), "-singlefile"]
    command = ["pdftoppm", "-r", str(_DPI), "-png", *which, str(pdf), str(target)]
    subprocess.run(command, check=True, timeout=60)
    return target.with_suffix(".png").read_bytes()


def _small(picture: bytes) -> bytes:
    """*picture* without its empty rim, in few colours."""
    stream = io.BytesIO()
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    box = ImageChops.difference(image, Image.new("RGB", image.size, "white")).getbbox()
    assert box is not None
    left, top, right, bottom = box
    width, height = image.size
    image = image.crop(
        (
            max(left - _RIM, 0),
            max(top - _RIM, 0),
            min(right + _RIM, width),
            min(bottom + _RIM, height),
        )
    )
    image.quantize(_COLOURS).save(stream, "PNG", optimize=True)
    return stream.getvalue()


def draw() -> None:
    """Draw all pictures into docs/gambar, with their fingerprints, and the screen in the guide."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        shown = make_shown(Path(name))
        pictures = _of_pages({key: path for key, path in shown.items() if path.suffix == ".html"})
        for key, path in shown.items():
            picture = pictures.get(key) or _of_document(path, PICTURES[key].page)
            (FOLDER / key).write_bytes(_small(picture))
        known = {key: fingerprint(path) for key, path in shown.items()}
        screen = (Path(name) / "layar.txt").read_text("utf-8")
    FINGERPRINTS.write_text(json.dumps(known, indent=2) + "\n", encoding="utf-8")
    text = SCREEN.sub(
        lambda hit: f"{hit[1]}\n```text\n{screen}```\n\n{hit[2]}", GUIDE.read_text("utf-8")
    )
    GUIDE.write_text(text, encoding="utf-8")


def stale() -> list[str]:
    """Return the pictures that show what is no more."""
    known = json.loads(FINGERPRINTS.read_text("utf-8"))
    with tempfile.TemporaryDirectory() as name:
        shown = make_shown(Path(name))
        return [key for key, path in shown.items() if known.get(key) != fingerprint(path)]


if __name__ == "__main__":
    if sys.argv[1:] == ["--periksa"]:
        old = stale()
        print("\n".join(old) or "Semua gambar menunjukkan yang dibuat sekarang.")
        sys.exit(bool(old))
    draw()
