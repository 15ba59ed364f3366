"""``povertyplan share``: a quota, shared out over the units of a plan."""

import argparse
from collections.abc import Iterable, Iterator, Mapping, Sequence

from povertyplan.cli.opening import documents_named
from povertyplan.cli.writing import (
    carried_out,
    read_source,
    reading_in,
    refuse_out,
    refuse_without_units,
    told_of_notices,
    told_of_source,
)
from povertyplan.documents.write.plans import format_of, write
from povertyplan.messages import Sentence, WriteError, YearError, phrase, translated, verbatim
from povertyplan.model.fields import Category
from povertyplan.model.plan import Plan
from povertyplan.outputs.sharing import Shared, as_sharing_json, as_text
from povertyplan.reading import Notice, Reading, TableReading
from povertyplan.year import Register, SharingRule, allocate
from povertyplan.year.claims import two_bounds

#: The categories by the words of the option that chooses one.
CATEGORIES = {"poor": Category.POOR, "near-poor": Category.NEAR_POOR}
_NO_REGISTER = phrase(
    "This file holds no register of households. Name the list of the review, with a code for each"
    " household."
)
_WRITTEN = Sentence("{target}: the shares as a table to be signed.")
_NOT_WRITTEN = Sentence("To write the shares as a table to be signed: add --out OUT.xlsx")
_NEXT = Sentence(
    "Type the shares into the plan as goals, or change them where more is known than counts. Then:"
    " povertyplan check {plan}"
)


def run(options: argparse.Namespace) -> int:
    """Share a quota out over the units of a plan, and say why each gets its share."""
    return carried_out(_shared_out, options, options.source)


def _shared_out(options: argparse.Namespace) -> Iterator[str]:
    """Share the quota, write the table if one is wanted, and yield lines about it."""
    source, target, lang = options.source, options.out, options.lang
    if target is not None:
        format_of(target)
        refuse_out(target, (source, options.annex, options.at_most), force=options.force)
    read_as = read_source(source, options.annex)
    reading = reading_in(read_as)
    refuse_without_units(reading, source)
    register, notices = (None, ()) if options.at_most is None else _register(options.at_most)
    shared = _shared(reading.plan, register, options)
    if target is not None:
        write(shared.allocation, target, against=shared.plan)
    if options.format == "json":
        print(as_sharing_json(shared, lang))
        return
    yield from as_text(shared, lang)
    yield from told_of_source(reading, source, lang, names_file=True)
    yield from told_of_notices(notices, lang, options.at_most or "")
    plan = source if isinstance(read_as, Reading) else translated("PLAN", lang)
    values = {"plan": plan, "target": target}
    yield (_NOT_WRITTEN if target is None else _WRITTEN).text(values, lang)
    yield _NEXT.text(values, lang)


def _shared(plan: Plan, register: Register | None, options: argparse.Namespace) -> Shared:
    """Share the quota out over the units of a plan, and by whom a register judges able."""
    category = CATEGORIES[options.category]
    try:
        allocation = allocate(
            options.quota,
            [target.base for target in plan.targets],
            category,
            rule=SharingRule(options.rule),
            at_least=_by_unit(options.at_least),
            at_most={} if register is None else register.able(category),
        )
    except YearError as error:
        files = ", ".join(filter(None, (options.source, options.at_most)))
        raise WriteError(files, verbatim(error.text(options.lang))) from None
    return Shared(options.source, plan, allocation, options.at_most, register)


def _by_unit(bounds: Iterable[tuple[str, int]]) -> Mapping[str, int]:
    """Return bounds by the names of their units; refuse a name that is bounded twice."""
    by_unit: dict[str, int] = {}
    for unit, bound in bounds:
        if unit in by_unit:
            raise YearError(two_bounds(unit))
        by_unit[unit] = bound
    return by_unit


def _register(file: str) -> tuple[Register, Sequence[Notice]]:
    """Read the register of households in a file, with its notices."""
    for document in documents_named(file):
        table = document.table if isinstance(document, TableReading) else None
        if isinstance(table, Register):
            return table, document.notices
    raise WriteError(file, _NO_REGISTER)
