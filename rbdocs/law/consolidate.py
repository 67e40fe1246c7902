"""A regulation as it stands after its amendments: each article with what made it what it is.

Where the text of the amended regulation is not among the sources, only the articles that an
amendment has quoted are known; nothing is made up for the others.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from rbdocs.law.phrases import numbers
from rbdocs.model.batang_tubuh import Bab, Bagian, Butir, Pasal, Perubahan, articles
from rbdocs.model.finding import Location
from rbdocs.model.numbering import Order, label, order_of
from rbdocs.model.provision_address import ProvisionAddress
from rbdocs.model.values import Text

_DONE = {"ubah": "diubah", "sisip": "disisipkan", "tambah": "ditambahkan", "hapus": "dihapus"}


@dataclass(frozen=True, slots=True)
class HistoryStep:
    """What was done to a provision, and by which amendment: ``Pasal I angka 1`` of *oleh*."""

    provisions: str
    performed: str
    oleh: str

    def __str__(self) -> str:
        return f"{self.provisions}: {self.performed} dengan {self.oleh}"


@dataclass(frozen=True, slots=True)
class Obstacle:
    """An amendment that does not fit what it amends: where it stands, and what is wrong."""

    location: Location
    message: str
    saran: str


@dataclass(slots=True)
class Berlaku:
    """An article as it stands, the chapter it is in, and its history, oldest first.

    *sebagian*: only those of its ayat are known that an amendment has quoted.
    """

    pasal: Pasal
    bab: tuple[str, Text] | None = None
    history: list[HistoryStep] = field(default_factory=list)
    sebagian: bool = False

    @property
    def is_new(self) -> bool:
        """Whether an amendment has put the article in: it had no text before that."""
        return bool(self.history) and self.history[0].performed in (_DONE["sisip"], _DONE["tambah"])


def place(nomor: str) -> Order:
    """Return where the article *nomor* stands among the others."""
    return order_of("pasal", nomor) or Order(0)


@dataclass(slots=True)
class Consolidation:
    """The articles that are known, by number; *lengkap*: those are all."""

    berlaku: dict[str, Berlaku] = field(default_factory=dict)
    lengkap: bool = False
    obstacles: list[Obstacle] = field(default_factory=list)

    @classmethod
    def of(cls, listing: Sequence[Bagian], *, lengkap: bool) -> Consolidation:
        """Return the articles of *listing* as a regulation that nothing has amended yet."""
        result = cls(lengkap=lengkap)
        for part in listing:
            bab = (part.bab, part.judul) if isinstance(part, Bab) else None
            for pasal in articles([part]):
                result.berlaku[pasal.pasal] = Berlaku(pasal, bab)
        return result

    def ordered(self) -> list[Berlaku]:
        """Return the articles in the order of their numbers."""
        return [self.berlaku[nomor] for nomor in sorted(self.berlaku, key=place)]

    def chapters(self) -> dict[str, Text]:
        """Return the title of each chapter by its number, in order."""
        return dict(berlaku.bab for berlaku in self.ordered() if berlaku.bab)

    def amend(self, perubahan: Sequence[Perubahan], oleh: str) -> None:
        """Carry out *perubahan*, those of Pasal I of the regulation *oleh*, in their order.

        What does not fit is noted in ``masalah`` and carried out as far as it can be.
        """
        for index, item in enumerate(perubahan, start=1):
            angka = f" angka {index}" if len(perubahan) > 1 else ""
            self._amend(item, f"{oleh} Pasal I{angka}")

    def _amend(self, perubahan: Perubahan, oleh: str) -> None:
        if perubahan.unit == "lampiran":
            return
        if perubahan.judul is not None:
            self._retitle(perubahan, perubahan.judul, oleh)
            return
        if perubahan.cara == "hapus" and perubahan.unit in ("pasal", "bab"):
            for pasal in self._deleted(perubahan):
                self._put(
                    perubahan, pasal, HistoryStep(label("pasal", pasal.pasal), "dihapus", oleh)
                )
            return
        for part in perubahan.menjadi:
            bab = (part.bab, part.judul) if isinstance(part, Bab) else None
            for pasal in articles([part]):
                self._check_there(perubahan, pasal)
                for provisions in _named(perubahan, pasal):
                    self._put(
                        perubahan, pasal, HistoryStep(provisions, _DONE[perubahan.cara], oleh), bab
                    )

    def _retitle(self, perubahan: Perubahan, judul: Text, oleh: str) -> None:
        """Give a chapter its new title, told at its first article."""
        [bab] = perubahan.nomor
        inside = [known for known in self.ordered() if known.bab and known.bab[0] == bab]
        if not inside and self.lengkap:
            self._note(perubahan, f"BAB {bab} tidak ada.", "Betulkan nomor babnya.")
        elif inside and inside[0].bab == (bab, judul):
            self._note(perubahan, f"BAB {bab} sudah berjudul demikian.", "Hapus perubahan itu.")
        for known in inside:
            known.bab = (bab, judul)
        for known in inside[:1]:
            known.history.append(HistoryStep(f"Judul {label('bab', bab)}", "diubah", oleh))

    def _deleted(self, perubahan: Perubahan) -> Iterator[Pasal]:
        """The articles that *perubahan* deletes, each as what is left of it."""
        if perubahan.unit == "bab":
            inside = [p for p in self.ordered() if p.bab and p.bab[0] in perubahan.nomor]
            yield from (Pasal(pasal=p.pasal.pasal, status="dihapus") for p in inside)
            return
        for nomor in perubahan.nomor:
            pasal = Pasal(pasal=nomor, status="dihapus")
            self._check_there(perubahan, pasal)
            yield pasal

    def _check_there(self, perubahan: Perubahan, pasal: Pasal) -> None:
        """Note where *perubahan* does to *pasal* what cannot be done to it as it stands."""
        known = self.berlaku.get(pasal.pasal)
        new = perubahan.cara in ("sisip", "tambah") and perubahan.unit in ("pasal", "bab")
        name = f"Pasal {pasal.pasal}"
        if new and known is not None:
            self._note(
                perubahan, f"{name} sudah ada.", "Ubah pasal itu, atau beri nomor yang lain."
            )
        elif not new and known is None and self.lengkap:
            self._note(perubahan, f"{name} tidak ada.", "Betulkan nomor pasalnya.")
        elif not new and known is not None and known.pasal.status == "dihapus":
            self._note(
                perubahan,
                f"{name} sudah dihapus.",
                "Nomor yang dihapus tidak dipakai lagi; sisipkan pasal dengan nomor baru.",
            )
        elif not new and known is not None and self._same(perubahan, pasal, known):
            self._note(
                perubahan,
                f"{name} sudah berbunyi demikian: tidak ada yang berubah.",
                "Hapus perubahan itu, atau tulis bunyi barunya.",
            )
        if known is not None and not known.sebagian and perubahan.unit == "ayat":
            for nomor, wrong in _wrong_ayat(perubahan, known.pasal):
                ayat = label("ayat", nomor)
                self._note(perubahan, f"{name} {ayat} {wrong}.", "Betulkan nomor ayatnya.")

    @staticmethod
    def _same(perubahan: Perubahan, pasal: Pasal, known: Berlaku) -> bool:
        if perubahan.jenis == "ubah-ayat":
            return all(known.pasal.ayat.get(nomor) == ayat for nomor, ayat in pasal.ayat.items())
        return pasal == known.pasal

    def _note(self, perubahan: Perubahan, message: str, saran: str) -> None:
        self.obstacles.append(Obstacle(perubahan.location(), message, saran))

    def _put(
        self,
        perubahan: Perubahan,
        pasal: Pasal,
        history: HistoryStep,
        bab: tuple[str, Text] | None = None,
    ) -> None:
        known = self.berlaku.get(pasal.pasal)
        if known is None:
            bab = bab or self._chapter_before(pasal.pasal)
            partial = perubahan.jenis == "ubah-ayat"
            self.berlaku[pasal.pasal] = Berlaku(pasal, bab, [history], partial)
            return
        if perubahan.jenis == "ubah-ayat":
            known.pasal = known.pasal.model_copy(update={"ayat": _merged(known.pasal, pasal)})
        else:
            known.pasal, known.sebagian = pasal, False
        known.bab = bab or known.bab
        known.history.append(history)

    def _chapter_before(self, nomor: str) -> tuple[str, Text] | None:
        """The chapter of the last article before *nomor*."""
        before = [
            berlaku for berlaku in self.ordered() if place(berlaku.pasal.pasal) < place(nomor)
        ]
        return before[-1].bab if before else None


def _wrong_ayat(perubahan: Perubahan, pasal: Pasal) -> Iterator[tuple[str, str]]:
    """Yield the ayat of *pasal* to which *perubahan* cannot be done, each with why."""
    for nomor in perubahan.nomor:
        known = pasal.ayat.get(nomor)
        if perubahan.cara in ("sisip", "tambah"):
            if known is not None:
                yield nomor, "sudah ada"
        elif known is None:
            yield nomor, "tidak ada"
        elif known.status == "dihapus":
            yield nomor, "sudah dihapus"


def _merged(known: Pasal, new: Pasal) -> dict[str, Butir]:
    both = {**known.ayat, **new.ayat}
    order = {nomor: order_of("ayat", nomor) or Order(0) for nomor in both}
    return {nomor: both[nomor] for nomor in sorted(both, key=order.__getitem__)}


def _named(perubahan: Perubahan, pasal: Pasal) -> Iterator[str]:
    """Name what *perubahan* changes in *pasal*: the article, or ayat and huruf of it."""
    alamat = ProvisionAddress().below("pasal", pasal.pasal)
    if perubahan.unit not in ("ayat", "huruf"):
        yield str(alamat)
        return
    if perubahan.ayat:
        alamat = alamat.below("ayat", perubahan.ayat)
    yield from (str(alamat.below(perubahan.unit, nomor)) for nomor in numbers(perubahan))
