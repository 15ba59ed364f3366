"""
Check ten years of plans of a whole country, and add them up.

    python examples/country.py 100000

Makes 100,000 TDPs in 34 provinces over ten years (a million rows, always the same), spoils one rate
in two thousand and in careless communes one in ten, checks every plan, and prints the ten communes
with the most findings and what each province plans for the last year. Needs the extra `examples`.
"""

import argparse

import numpy as np
import polars as pl

from povertyplan.frames import check_frame, roll_up

YEARS = range(2016, 2026)
TDPS_OF_A_COMMUNE, COMMUNES_OF_A_PROVINCE = 10, 300
CARELESS = 101  #: one commune in so many
COUNTS = ("households_base", "households_goal", "poor_base", "poor_goal")


def country(tdps: int) -> pl.DataFrame:
    """Make the plans of every commune and year: a row for each TDP, and the total."""
    draw = np.random.default_rng(2025)
    size = tdps * len(YEARS)
    base = draw.integers(60, 400, size)
    goal = base + draw.integers(0, 1 + base // 40)
    poor = draw.integers(0, 1 + base // 12)
    tdp = np.tile(np.arange(tdps), len(YEARS))
    rows = pl.DataFrame(
        {
            "year": np.repeat(np.array(YEARS), tdps),
            "commune": tdp // TDPS_OF_A_COMMUNE,
            "row": tdp % TDPS_OF_A_COMMUNE + 1,
            "households_base": base,
            "households_goal": goal,
            "poor_base": poor,
            "poor_goal": draw.integers(0, 1 + poor),
        }
    )
    totals = rows.group_by("year", "commune").agg(
        pl.lit(TDPS_OF_A_COMMUNE + 1, pl.Int64).alias("row"), pl.col(COUNTS).sum()
    )
    both = pl.concat([rows.with_columns(part=None), totals.with_columns(part=pl.lit("total"))],
                     how="diagonal_relaxed").sort("year", "commune", "row")  # fmt: skip
    rate = (20_000 * pl.col("poor_goal") + pl.col("households_goal")) // (
        2 * pl.col("households_goal")
    )
    # A slip prints a hundredth too much.
    slip = pl.Series(draw.integers(0, 2_000, both.height))
    often = pl.when(pl.col("commune") % CARELESS == 0).then(200).otherwise(1)
    return both.with_columns(
        plan=pl.format("{}/{}", "year", "commune"),
        province=pl.col("commune") // COMMUNES_OF_A_PROVINCE,
        poor_goal_rate=rate + (slip < often).cast(pl.Int64),
    )


def main(tdps: int) -> None:
    """Print how many findings there are, the worst communes and the provinces."""
    plans = country(tdps)
    findings = check_frame(plans, places=2).findings
    print(f"{plans.height:,} rows, {findings.height:,} findings")
    commune = pl.col("plan").str.split("/").list.last().cast(pl.Int64).alias("commune")
    worst = findings.group_by(commune).len().sort("len", "commune", descending=[True, False])
    for number, found in worst.head(10).rows():
        print(f"commune {number}: {found}")
    last = plans.filter(pl.col("year") == max(YEARS), pl.col("part").is_null())
    provinces = roll_up(last.drop("poor_goal_rate"), by=["province"]).sort("province")
    for row in provinces.iter_rows(named=True):
        poor, households = row["poor_goal"], row["households_goal"]
        rate = f"{row['poor_goal_rate'] / 100:.2f}%"
        print(f"province {row['province']}: {poor:,} of {households:,} households, {rate}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Check ten years of plans, and add them up.")
    parser.add_argument("tdps", type=int, help="how many TDPs the country has, such as 100000")
    main(parser.parse_args().tdps)
