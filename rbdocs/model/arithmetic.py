"""Calculations noted in a source: ``206/227``, ``67,27/66,30-1``, with numbers as they are printed.

Only numbers, + - * / and brackets: what a reader can follow with a pocket calculator.
"""

from __future__ import annotations

import re
from decimal import Decimal, DecimalException

from rbdocs.model.values import parse_number

MAX_LENGTH = 200  # characters
_TOKEN = re.compile(r"\s*(?:(?P<number>\d[\d.]*(?:,\d+)?)|(?P<sign>[-+*/()]))")


def evaluate(expression: str) -> Decimal:
    """Return the value of *expression*. Raises ValueError where it cannot be calculated.

    >>> evaluate("(67,27-66,30)/66,30").quantize(Decimal("0.0001"))
    Decimal('0.0146')
    """
    if len(expression) > MAX_LENGTH:
        raise ValueError("terlalu panjang")
    parser = _Parser(_tokens(expression))
    try:
        value = parser.sum()
    except DecimalException as error:
        raise ValueError("dibagi nol") from error
    if parser.rest:
        raise ValueError(f"«{parser.rest[0]}» tidak pada tempatnya")
    return value


def _tokens(expression: str) -> list[str]:
    found, end = [], 0
    while end < len(expression.rstrip()):
        hit = _TOKEN.match(expression, end)
        if hit is None:
            raise ValueError(f"«{expression[end:].strip()[0]}» bukan angka atau tanda hitung")
        found.append(hit["number"] or hit["sign"])
        end = hit.end()
    return found


class _Parser:
    def __init__(self, tokens: list[str]) -> None:
        self.rest = tokens

    def sum(self) -> Decimal:
        value = self._product()
        while self.rest and self.rest[0] in "+-":
            value += self._product() if self.rest.pop(0) == "+" else -self._product()
        return value

    def _product(self) -> Decimal:
        value = self._single()
        while self.rest and self.rest[0] in "*/":
            if self.rest.pop(0) == "*":
                value *= self._single()
            else:
                value /= self._single()
        return value

    def _single(self) -> Decimal:
        if not self.rest:
            raise ValueError("kurang satu angka")
        token = self.rest.pop(0)
        if token == "-":
            return -self._single()
        if token == "(":
            value = self.sum()
            if not self.rest or self.rest.pop(0) != ")":
                raise ValueError("kurung tidak ditutup")
            return value
        number = parse_number(token)
        if number is None:
            raise ValueError(f"«{token}» bukan angka")
        return number
