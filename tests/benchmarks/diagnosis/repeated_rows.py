"""Whole rows that go wrong: pasted twice, put in from elsewhere, or lost."""

from collections.abc import Sequence
from random import Random

from attrs import evolve

from povertyplan import Plan, Reading
from povertyplan.model.rows import Headline, PovertyTarget
from povertyplan.reading import Form
from tests.benchmarks.diagnosis.errors import Injected, Model
from tests.benchmarks.diagnosis.sheets import COUNTS, TOTAL, Sheet, drawn

Targets = list[PovertyTarget]


def counts_of(target: PovertyTarget) -> tuple[tuple[str, object], ...]:
    """Return the counts of a row that a sheet states."""
    flat = {str(name): value for name, value in target.flat().items()}
    return tuple((name, flat[name]) for name in COUNTS)


def renamed(target: PovertyTarget, name: str) -> PovertyTarget:
    """Return a row under another name."""
    return PovertyTarget.of(evolve(target.unit, name=name), *target.years, target.flat())


def pasted(*, far: bool, renumbered: bool, other_name: bool = False, live: bool = False) -> Model:
    """
    Paste a row once more, beside itself or anywhere.

    *live* says whether the totals were computed after that; the text is of before.
    """

    def model(rng: Random, clean: Sheet) -> Injected | None:
        plan, row = clean.plan, rng.randint(1, clean.rows)
        position = rng.randint(1, clean.rows + 1) if far else row + 1
        targets, ordinals = list(plan.targets), [str(number) for number in plan.rows]
        copy = targets[row - 1]
        name = copy.unit.name.upper() + "A" if other_name else copy.unit.name
        targets.insert(position - 1, renamed(copy, name))
        ordinals.insert(position - 1, str(row))
        reading = read_as(plan, targets, ordinals, renumbered=renumbered)
        if live:
            reading = computed(reading, clean)
        right = ("out", counts_of(copy))
        return Injected(clean, {}, ("ROW_PASTED_TWICE",), reading=reading, row=right)

    return model


def of_another_plan(rng: Random, clean: Sheet) -> Injected | None:
    """Put a row of another plan in, numbered as the others; the totals are of before."""
    plan = clean.plan
    other = drawn(rng, clean.places).plan.targets[0]
    targets, position = list(plan.targets), rng.randint(0, clean.rows)
    targets.insert(position, renamed(other, "TDP khác"))
    reading = read_as(plan, targets, [], renumbered=True)
    right = ("out", counts_of(other))
    return Injected(clean, {}, ("ROW_SUPERFLUOUS",), reading=reading, row=right)


def total_as_row(rng: Random, clean: Sheet) -> Injected | None:
    """Paste the total row once more among the rows."""
    plan = clean.plan
    assert plan.total is not None
    total = renamed(plan.total, "Cộng")
    targets = list(plan.targets)
    targets.insert(rng.randint(0, clean.rows), total)
    reading = read_as(plan, targets, [], renumbered=True)
    right = ("out", counts_of(total))
    return Injected(clean, {}, ("ROW_SUPERFLUOUS",), reading=reading, row=right)


def lost(
    *, rows: int = 1, last: bool = False, renumbered: bool = False, live: bool = False
) -> Model:
    """Delete some rows; *live* says whether the totals were computed after that."""

    def model(rng: Random, clean: Sheet) -> Injected | None:
        plan = clean.plan
        gone = [clean.rows] if last else sorted(rng.sample(range(1, clean.rows), rows))
        targets = [plan.targets[row - 1] for row in plan.rows if row not in gone]
        ordinals = [str(row) for row in plan.rows if row not in gone]
        reading = read_as(plan, targets, ordinals, renumbered=renumbered)
        if live:
            reading = computed(reading, clean)
        right = ("in", lost_counts([plan.targets[row - 1] for row in gone]))
        return Injected(clean, {}, ("ROW_MISSING",), reading=reading, row=right)

    return model


def lost_counts(targets: Sequence[PovertyTarget]) -> tuple[tuple[str, object], ...]:
    """Return the sums of some rows."""
    sums = dict.fromkeys(COUNTS, 0)
    for target in targets:
        for name, value in counts_of(target):
            assert isinstance(value, int)
            sums[name] += value
    return tuple(sums.items())


def read_as(plan: Plan, targets: Targets, ordinals: Sequence[str], *, renumbered: bool) -> Reading:
    """Return the reading of a plan with other rows, its totals and its text as they were."""
    numbers = [str(number) for number in range(1, len(targets) + 1)]
    form = Form(ordinals=tuple(numbers if renumbered else ordinals))
    return Reading(evolve(plan, targets=tuple(targets)), form=form)


def computed(reading: Reading, clean: Sheet) -> Reading:
    """Return a reading with its totals and their rates computed from its rows."""
    plan = reading.plan
    sheet = Sheet(len(plan.targets), clean.places, clean.dashes)
    for row in plan.rows:
        for name, value in plan.flat(row).items():
            sheet.figures[row, str(name)] = value
    sheet.add_up(*COUNTS)
    sheet.divide(TOTAL, *COUNTS)
    assert plan.total is not None
    flat = plan.total.flat()
    for name in flat:
        flat[name] = sheet.figures.get((TOTAL, str(name)))
    total = PovertyTarget.of(plan.unit, *plan.total.years, flat)
    return evolve(reading, plan=evolve(plan, total=total))


def with_text(model: Model, *stated: str) -> Model:
    """Keep only some figures of the text."""

    def partly(rng: Random, clean: Sheet) -> Injected | None:
        injected = model(rng, clean)
        if injected is None or injected.reading is None:
            return None
        plan = injected.reading.plan
        flat = {name: value for name, value in plan.headline.flat().items() if name in stated}
        reading = evolve(injected.reading, plan=evolve(plan, headline=Headline.of(flat)))
        return Injected(clean, {}, injected.causes, reading=reading, row=injected.row)

    return partly


REPEATED: dict[str, Model] = {
    "row pasted beside itself": pasted(far=False, renumbered=False),
    "row pasted beside itself, renumbered": pasted(far=False, renumbered=True),
    "row pasted far away": pasted(far=True, renumbered=False),
    "row pasted far away, renumbered and renamed": pasted(
        far=True, renumbered=True, other_name=True
    ),
    "row pasted, only the drop in the text": with_text(
        pasted(far=True, renumbered=True), "poor_drop"
    ),
    "row pasted, no text": with_text(pasted(far=True, renumbered=True)),
    "row pasted, totals after it": pasted(far=True, renumbered=False, live=True),
    "row pasted, totals after it, renumbered": pasted(far=True, renumbered=True, live=True),
    "row of another plan": of_another_plan,
    "total row pasted as a row": total_as_row,
    "row lost": lost(),
    "row lost, renumbered": lost(renumbered=True),
    "last row lost": lost(last=True),
    "two rows lost": lost(rows=2),
    "row lost, no text": with_text(lost()),
    "row lost, totals after it": lost(live=True),
    "last row lost, totals after it": lost(last=True, live=True),
}
