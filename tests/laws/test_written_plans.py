"""What is written is read back as the same plan, in every format."""

from pathlib import Path

from povertyplan import read, write

REAL = Path("examples/cao-thuong-2024/plan.md")


def test_the_real_plan_is_read_back(tmp_path: Path) -> None:
    plan = read(REAL).plan
    write(plan, tmp_path / "plan.md")
    assert read(tmp_path / "plan.md").plan == plan
