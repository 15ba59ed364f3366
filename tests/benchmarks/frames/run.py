"""
Measure every tool on every size, each in a process of its own, and print the table.

Usage: ``python -m tests.benchmarks.frames.run [ROWS ...]``
"""

import json
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import polars as pl

from tests.benchmarks.frames.data import data, key
from tests.benchmarks.frames.tools import TOOLS, lines_of_code

SIZES = (26, 100_000, 1_000_000, 5_000_000)
TIMES = 5


def peak() -> float:
    """Return the peak memory of this program in MB, without its parent's."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(re.findall(r"VmHWM:\s+([0-9]+)", status)[0]) / 1024


def measure(tool: str, folder: str) -> dict[str, float]:
    load, job = TOOLS[tool]
    held = load(f"{folder}/plans.parquet")
    before, times = peak(), []
    for _ in range(TIMES):
        start = time.perf_counter()
        found = job(held)
        times.append(time.perf_counter() - start)
    rise, got = peak() - before, set(found.rows())
    wanted = set(pl.read_parquet(f"{folder}/key.parquet").rows())
    return {
        "ms": 1000 * statistics.median(times),
        "loaded": before,
        "peak": before + rise,
        "lines": lines_of_code(tool),
        "precision": len(got & wanted) / max(len(got), 1),
        "recall": len(got & wanted) / max(len(wanted), 1),
        "findings": len(got),
    }


def main(sizes: list[int]) -> None:
    print("| rows | tool | ms | MB loaded | MB at most | lines | precision | recall |")
    print("|---|---|---|---|---|---|---|---|")
    for rows in sizes:
        with tempfile.TemporaryDirectory() as folder:
            made = data(rows)
            made.write_parquet(f"{folder}/plans.parquet")
            names = ["plan", "row", "field", "code"]
            keys = pl.DataFrame(sorted(key(made)), schema=names, orient="row")
            keys.write_parquet(f"{folder}/key.parquet")
            for tool in TOOLS:
                command = [sys.executable, "-m", __spec__.name, "--one", tool, folder]
                done = subprocess.run(command, capture_output=True, text=True, check=False)
                if done.returncode:
                    print(f"| {rows} | {tool} | failed: {done.stderr.splitlines()[-1][:200]} |")
                    continue
                one = json.loads(done.stdout.splitlines()[-1])
                score = ("", "") if tool.startswith("PP3") else (one["precision"], one["recall"])
                print(
                    f"| {rows:,} | {tool} | {one['ms']:.0f} | {one['loaded']:.0f}"
                    f" | {one['peak']:.0f} | {one['lines']} | {score[0]} | {score[1]} |",
                    flush=True,
                )


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        print(json.dumps(measure(*sys.argv[2:4])))
    else:
        main([int(size) for size in sys.argv[1:]] or [*SIZES])
