"""Build a plan from the counts of its TDPs, check it, and write it as JSON."""

import argparse
import csv
from collections.abc import Mapping
from pathlib import Path

from povertyplan import Plan, check, completed
from povertyplan.records import to_json


def built(counts: Path, year: int, commune: str) -> Plan:
    """Return the plan of a table with one line for each TDP, and flat names above its columns."""
    rows = list[Mapping[str, object]]()
    with counts.open(encoding="utf-8", newline="") as stream:
        for line in csv.DictReader(stream):
            name = line.pop("name")
            rows.append({field: int(count) for field, count in line.items()} | {"name": name})
    return completed(Plan.of(year, rows, unit=commune))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("counts", type=Path, help="such as examples/cao-thuong-2024/counts.csv")
    arguments = parser.parse_args()
    plan = built(arguments.counts, 2024, "Cao Thượng")
    check(plan).raise_for_errors()
    print(to_json(plan, indent=1))
