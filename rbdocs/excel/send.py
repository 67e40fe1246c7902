"""All forms of one request, as files: one for each office, and who owes what."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from rbdocs.excel.form import Form
from rbdocs.excel.form_out import form_workbook
from rbdocs.excel.plan_rows import NOBODY, PlanRows, in_order
from rbdocs.excel.reached import reached_form
from rbdocs.excel.receive import SUMMARY
from rbdocs.excel.request import plan_form
from rbdocs.excel.summary import summary_workbook
from rbdocs.files import FileProblem
from rbdocs.model.regulation import Regulation
from rbdocs.model.sentence import format_date

_MONTHS = range(1, 13)
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_SPOKEN = re.compile(r"(\d{1,2})[ /.-]+(\w+)[ /.-]+(\d{4})")


@dataclass(frozen=True, slots=True)
class Request:
    """What a drafter asks: of whom (all where empty), until when, to be sent to whom.

    *triwulan* asks for what was reached up to that quarter; 0 asks for the plan.
    """

    offices: tuple[str, ...] = ()
    everything: bool = False
    triwulan: int = 0
    batas: date | None = None
    kepada: str = "pengirimnya"


@dataclass(slots=True)
class PreparedForms:
    """The forms of a request, and their files by name; *nothing* says why there are none."""

    forms: list[Form] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    nothing: str = ""

    def counts(self) -> list[tuple[str, str, int]]:
        """Return for each form its office, its file, and how much is asked in it."""
        return [(form.nama, form.file, form.asked()) for form in self.forms]


def due_day(text: str) -> date | None:
    """Return the day that *text* names. Raises FileProblem where it names none.

    >>> due_day("15 Januari 2024")
    datetime.date(2024, 1, 15)
    """
    if not text.strip():
        return None
    hit = _ISO.fullmatch(text.strip())
    numbers = [int(part) for part in hit.groups()] if hit else []
    if not numbers and (hit := _SPOKEN.fullmatch(text.strip())):
        month = hit[2].casefold()
        names = [format_date(date(2000, number, 1)).split()[1].casefold() for number in _MONTHS]
        number = names.index(month) + 1 if month in names else int(month) if month.isdigit() else 0
        numbers = [int(hit[3]), number, int(hit[1])]
    try:
        return date(*numbers)
    except (TypeError, ValueError) as error:
        raise FileProblem(
            f"Batas «{text[:40]}» bukan tanggal. Tulis misalnya 2024-01-15 atau 15 Januari 2024."
        ) from error


def spoken(day: date | None) -> str:
    """Return *day* as people write it; "" for none."""
    return format_date(day) if day else ""


def prepare(regulation: Regulation, request: Request) -> PreparedForms:
    """Return the forms for *request*. Raises FileProblem where it names no known office."""
    if request.triwulan == 0 and regulation.peraturan.status == "ditetapkan":
        tahun = regulation.peraturan.edition
        raise FileProblem(
            f"Peraturan tahun {tahun} sudah ditetapkan, jadi tidak ada yang belum diisi. Mintakan "
            f"realisasinya: minta {tahun} --realisasi TW1; atau rancang tahun berikutnya: revisi "
            f"{tahun.next_year} --dari {tahun}."
        )
    plans = PlanRows.of(regulation)
    offices = _offices(plans, request)
    until, to, everything = spoken(request.batas), request.kepada, request.everything
    if request.triwulan:
        forms = [
            reached_form(plans, office, request.triwulan, until, to, everything=everything)
            for office in offices
        ]
    else:
        forms = [
            plan_form(plans, office, until=until, to=to, everything=everything)
            for office in offices
        ]
    forms = [form for form in forms if form.sheets and (request.everything or form.asked())]
    if not forms:
        return PreparedForms(nothing="Tidak ada yang belum diisi, jadi tidak ada yang dimintakan.")
    units = [unit.ejaan[0] for unit in regulation.satuan.satuan]
    names = [pd.singkat for pd in regulation.perangkat_daerah.perangkat_daerah]
    files = {form.file: form_workbook(form, units, names) for form in forms}
    files[SUMMARY] = summary_workbook(regulation, forms, request.batas)
    return PreparedForms(forms, files)


def _offices(plans: PlanRows, request: Request) -> list[str]:
    """The offices that are asked, in the order of the register."""
    listing = plans.regulation.perangkat_daerah
    present = {row.owner.office for row in plans.rows}
    known = set(plans.offices())
    if request.everything or request.triwulan:
        known |= {office or NOBODY for office in present}
    if not request.offices:
        return in_order(listing, known)
    wanted = []
    for name in request.offices:
        pd = next(
            (
                pd
                for pd in listing.perangkat_daerah
                if name.casefold() in (pd.kunci, *(known.casefold() for known in pd.names()))
            ),
            None,
        )
        if pd is None:
            keys = ", ".join(pd.kunci for pd in listing.perangkat_daerah if pd.singkat in known)
            raise FileProblem(f"Tidak ada perangkat daerah «{name}». Yang dapat dimintai: {keys}.")
        wanted.append(pd.singkat)
    return in_order(listing, set(wanted))
