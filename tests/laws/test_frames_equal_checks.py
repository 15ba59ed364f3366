"""Over every engine, a frame of plans has the findings that the plans have, one by one."""

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import chain

import polars as pl
import pytest
from hypothesis import Phase, given, settings
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
    """Whether a frame can hold a plan: no row in two sections, no count out of bounds."""
    sections = list(chain.from_iterable(section.rows for section in plan.sections))
    values = list(chain.from_iterable(row.flat().values() for row in plan.printed_rows))
    counts = (value for value in values if isinstance(value, int))
    rates = (value.digits for value in values if isinstance(value, Percent))
    apart = len(sections) == len(set(sections))
    return apart and max(counts, default=0) <= LARGEST and max(rates, default=0) <= MOST_UNITS


@st.composite
def countries(draw: st.DrawFn, rounding: Rounding) -> dict[str, Plan]:
    found: dict[str, Plan] = {}
    for key in range(draw(st.integers(1, 8))):
        plan = draw(plans(realistic=draw(st.booleans()), rounding=rounding))
        slip = draw(slips(plan, rounding=rounding) | st.none())
        found[str(key)] = plan if slip is None else slip.plan
    return {key: plan for key, plan in found.items() if fits(plan)}


def assert_equal(country: Mapping[str, Plan], engine: Engine, rounding: Rounding) -> None:
    found = (of_checks(plan, key, rounding) for key, plan in country.items())
    frame = engine(plans_to_frame(country, "polars"))
    assert of_frame(frame, rounding) == sum(found, Counter())


def assert_frames_equal_checks(data: st.DataObject, engine: Engine) -> None:
    rounding = data.draw(st.sampled_from(Rounding))
    assert_equal(data.draw(countries(rounding)), engine, rounding)


@pytest.mark.parametrize("engine", ENGINES)
@settings(max_examples=3)
@given(data=st.data())
def test_frames_equal_checks(engine: str, data: st.DataObject) -> None:
    assert_frames_equal_checks(data, ENGINES[engine])


@pytest.mark.large
@pytest.mark.parametrize("engine", ENGINES)
@settings(max_examples=200)
@given(data=st.data())
def test_many_frames_equal_checks(engine: str, data: st.DataObject) -> None:
    assert_frames_equal_checks(data, ENGINES[engine])


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """Start a cluster of two workers, and give what holds a frame in it."""
    from pyspark.sql import SparkSession  # noqa: PLC0415  # the extra `spark` may be absent

    options = {
        "spark.ui.enabled": "false",
        # As docs/scale.md says: what Spark infers of rates as text has no end.
        "spark.sql.constraintPropagation.enabled": "false",
        "spark.sql.shuffle.partitions": "4",
        # Both workers are there before anything is asked of them.
        "spark.scheduler.minRegisteredResourcesRatio": "1.0",
        "spark.scheduler.maxRegisteredResourcesWaitingTime": "60s",
    }
    builder = SparkSession.builder.master("local-cluster[2,1,1024]")
    for name, value in options.items():
        builder = builder.config(name, value)
    spark = builder.getOrCreate()
    folder = tmp_path_factory.mktemp("frames")

    def held(frame: pl.DataFrame) -> Native:
        file = folder / f"{len(list(folder.iterdir()))}.parquet"
        frame.write_parquet(file)
        return spark.read.parquet(str(file)).repartition(4)

    yield held
    spark.stop()


def country_of(examples: int, rounding: Rounding) -> dict[str, Plan]:
    """Draw many plans for one frame: a cluster takes seconds for each."""
    found: dict[str, Plan] = {}

    @settings(max_examples=examples, phases=[Phase.generate], database=None)
    @given(countries(rounding))
    def draw(country: dict[str, Plan]) -> None:
        found.update({f"{len(found)} {key}": plan for key, plan in country.items()})

    draw()
    return found


@pytest.mark.spark
def test_the_cluster_works_in_two_processes(cluster: Engine) -> None:
    command = "reflect('java.lang.System', 'getProperty', 'sun.java.command') as command"
    found = cluster(pl.DataFrame({"row": range(1000)})).selectExpr(command).distinct()
    assert len({row["command"] for row in rows(found)}) == 2


@pytest.mark.spark
@pytest.mark.parametrize("rounding", Rounding)
def test_frames_on_a_cluster_equal_checks(cluster: Engine, rounding: Rounding) -> None:
    assert_equal(country_of(30, rounding), cluster, rounding)
