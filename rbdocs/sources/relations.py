"""What must hold between records once each has its shape: unique keys, known units and offices."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from rbdocs.model.chapter import SusunanNaskah
from rbdocs.model.finding import Finding, Level, Location
from rbdocs.model.node import Node
from rbdocs.model.peraturan import Penandatanganan, Penyalin, Regulasi
from rbdocs.model.plan_tree import (
    LampiranRencana,
    RencanaAksi,
    SubKegiatan,
    TandaTangan,
    walk,
)
from rbdocs.model.registers import DaftarPerangkatDaerah, DaftarSatuan
from rbdocs.model.values import BELUM_DIISI
from rbdocs.sources.shape import similar_hint


def finding(kode: str, location: Location, message: str, hint: str, row: str = "") -> Finding:
    """Return a loading finding about the row *row*, or about no row."""
    return Finding(kode, Level.GALAT, message, location, kode=row, hint=hint)


def check_registers(
    satuan: DaftarSatuan | None, perangkat: DaftarPerangkatDaerah | None
) -> Iterator[Finding]:
    """Yield findings about keys and spellings that the registers give twice."""
    if satuan:
        yield from duplicates("kunci", ((s.kunci, s.location("kunci")) for s in satuan.satuan))
        yield from duplicates(
            "ejaan",
            (
                (ejaan, s.location("ejaan", index))
                for s in satuan.satuan
                for index, ejaan in enumerate(s.ejaan)
            ),
        )
    if perangkat:
        all_offices = perangkat.perangkat_daerah
        yield from duplicates("kunci", ((pd.kunci, pd.location("kunci")) for pd in all_offices))
        yield from duplicates(
            "nama", ((nama, pd.location()) for pd in all_offices for nama in pd.names())
        )
        kunci = {pd.kunci for pd in all_offices}
        for pd in all_offices:
            if pd.induk is not None and pd.induk not in kunci:
                yield finding(
                    "MUAT14",
                    pd.location("induk"),
                    f"Induk «{pd.induk}» bukan kunci perangkat daerah mana pun.",
                    similar_hint(pd.induk, kunci)
                    or "Tambahkan induk itu sebagai butir tersendiri.",
                )


def duplicates(what: str, content: Iterable[tuple[str, Location]]) -> Iterator[Finding]:
    """Yield a finding for each of *content* that was there before; *what* it is called."""
    first: dict[str, Location] = {}
    for nama, location in content:
        if nama in first:
            yield finding(
                "MUAT17",
                location,
                f"{what.capitalize()} «{nama}» sudah dipakai di baris {first[nama].line}.",
                f"Pakai {what} lain, atau gabungkan kedua butir itu.",
            )
        else:
            first[nama] = location


def check_position(
    lampiran: LampiranRencana | SusunanNaskah, nomor: str, tahun: int
) -> Iterator[Finding]:
    """Yield findings where *lampiran* says it is another than Lampiran *nomor* of *tahun*."""
    if lampiran.lampiran != nomor:
        yield finding(
            "MUAT18",
            lampiran.location("lampiran"),
            f"Berkas ini untuk Lampiran {nomor}, tetapi isinya menyebut «{lampiran.lampiran}».",
            f"Tulis lampiran: {nomor}, atau pindahkan isinya ke berkas yang benar.",
        )
    if lampiran.tahun != tahun:
        yield finding(
            "MUAT18",
            lampiran.location("tahun"),
            f"Berkas ini di folder {tahun}, tetapi isinya menyebut tahun {lampiran.tahun}.",
            f"Tulis tahun: {tahun}, atau pindahkan berkasnya.",
        )


def check_lampiran(lampiran: LampiranRencana, nomor: str, tahun: int) -> Iterator[Finding]:
    """Yield findings about *lampiran* taken alone, which stands as Lampiran *nomor* of *tahun*."""
    yield from check_position(lampiran, nomor, tahun)
    for node in walk(lampiran):
        listing = getattr(node, "rencana_aksi", None)
        if listing is None:
            continue
        above: RencanaAksi | None = None
        for aksi in listing:
            if isinstance(aksi, RencanaAksi):
                yield from _continuation(aksi, above)
                above = aksi


def _continuation(aksi: RencanaAksi, above: RencanaAksi | None) -> Iterator[Finding]:
    """Each column is given or carries on from above, never both and never neither."""
    if aksi.lanjut and aksi.printed and above is not None and not above.printed:
        yield finding(
            "MUAT15",
            aksi.location("lanjut"),
            f"{above.kode} di atasnya diputuskan «{above.keputusan}» dan tidak lagi tercetak, jadi "
            "tidak ada kolom untuk dilanjutkan.",
            f"Hapus «lanjut» dan pindahkan isi kolomnya dari {above.kode} ke sini.",
            aksi.kode,
        )
    if aksi.lanjut and above is None:
        yield finding(
            "MUAT15",
            aksi.location("lanjut"),
            "Ini rencana aksi pertama di bawah indikatornya; tidak ada baris untuk dilanjutkan.",
            "Hapus «lanjut» dan tulis isi kolomnya.",
            aksi.kode,
        )
    for column in aksi.required_columns():
        present = getattr(aksi, column) is not None
        if present and column in aksi.lanjut:
            yield finding(
                "MUAT15",
                aksi.location(column),
                f"Kolom «{column}» diisi, padahal «lanjut» menyebutnya sebagai lanjutan.",
                f"Hapus isian «{column}», atau keluarkan dari «lanjut».",
                aksi.kode,
            )
        elif not present and column not in aksi.lanjut:
            yield finding(
                "MUAT07",
                aksi.location(column),
                f"Isian «{column}» {_lacks(aksi, column)} untuk {aksi.kode}.",
                f"Tambahkan «{column}:»; bila selnya menyatu dengan baris di atas, sebut dalam "
                "«lanjut».",
                aksi.kode,
            )
    for column in aksi.lanjut:
        if column != "anggaran" and column not in aksi.required_columns():
            yield finding(
                "MUAT15",
                aksi.location("lanjut"),
                f"Rencana aksi general tidak punya kolom «{column}».",
                f"Keluarkan «{column}» dari «lanjut».",
                aksi.kode,
            )
    if "sub_kegiatan" in aksi.lanjut and "anggaran" not in aksi.lanjut:
        yield finding(
            "MUAT15",
            aksi.location("lanjut"),
            "Sub kegiatan melanjutkan baris di atas, tetapi anggarannya tidak disebut.",
            "Tulis lanjut: [sub_kegiatan, anggaran]; anggaran melekat pada sub kegiatan.",
            aksi.kode,
        )
    for sub in aksi.sub_kegiatan or ():
        yield from _anggaran(aksi, sub)


def _lacks(node: Node, field: str) -> str:
    return "kosong" if field in node.model_fields_set else "belum ada"


def _anggaran(aksi: RencanaAksi, sub: SubKegiatan) -> Iterator[Finding]:
    lanjut = "anggaran" in aksi.lanjut
    if sub.anggaran is None and not lanjut:
        yield finding(
            "MUAT07",
            sub.location("anggaran"),
            f"Isian «anggaran» {_lacks(sub, 'anggaran')} untuk sub kegiatan dari {aksi.kode}.",
            'Tambahkan «anggaran:» dalam rupiah; bila dalam naskah memang kosong, tulis "".',
            aksi.kode,
        )
    elif sub.anggaran is not None and lanjut:
        yield finding(
            "MUAT15",
            sub.location("anggaran"),
            "Anggaran diisi, padahal «lanjut» menyebutnya sebagai lanjutan baris di atas.",
            "Hapus anggaran ini, atau keluarkan «anggaran» dari «lanjut».",
            aksi.kode,
        )


def check_regulasi(regulasi: Regulasi) -> Iterator[Finding]:
    """Yield findings about what plans and registers say of each other."""
    kode: dict[str, Location] = {}
    for aksi in regulasi.aksi(ended=True):
        location = aksi.location("kode")
        if aksi.kode in kode:
            yield finding(
                "MUAT12",
                location,
                f"Kode {aksi.kode} sudah dipakai di {kode[aksi.kode]}.",
                "Beri kode yang belum dipakai; kode sebuah rencana aksi tetap dari tahun ke tahun.",
                aksi.kode,
            )
        kode.setdefault(aksi.kode, location)
        yield from _known_units(aksi, regulasi.satuan)
        yield from _known_offices(aksi, regulasi.perangkat_daerah)
    peraturan = regulasi.peraturan
    enacted = peraturan.ditetapkan.tanggal
    signers: list[tuple[Penandatanganan | TandaTangan | Penyalin, date | None]] = [
        (peraturan.ditetapkan, enacted),
        (peraturan.diundangkan, peraturan.diundangkan.tanggal),
    ]
    signers += [(lampiran.tanda_tangan, enacted) for lampiran in regulasi.lampiran]
    signers += [(naskah.susunan.tanda_tangan, enacted) for naskah in regulasi.naskah]
    if peraturan.disalin:
        signers.append((peraturan.disalin, peraturan.tanggal_salinan))
    for signer, day in signers:
        if regulasi.instansi.pejabat_pada(signer.pejabat, day) is None:
            kunci = [pejabat.kunci for pejabat in regulasi.instansi.pejabat]
            yield finding(
                "MUAT16",
                signer.location("pejabat"),
                f"Tidak ada pejabat «{signer.pejabat}» yang berlaku pada {day or 'masa depan'} "
                "dalam sources/instansi.yaml.",
                "Periksa «berlaku» pejabat itu, atau tambahkan yang menjabat pada hari itu."
                if signer.pejabat in kunci
                else similar_hint(signer.pejabat, kunci)
                or "Tambahkan pejabat itu beserta masa berlakunya.",
            )


def _known_units(aksi: RencanaAksi, listing: DaftarSatuan) -> Iterator[Finding]:
    if aksi.satuan in ("", "-", BELUM_DIISI) or aksi.satuan in listing.by_spelling:
        return
    similar = similar_hint(aksi.satuan, listing.by_spelling)
    yield finding(
        "MUAT13",
        aksi.location("satuan"),
        f"Satuan «{aksi.satuan}» tidak ada dalam sources/satuan.yaml.",
        f"{similar} Satuan baru ditambahkan ke sources/satuan.yaml beserta jenisnya.".strip(),
        aksi.kode,
    )


def _known_offices(aksi: RencanaAksi, listing: DaftarPerangkatDaerah) -> Iterator[Finding]:
    for owner in (aksi, *(aksi.sub_kegiatan or ())):
        for column in ("koordinator", "pelaksana"):
            cell = getattr(owner, column)
            if not cell or cell in ("-", BELUM_DIISI):
                continue
            for unknown in listing.recognise(cell)[1]:
                similar = similar_hint(unknown, listing.by_name)
                yield finding(
                    "MUAT14",
                    owner.location(column),
                    f"Perangkat daerah «{unknown}» tidak ada dalam perangkat-daerah.yaml.",
                    f"{similar} Perangkat daerah baru ditambahkan ke "
                    "sources/perangkat-daerah.yaml, sebagai butir atau sebagai nama «tercetak» "
                    "dari butir yang ada.".strip(),
                    aksi.kode,
                )
