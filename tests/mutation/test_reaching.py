"""Which tests are tried with a mutant."""

from pathlib import Path

import pytest

pytest.importorskip("coverage")  # of a group of its own, for those who try mutants

from coverage import CoverageData

from tests.mutation.reaching import Reaching

MODULE = Path("src/povertyplan/documents/write/workbook/annex_sheet.py")


def test_a_line_that_no_test_reaches_is_tried_by_the_nearest_folder() -> None:
    coverage = CoverageData(no_disk=True)
    reached = Reaching(coverage).tests(MODULE, 1)
    assert reached[-2:] == ["tests/documents/write", "tests/laws"]


def test_a_decorator_is_tried_by_the_tests_that_reach_what_it_decorates() -> None:
    lines = MODULE.read_text(encoding="utf-8").splitlines()
    decorator = next(at for at, line in enumerate(lines, 1) if line == "    @cached_property")
    coverage = CoverageData(no_disk=True)
    for test, line in (("", decorator), ("tests/x/test_a.py::test_b", decorator + 3)):
        coverage.set_context(test)
        coverage.add_lines({str(MODULE.resolve()): {line}})
    reached = Reaching(coverage).tests(MODULE, decorator)
    assert reached[-3:] == ["tests/x/test_a.py::test_b", "tests/documents/write", "tests/laws"]


def test_the_nearest_tests_come_first_and_imports_are_of_no_test() -> None:
    coverage = CoverageData(no_disk=True)
    for test in ("", "tests/cli/test_fix.py::test_a", "tests/x/test_annex_sheet.py::test_b"):
        coverage.set_context(test)
        coverage.add_lines({str(MODULE.resolve()): {1}})
    reached = [test for test in Reaching(coverage).tests(MODULE, 1) if "::" in test]
    assert reached == ["tests/x/test_annex_sheet.py::test_b", "tests/cli/test_fix.py::test_a"]
