"""LKP, REV: files that nothing reads, and sources of what is enacted that changed since."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from rbdocs.check.rule import Violation, peringatan
from rbdocs.edition import PATTERN, Edition, read_edition, why_no_edition
from rbdocs.model.finding import Location, Site
from rbdocs.model.lampiran_number import lampiran_of_file
from rbdocs.model.numbering import LAMPIRAN_FILE
from rbdocs.model.peraturan import Peraturan
from rbdocs.model.regulation import Regulation
from rbdocs.model.sentence import format_date

_MOVE = "Hapus, atau pindahkan ke luar folder sources."
_MOST = 20  # told of one folder by name; more are counted
_LAMPIRAN = re.compile(rf"(?P<nama>{LAMPIRAN_FILE})(?:\.ya?ml)?", re.IGNORECASE)
# How Windows, macOS, editors and people name a copy, in whichever language they speak.
_COPY = re.compile(
    r"~\$|^(copy of|salinan|backup)\b|\b(copy|salinan|cadangan|backup|lama|old)\b|\(\d+\)"
    r"|\.(bak|old|orig|tmp|swp)$|~$",
    re.IGNORECASE,
)
_PICTURE = re.compile(
    r"\.(svgz?|gif|bmp|tiff?|webp|emf|wmf|avif|heic|vsdx?|drawio|pptx?|pdf|png|jpe?g)$", re.I
)
_DOCUMENT = re.compile(r"\.(doc|docx|docm|dotx|odt|rtf|xls|xlsx|xlsm|ods|csv|zip|txt)$", re.I)
_YEAR_FOLDER = re.compile(r"(19|20)\d\d\D")


@peringatan(
    code="LKP07",
    statement="Setiap berkas di folder sumber dipakai.",
    ground="Suntingan dalam salinan atau berkas yang tidak dibaca tidak pernah tercetak.",
)
def files_are_used(regulation: Regulation) -> Iterator[Violation]:
    """Yield the files and folders that nothing reads; of a folder with very many, their number."""
    folders: dict[str, list[Location]] = defaultdict(list)
    for location in regulation.tidak_dipakai:
        folders[location.file.rpartition("/")[0]].append(location)
    for folder, listing in folders.items():
        for location in listing[:_MOST]:
            name = location.file.rpartition("/")[2]
            why, hint = _judge(name, location.file, regulation.peraturan)
            yield Violation(Site(location), f"Tidak dipakai{why}; isinya tidak tercetak.", hint)
        if len(listing) > _MOST:
            yield Violation(
                Site(Location(folder)),
                f"Masih {len(listing) - _MOST} berkas lain di folder ini tidak dipakai.",
                "Pindahkan semuanya ke luar folder sources.",
            )


def _judge(name: str, file: str, peraturan: Peraturan) -> tuple[str, str]:
    """Say why nothing reads the file or folder *name*, and what to do."""
    if _COPY.search(name):
        return ": ini salinan atau berkas sementara", (
            f"Bandingkan dengan aslinya bila berisi suntingan. {_MOVE}"
        )
    if hit := _LAMPIRAN.fullmatch(name):
        return _of_lampiran(name, hit["nama"].lower(), peraturan)
    if _YEAR_FOLDER.match(name) and file.count("/") == 1:
        return "", f"{why_no_edition(name)}. {_MOVE}"
    if _PICTURE.search(name):
        return "", (
            "Gambar diletakkan di folder Lampirannya sebagai PNG atau JPEG bernama sama dengan "
            "uraiannya, misalnya gambar-2-1.png di samping gambar-2-1.yaml; gambar lain (SVG, PDF) "
            f"dibuka di program asalnya dan disimpan sebagai PNG. {_MOVE}"
        )
    if _DOCUMENT.search(name):
        return ": sumber adalah berkas .yaml dan .md", _MOVE
    if name.endswith(".md") and "/lampiran-" in file:
        return ": tidak disebut dalam naskah.yaml", (
            f"Tambahkan «- berkas: {name}» pada «isi» dalam naskah.yaml, atau hapus berkasnya."
        )
    if name.lower().endswith((".yml", ".yaml", ".md")) and (right := _usual(name)) != name:
        return ": nama ini bukan nama sumber", f"Bila ini yang dimaksud, jadikan {right}. {_MOVE}"
    return "", _MOVE


def _of_lampiran(name: str, folder: str, peraturan: Peraturan) -> tuple[str, str]:
    nomor = lampiran_of_file(folder)
    if nomor is None:
        return ": tidak ada Lampiran bernomor itu", _MOVE
    if nomor in peraturan.dihapus:
        return f": Lampiran {nomor} dihapus oleh peraturan ini", (
            f"Hapus berkasnya, atau cabut penghapusan Lampiran {nomor} dari Pasal I."
        )
    if nomor in peraturan.warisan:
        since = peraturan.warisan[nomor]
        return f": Lampiran {nomor} tetap berlaku menurut sources/{since}", (
            f"Bila Lampiran {nomor} diganti: revisi {peraturan.edition} --dari {since} --lampiran "
            f"{nomor}. Bila tidak, hapus berkasnya."
        )
    if nomor in peraturan.lampiran:
        right = _usual(name)
        if right != name:
            return (
                ": nama ini bukan nama sumber",
                f"Bila ini yang dimaksud, jadikan {right}. {_MOVE}",
            )
        return f": Lampiran {nomor} dibaca dari folder {folder}", "Hapus salah satunya."
    return f": peraturan.yaml tidak menyebut Lampiran {nomor}", (
        f"Tambahkan {nomor} pada «lampiran» dalam peraturan.yaml, atau hapus berkasnya."
    )


def _usual(name: str) -> str:
    """How *name* would be written if it were a source."""
    return re.sub(r"\.yml$", ".yaml", name.lower())


_SOURCE = re.compile(rf"sources/(?P<tahun>{PATTERN})/(?P<lampiran>{LAMPIRAN_FILE})?")


@peringatan(
    code="REV05",
    statement="Sumber peraturan yang sudah ditetapkan tidak disunting.",
    ground="Naskah yang ditetapkan adalah hukum; ia diubah dengan peraturan perubahan.",
)
def sumber_terkunci(regulation: Regulation) -> Iterator[Violation]:
    """Yield the sources of an enacted regulation that were edited since it was locked."""
    for location in regulation.changed:
        hit = _SOURCE.match(location.file)
        tahun = (hit and read_edition(hit["tahun"])) or regulation.peraturan.edition
        yield Violation(
            Site(location),
            f"Berkas ini berubah sesudah peraturan tahun {tahun} ditetapkan.",
            f"Kembalikan berkasnya dan buat perubahannya: {_revision(regulation, tahun)}"
            f"{_option(hit)}. Bila yang dibetulkan salah salin dari naskah, kunci lagi: "
            f"tetapkan {tahun}.",
            {},
        )


def _revision(regulation: Regulation, tahun: Edition) -> str:
    """The command that lets the text of *tahun* be amended: in this draft, or in the next year."""
    own, last = regulation.peraturan.edition, regulation.sebelumnya
    if last is not None:
        return f"revisi {own} --dari {last.peraturan.edition}"
    return f"revisi {max(own, tahun).next_year} --dari {max(own, tahun)}"


def _option(hit: re.Match[str] | None) -> str:
    """What names the Lampiran of a source in that command; nothing for the body."""
    nomor = lampiran_of_file(hit["lampiran"]) if hit and hit["lampiran"] else None
    return f" --lampiran {nomor}" if nomor else ""


@peringatan(
    code="REV07",
    statement="Yang tercetak dari daftar pejabat tetap seperti waktu peraturannya ditetapkan.",
    ground="Yang menandatangani tidak berganti sesudah naskahnya ditandatangani.",
)
def cetakan_terkunci(regulation: Regulation) -> Iterator[Violation]:
    """Yield what locked regulations now print otherwise, and locks too old to tell."""
    for item in regulation.changed_prints:
        day = f" pada {format_date(item.pada)}" if item.pada else ""
        yield Violation(
            Site(item.location),
            f"{item.apa}{day} sekarang {_shown(item.kini)}, padahal peraturan tahun {item.tahun} "
            f"dikunci dengan {_shown(item.dikunci)}.",
            f"Tulis kembali {_shown(item.dikunci)}.{_SUCCESSOR if item.pada else ''} Bila yang "
            f"dibetulkan salah salin dari naskah, kunci lagi: tetapkan {item.tahun}.",
            {"tahun": item.tahun.as_value(), "dikunci": item.dikunci, "sekarang": item.kini},
        )
    for location in regulation.kunci_lama:
        tahun = location.file.split("/")[-2]
        yield Violation(
            Site(location),
            "Kunci ini dibuat sebelum yang tercetak dari sources/instansi.yaml ikut dikunci, jadi "
            "perubahan nama pejabat di sana tidak akan diketahui.",
            f"Pastikan pejabat tahun {tahun} dalam sources/instansi.yaml sama dengan naskahnya, "
            f"lalu kunci lagi: tetapkan {tahun}.",
            {},
        )


_SUCCESSOR = (
    " Pejabat yang menggantikannya ditulis sebagai butir baru dengan «berlaku: {dari: ...}», dan "
    "«sampai» pada butir yang lama."
)


def _shown(text: str) -> str:
    return f"«{text}»" if text else "(tidak ada)"
