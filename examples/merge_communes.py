"""Merge the plan of a commune with those of its neighbours, and begin the next plan of all."""

import argparse

from povertyplan import Level, Plan, PovertyTarget, Unit, check, completed, read
from povertyplan.year import merged, roll_over

#: Made-up counts of 2024: the households, the poor and the near-poor of each TDP.
NEIGHBOURS = {
    "Cao Xá": {"Đông": (182, 4, 6), "Na Gu": (140, 2, 5), "Chợ": (205, 3, 3)},
    "Việt Lập": {"Kim Tràng": (161, 2, 4), "Hàng Cơm": (98, 1, 2)},
    "Ngọc Lý": {"Làng Sai": (174, 3, 5), "Cầu Đồng": (120, 0, 1)},
}


def neighbour(name: str, counts: dict[str, tuple[int, int, int]]) -> Plan:
    """Return a plan that keeps every count as it is."""
    rows: list[dict[str, object]] = []
    for tdp, (households, poor, near_poor) in counts.items():
        row: dict[str, object] = {"name": tdp}
        for year in ("base", "goal"):
            row[f"households_{year}"] = households
            row[f"poor_{year}"] = poor
            row[f"near_poor_{year}"] = near_poor
        rows.append(row)
    return Plan.of(2024, rows, unit=Unit(name, Level.COMMUNE, "xã"))


def told(label: str, row: PovertyTarget | None) -> str:
    """Return what a sub-total or a total states for the end of the year."""
    if row is None:
        return f"{label}: no total"
    goal = row.goal
    return f"{label}: {goal.poor.count} of {goal.households} households poor, {goal.poor.rate}"


def main(path: str) -> None:
    """Print what each commune contributes, and from what the next plan starts."""
    plans = [read(path).plan, *(neighbour(name, counts) for name, counts in NEIGHBOURS.items())]
    plan = completed(merged(Unit("Tân Yên", Level.COMMUNE, "xã"), plans))
    for section in plan.sections:
        print(told(section.label, section.printed))
    print(told("Tân Yên", plan.total))
    result = [target.goal for target in plan.targets]  # as if the year went as it was planned
    following = completed(roll_over(plan, result))
    codes = [finding.code for finding in check(following).findings]
    print(f"{following.year}: {len(following.targets)} units, findings: {codes or 'none'}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("plan", help="such as examples/cao-thuong-2024/plan.md")
    main(parser.parse_args().plan)
