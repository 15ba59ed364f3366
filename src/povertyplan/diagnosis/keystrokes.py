"""
Slips of the finger: which one turns one figure into another, and how likely it is.

They rank what the figures allow; they never decide it.
"""

from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from operator import ne

from povertyplan.arithmetic.causes import Cause
from povertyplan.model.fields import Value
from povertyplan.model.percent import Percent, Points

#: Costs are in tenths of a bit, so that they add up in whole numbers.
BIT = 10
#: The kinds of slips: a digit wrong, dropped or doubled, two digits swapped.
_KINDS = 4
_DIGITS = "0123456789"


@cache
def bits(choices: int) -> int:
    """
    Return the cost of one among equal choices, in tenths of a bit.

    >>> bits(1), bits(2), bits(10)
    (0, 10, 33)
    """
    return int(choices**BIT).bit_length() - 1


def keystroke(printed: Value, meant: Value) -> tuple[Cause, int]:
    """
    Return the likeliest way to type *printed* for *meant*, and its cost in tenths of a bit.

    >>> keystroke(140, 240)[0], keystroke(217, 271)[0], keystroke(12, 345)[0]
    (<Cause.WRONG_DIGIT: 'wrong-digit'>, <Cause.DIGITS_SWAPPED: 'digits-swapped'>, \
<Cause.MISTYPED: 'mistyped'>)
    """
    typed, right = _digits(printed), _digits(meant)
    length = max(len(typed), len(right))
    slips = [(Cause.MISTYPED, bits(_KINDS * 10 ** (length + 1)))]
    if typed and right and _places(printed) == _places(meant):
        slips += [(cause, bits(_KINDS * ways)) for cause, ways in _slips(typed, right)]
    if printed == 1 and len(right) > 1:
        slips.append((Cause.PLACEHOLDER, bits(_KINDS * 10)))
    return min(slips, key=lambda slip: slip[1])


def origins(printed: int) -> Iterator[int]:
    """
    Yield every count that one slip of the finger turns into *printed*.

    >>> {240, 104, 1450} < set(origins(140)), 235 in origins(140)
    (True, False)
    """
    text = str(printed)
    for position, digit in enumerate(text):
        before, after = text[:position], text[position + 1 :]
        yield from (int(before + other + after) for other in _DIGITS)
        yield from (int(before + other + digit + after) for other in _DIGITS)
        if before.endswith(digit):
            yield int(before + after)
    yield from (int(text + other) for other in _DIGITS)
    yield from (int(swapped) for swapped in _swapped(text))


def _slips(typed: str, right: str) -> Iterator[tuple[Cause, int]]:
    """Yield the slips that turn the right digits into those typed, and the ways each could go."""
    length = len(right)
    if len(typed) == length:
        if sum(map(ne, typed, right)) == 1:
            yield Cause.WRONG_DIGIT, 9 * length
        if typed in _swapped(right):
            yield Cause.DIGITS_SWAPPED, length - 1
    shorter = {right[:position] + right[position + 1 :] for position in range(length)}
    longer = {right[: position + 1] + right[position:] for position in range(length)}
    if len(typed) < length and typed.zfill(length - 1) in shorter:
        yield Cause.DIGIT_DROPPED, length
    if typed in longer:
        yield Cause.DIGIT_DOUBLED, length


def _swapped(text: str) -> Iterator[str]:
    """Yield the texts in which two unequal neighbours have changed places."""
    for position, (first, second) in enumerate(pairwise(text)):
        if first != second:
            yield text[:position] + second + first + text[position + 2 :]


def _digits(value: Value) -> str:
    if isinstance(value, Percent | Points):
        return f"{abs(value.digits):0{value.places + 1}}"
    return "" if value is None else str(value)


def _places(value: Value) -> int:
    return value.places if isinstance(value, Percent | Points) else 0
