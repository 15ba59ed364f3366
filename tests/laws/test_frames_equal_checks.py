"""A frame of plans has the findings of the plans checked one by one, on every engine."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

import polars as pl
import pytest
from hypothesis import Phase, given, note, settings
from hypothesis import strategies as st

from povertyplan import Percent, Plan, Rounding, check
from povertyplan.frames import FRAME_CODES, check_frame, plans_to_frame
from povertyplan.frames.columns import LARGEST, MOST_UNITS
from povertyplan.strategies import plans, slips
from tests.support.engines import ENGINES, Engine, Native, rows


def of_checks(plan: Plan, key: str, rounding: Rounding) -> Counter[tuple[object, ...]]:
    report = check(plan, select=FRAME_CODES, rounding=rounding)
    return Counter(
        (
            key,
            str(finding.place.row),
            finding.unit if finding.place.row != "total" else plan.unit.name,
            finding.place.field,
            finding.code,
            None if finding.printed is None else str(finding.printed),
            None if finding.expected is None else str(finding.expected),
        )
        for finding in report.findings
    )


def of_frame(frame: Native, rounding: Rounding) -> Counter[tuple[object, ...]]:
    report = check_frame(frame, rounding=rounding)
    assert rows(report.unread) == []
    return Counter(
        tuple(row[name] for name in ("plan", "row", "unit", "field", "code", "printed", "expected"))
        for row in rows(report.findings)
    )


def fits(plan: Plan) -> bool:
    """Whether a frame can hold a plan: no row in two sections, no figure out of bounds."""
    rows_in_sections = list(chain.from_iterable(section.rows for section in plan.sections))
    values = list(chain.from_iterable(row.flat().values() for row in plan.printed_rows))
    counts = [value for value in values if isinstance(value, int)]
    units = [value.digits for value in values if isinstance(value, Percent)]
    sections_overlap = len(rows_in_sections) > len(set(rows_in_sections))
    within_bounds = max(counts, default=0) <= LARGEST and max(units, default=0) <= MOST_UNITS
    return within_bounds and not sections_overlap


@st.composite
def countries(draw: st.DrawFn, rounding: Rounding) -> dict[str, Plan]:
    country: dict[str, Plan] = {}
    for key in range(draw(st.integers(1, 8))):
        plan = draw(plans(realistic=draw(st.booleans()), rounding=rounding))
        slip = draw(slips(plan, rounding=rounding) | st.none())
        country[str(key)] = plan if slip is None else slip.plan
    return {key: plan for key, plan in country.items() if fits(plan)}


def assert_equal(country: Mapping[str, Plan], engine: Engine, rounding: Rounding) -> None:
    expected: Counter[tuple[object, ...]] = Counter()
    for key, plan in country.items():
        expected += of_checks(plan, key, rounding)
    frame = engine(plans_to_frame(country, "polars"))
    assert of_frame(frame, rounding) == expected


def assert_frames_equal_checks(data: st.DataObject, engines: Iterable[str]) -> None:
    rounding = data.draw(st.sampled_from(Rounding))
    country = data.draw(countries(rounding))
    for engine in engines:
        note(engine)
        assert_equal(country, ENGINES[engine], rounding)


@settings(max_examples=settings().max_examples // 12)
@given(data=st.data())
def test_frames_equal_checks(data: st.DataObject) -> None:
    assert_frames_equal_checks(data, ENGINES)


@pytest.mark.large
@settings(max_examples=100)
@given(data=st.data())
def test_many_frames_equal_checks(data: st.DataObject) -> None:
    # Of the three kinds of pandas frames one for each country: they take nearly all the time.
    kinds = [name for name in ENGINES if name.startswith("pandas")]
    others = [name for name in ENGINES if name not in kinds]
    assert_frames_equal_checks(data, [*others, data.draw(st.sampled_from(kinds))])


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """Start a cluster of two workers, and give a function that stores a frame in it."""
    from pyspark.sql import SparkSession  # noqa: PLC0415  # the extra `spark` may be absent

    options = {
        "spark.ui.enabled": "false",
        # As docs/scale.md says, Spark infers constraints of rates as text without end.
        "spark.sql.constraintPropagation.enabled": "false",
        "spark.sql.shuffle.partitions": "4",
        # Wait for both workers before the first query.
        "spark.scheduler.minRegisteredResourcesRatio": "1.0",
        "spark.scheduler.maxRegisteredResourcesWaitingTime": "60s",
    }
    builder = SparkSession.builder.master("local-cluster[2,1,1024]")
    for name, value in options.items():
        builder = builder.config(name, value)
    spark = builder.getOrCreate()
    folder = tmp_path_factory.mktemp("frames")

    def stored(frame: pl.DataFrame) -> Native:
        file = folder / f"{len(list(folder.iterdir()))}.parquet"
        frame.write_parquet(file)
        return spark.read.parquet(str(file)).repartition(4)

    yield stored
    spark.stop()


def country_of(examples: int, rounding: Rounding) -> dict[str, Plan]:
    """Draw many plans for a single frame, because a cluster takes seconds for each frame."""
    together: dict[str, Plan] = {}

    @settings(max_examples=examples, phases=[Phase.generate], database=None)
    @given(countries(rounding))
    def draw(country: dict[str, Plan]) -> None:
        together.update({f"{len(together)} {key}": plan for key, plan in country.items()})

    draw()
    return together


@pytest.mark.spark
def test_the_cluster_works_in_two_processes(cluster: Engine) -> None:
    command = "reflect('java.lang.System', 'getProperty', 'sun.java.command') as command"
    commands = cluster(pl.DataFrame({"row": range(1000)})).selectExpr(command).distinct()
    assert len({row["command"] for row in rows(commands)}) == 2


@pytest.mark.spark
@pytest.mark.parametrize("rounding", Rounding)
def test_frames_on_a_cluster_equal_checks(cluster: Engine, rounding: Rounding) -> None:
    assert_equal(country_of(30, rounding), cluster, rounding)
