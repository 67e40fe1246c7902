"""What people type into a sheet is read as they mean it, or the reason why not is told."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from rbdocs.excel.asked import AskedValue, Kind, RawCell
from rbdocs.excel.typed import typed
from rbdocs.model.values import Nilai, format_number
from tests.profiles import examples

CASES = yaml.safe_load((Path(__file__).parent / "cases/jawaban_excel.yaml").read_text("utf-8"))
WANTED = {
    "cacah": AskedValue(Kind.COUNT, ("Dokumen", "dokumen")),
    "persen": AskedValue(Kind.PERCENT, ("Persen", "%")),
    "indeks": AskedValue(Kind.NUMBER, ("Indeks",)),
    "panjang": AskedValue(Kind.NUMBER, ("KM",)),
    "rupiah": AskedValue(Kind.RUPIAH),
    "target": AskedValue(Kind.TARGET),
    "teks": AskedValue(Kind.TEXT),
    "satuan": AskedValue(Kind.TEXT, choices=("Dokumen", "dokumen", "SK")),
}


def _raw(case: dict[str, Any]) -> RawCell:
    said = case["sel"]
    if not isinstance(said, dict):
        return RawCell(said, case.get("format", "General"))
    if "tanggal" in said:
        return RawCell(said["tanggal"])
    if "galat" in said:
        return RawCell(None, formula="=A1", error=said["galat"])
    return RawCell(said.get("nilai"), formula=said["rumus"])


@pytest.mark.parametrize("case", CASES, ids=[case["nama"] for case in CASES])
def test_what_is_typed_is_read_as_it_is_meant(case: dict[str, Any]) -> None:
    wanted = WANTED[case["untuk"]]
    if "lalu" in case:
        wanted = AskedValue(wanted.kind, wanted.unit, [Nilai.dari(case["lalu"])])
    found = typed(_raw(case), wanted)
    assert found.text == case.get("jadi", "")
    assert bool(found.refusal) == ("tolak" in case)
    assert case.get("tolak", "") in found.refusal
    assert bool(found.remark) == ("catat" in case)
    assert case.get("catat", "") in found.remark


NUMBERS = st.decimals(0, 10**12, places=2, allow_nan=False, allow_infinity=False)


@settings(max_examples=examples(60))
@given(NUMBERS, st.sampled_from([Kind.NUMBER, Kind.RUPIAH, Kind.COUNT, Kind.TARGET]))
def test_a_number_is_the_same_number_however_it_is_written(number: Decimal, kind: Kind) -> None:
    whole = number == number.to_integral_value()
    exact = int(number) if whole else number.normalize()
    shown = format_number(exact)
    wanted = AskedValue(kind)
    as_number = typed(RawCell(float(number)), wanted)
    if kind in (Kind.RUPIAH, Kind.COUNT) and not whole:
        assert as_number.refusal
    else:
        assert as_number.text == shown
        ways = [f" {shown} ", f"\u00a0{shown}", *([f"Rp{shown},-"] if kind is Kind.RUPIAH else [])]
        for way in ways:
            found = typed(RawCell(way), wanted)
            # Three digits after one point or comma may mean two things, where decimals do.
            assert (
                found.text == way.strip()
                or found.text == shown
                or "dapat berarti" in (found.refusal)
            )


@settings(max_examples=examples(100))
@given(st.text(max_size=60), st.sampled_from(list(Kind)))
def test_any_text_is_taken_or_refused_and_no_number_is_made_of_words(text: str, kind: Kind) -> None:
    found = typed(RawCell(text), AskedValue(kind, choices=("jumlah", "akhir")))
    assert not (found.text and found.refusal)
    if kind in (Kind.COUNT, Kind.RUPIAH, Kind.NUMBER, Kind.PERCENT) and found.text:
        assert found.text == "-" or Nilai.dari(found.text).number is not None or "(" in found.text
    assert "\n" not in found.text or "(" in found.text
