"""The form of a quota that is shared out: its rule once, its exact shares as fractions."""

from collections.abc import Callable, Iterator
from functools import partial

from attrs import frozen
from cattrs import Converter

from povertyplan.arguments.expected import Number, Ordinal
from povertyplan.messages import ReadError, verbatim
from povertyplan.model.fields import Category
from povertyplan.model.units import Unit
from povertyplan.year import Allocation, Share, SharingBasis, SharingRule


def sharing_forms(
    converter: Converter,
) -> Iterator[tuple[type, Callable[..., object], Callable[..., object]]]:
    """Yield the type whose form differs, with the functions that write and read it."""
    yield Allocation, partial(_write, converter), partial(_read, converter)


@frozen
class _PlainShare:
    """A share without its basis; *exact* follows from the rest, and may be left out."""

    unit: Unit
    base: Number
    low: Number
    high: Number
    count: Number
    exact: str | None = None  #: ``12/5``
    tied: bool = False


@frozen
class _PlainAllocation:
    """An allocation whose shares have no basis of their own."""

    quota: Number
    rule: SharingRule
    category: Category
    part: Number
    whole: Ordinal
    shares: tuple[_PlainShare, ...]


def _write(converter: Converter, allocation: Allocation) -> object:
    basis = allocation.basis
    shares = [
        _PlainShare(
            share.unit, share.base, share.low, share.high, share.count, _exact(share), share.tied
        )
        for share in allocation.shares
    ]
    form = _PlainAllocation(
        allocation.quota, basis.rule, basis.category, basis.part, basis.whole, tuple(shares)
    )
    return converter.unstructure(form)


def _exact(share: Share) -> str:
    return f"{share.exact.numerator}/{share.exact.denominator}"


def _read(converter: Converter, value: object, _: object) -> Allocation:
    form = converter.structure(value, _PlainAllocation)
    basis = SharingBasis(form.rule, form.category, form.part, form.whole)
    shares: list[Share] = []
    for number, read in enumerate(form.shares):
        share = Share(read.unit, basis, read.base, read.low, read.high, read.count, read.tied)
        if read.exact not in {None, _exact(share)}:
            where = f".shares[{number}].exact"
            raise ReadError(verbatim(_exact(share)), verbatim(str(read.exact)), where=where)
        shares.append(share)
    return Allocation(form.quota, basis, shares)
