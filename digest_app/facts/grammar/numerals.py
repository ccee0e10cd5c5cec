"""What numbers are worth, in digits and in words: 1,200 · half a million · three to six."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from digest_app.facts.grammar.phrase import Item, Phrase

_DIGITS = ("int", "decimal", "year")
_PARTS = ("ordinal", "part", "quarter")
_HUNDRED, _THOUSAND = Decimal(100), Decimal(1000)
_HALF = Decimal("0.5")


@dataclass(slots=True)
class _Number:
    """A number being read: closed thousands, closed hundreds, and what is still open.

    ``factor`` is the product of its magnitudes and ``coefficient`` what stood before the first.
    """

    unit: Decimal
    hundreds: Decimal = Decimal(0)
    total: Decimal = Decimal(0)
    largest: Decimal = Decimal(1)
    factor: Decimal = Decimal(1)
    coefficient: Decimal = Decimal(0)

    def multiply(self, by: Decimal) -> None:
        """Take a magnitude: hundreds multiply what is open, larger ones all that is smaller."""
        if self.factor == 1:
            self.coefficient = self.value
        self.factor *= by
        if by < _THOUSAND:
            self.hundreds += (self.unit or Decimal(1)) * by
        elif by > self.largest:
            self.total = (self.value or Decimal(1)) * by
            self.hundreds, self.largest = Decimal(0), by
        else:
            self.total += (self.hundreds + self.unit or Decimal(1)) * by
            self.hundreds = Decimal(0)
        self.unit = Decimal(0)

    @property
    def value(self) -> Decimal:
        """The number so far."""
        return self.total + self.hundreds + self.unit


@dataclass(slots=True)
class _Reading:
    """The state of reading a phrase from left to right."""

    phrase: Phrase
    numbers: list[_Number] = field(default_factory=list)
    before: str = ""
    joined: bool = False

    def take(self, item: Item) -> None:
        """Take the next piece."""
        if item.kind in _DIGITS:
            self._digits(self.phrase.lexed.number(item.at))
        elif item.kind == "number":
            self._word(Decimal(self.phrase.value(item)))
        elif item.kind in ("magnitude", "short_magnitude"):
            self._magnitude(Decimal(self.phrase.value(item)))
        elif item.kind == "half":
            self._half()
        elif item.kind in _PARTS and (self.numbers or self.phrase.shape == "share"):
            self._part(item)
        self.before = item.kind

    def _digits(self, value: Decimal) -> None:
        if self.before == "slash" and self.numbers and value:
            self.numbers[-1].unit /= value
            self._join_fraction()
            return
        if self.before == "magnitude" and self.numbers:
            self.numbers[-1].unit += value
            return
        self.numbers.append(_Number(value))

    def _join_fraction(self) -> None:
        """Add a fraction to the whole number right before it: 104 23/32."""
        if len(self.numbers) > 1 and self.numbers[-1].value < 1:
            fraction = self.numbers.pop()
            self.numbers[-1].unit += fraction.value

    def _word(self, value: Decimal) -> None:
        last = self.numbers[-1] if self.numbers else None
        tens = last is not None and 20 <= last.unit < _HUNDRED and last.unit % 10 == 0  # noqa: PLR2004 - twenty-five
        after_magnitude = self.before == "magnitude" or (self.before == "and" and self.joined)
        if last is not None and ((tens and value < 10) or after_magnitude):  # noqa: PLR2004 - digits
            last.unit += value
        else:
            self.numbers.append(_Number(value))
        self.joined = False

    def _magnitude(self, by: Decimal) -> None:
        if not self.numbers or (self.before in ("to", "or", "article") and not self._is_part()):
            self.numbers.append(_Number(Decimal(1)))
        self.numbers[-1].multiply(by)
        self.joined = True

    def _is_part(self) -> bool:
        """Tell whether “half a” or “a quarter of a” stands before the magnitude."""
        return self.numbers[-1].value % 1 != 0

    def _half(self) -> None:
        if self.numbers and self.before == "article":
            self.numbers[-1].unit += _HALF
        else:
            self.numbers.append(_Number(_HALF))

    def _part(self, item: Item) -> None:
        by = self.phrase.value(item)
        if not self.numbers:
            self.numbers.append(_Number(Decimal(1)))
        divisor = Decimal(4 if item.kind == "quarter" else by)
        if divisor:
            self.numbers[-1].unit /= divisor


def numbers(phrase: Phrase) -> list[Decimal]:
    """Return the exact numbers in a phrase: one, or the ends of a range.

    The list is empty where the phrase has none or is vague (“several thousand”). In “4 to 5
    million” the magnitude counts for both.
    """
    if phrase.has("several") or phrase.has("plenty"):
        return []
    reading = _Reading(phrase)
    for item in phrase.items():
        reading.take(item)
    found = reading.numbers
    if len(found) > 1 and found[0].factor == 1 < found[-1].factor:
        low, high = found[0], found[-1]
        if low.value <= high.coefficient:
            low.multiply(high.factor)
    return [number.value for number in found]


def plain(number: Decimal) -> str:
    """Write a number without exponent and without zeros that say nothing."""
    rounded = number.quantize(Decimal("1e-6")) if abs(number.as_tuple().exponent) > 6 else number  # type: ignore[arg-type]  # noqa: PLR2004 - a finite number's exponent is an int
    written = format(rounded, "f")
    return written.rstrip("0").rstrip(".") if "." in written else written


def span_of(found: list[Decimal]) -> str:
    """Write a number or a range, ``3`` or ``3–6``; empty for none."""
    return "–".join(plain(n) for n in found[:2])
