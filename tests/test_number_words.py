"""Numbers in words are read as people write them, and nothing else is taken for one."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from num2words import num2words

from rbdocs.check.plan_words import read_words, write_words

WHOLE = st.integers(0, 10**15 - 1) | st.integers(0, 3000)


@given(WHOLE)
def test_every_number_is_read_as_another_program_writes_it(number: int) -> None:
    words = num2words(number, lang="id")
    assert read_words(words) == number
    joined = words.replace(" belas", "belas").replace(" puluh", "puluh").replace(" ratus", "ratus")
    assert read_words(joined.upper()) == number


@given(WHOLE, st.integers(0, 4))
def test_decimals_come_back_as_they_were_written(number: int, places: int) -> None:
    value = Decimal(number).scaleb(-places)
    assert read_words(write_words(value)) == value


@given(WHOLE, WHOLE)
def test_two_numbers_never_have_the_same_words(number: int, other: int) -> None:
    assert (write_words(Decimal(number)) == write_words(Decimal(other))) is (number == other)


@pytest.mark.parametrize(
    "words",
    ["dua satu", "puluh", "seratus puluh", "tiga koma", "seribu sejuta", "dua puluh nol", "ribu"],
)
def test_words_that_are_no_number_are_none(words: str) -> None:
    assert read_words(words) is None
