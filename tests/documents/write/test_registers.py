"""Registers as documents: what they state is read back, or nothing is written."""

from pathlib import Path

import pytest
from attrs import evolve

from povertyplan import Unit, WriteError, write
from povertyplan.records import from_json
from povertyplan.year import Register
from tests.support.year import register


def test_a_register_that_reads_otherwise_is_not_written(tmp_path: Path) -> None:
    households = [evolve(household, helper="-") for household in register().households]
    odd = evolve(register(), households=households)
    with pytest.raises(WriteError, match="helps the household: “-”, read back as") as not_written:
        write(odd, tmp_path / "register.csv")
    assert not_written.value.fields == ("helper",)
    assert not (tmp_path / "register.csv").exists()
    unnamed = evolve(register(), households=[evolve(households[0], unit=Unit(""))])
    with pytest.raises(WriteError, match="the TDP of the household"):
        write(unnamed, tmp_path / "register.csv")
    control = evolve(register(), households=[evolve(households[0], helper="Hội\x07")])
    with pytest.raises(WriteError, match="U\\+0007"):
        write(control, tmp_path / "register.csv")


def test_a_register_as_a_record(tmp_path: Path) -> None:
    file = tmp_path / "register.json"
    write(register(), file)
    assert from_json(file.read_bytes(), Register) == register()


def test_a_register_that_reads_otherwise_is_written_if_nobody_is_strict(tmp_path: Path) -> None:
    households = [evolve(household, helper="-") for household in register().households]
    file = tmp_path / "register.csv"
    write(evolve(register(), households=households), file, strict=False)
    assert "H-1" in file.read_text(encoding="utf-8")
