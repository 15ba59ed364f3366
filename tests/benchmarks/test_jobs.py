"""200 documents checked by two processes, compared with one."""

import os
import shutil
import time
from pathlib import Path

import pytest

from povertyplan.cli import main

PLANS = 200
ROUNDS = 3


def seconds(folder: Path, jobs: int) -> float:
    """Return how long the check of a folder takes."""
    start = time.perf_counter()
    main(["check", str(folder), "--jobs", str(jobs)])
    return time.perf_counter() - start


@pytest.mark.skipif((os.cpu_count() or 1) < 2, reason="two processes need two cores")
def test_two_processes_are_nearly_twice_as_fast(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Other programs take cores too: the best of some rounds, each of one process and of two."""
    for number in range(PLANS):
        shutil.copy("examples/formats/plan.docx", tmp_path / f"{number}.docx")
    ratios: list[float] = []
    for _ in range(ROUNDS):
        alone, together = seconds(tmp_path, 1), seconds(tmp_path, 2)
        ratios.append(alone / together)
        capsys.readouterr()
    assert max(ratios) >= 1.7, ratios
