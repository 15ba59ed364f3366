"""
Print all that is told of plans with errors, as text and as JSON.

    python -m tests.benchmarks.diagnosis.told --every 5

Two processes print the same, whatever order their sets have; a test holds it.
"""

import argparse
from collections.abc import Iterator
from itertools import islice
from random import Random

from povertyplan import Plan, Reading, check
from povertyplan.documents.files import Document
from povertyplan.outputs.json import as_json
from povertyplan.outputs.layout import Passage, Screen
from povertyplan.outputs.report import as_text
from povertyplan.reading import TableReading
from tests.benchmarks.diagnosis.__main__ import models
from tests.benchmarks.diagnosis.errors import Model
from tests.benchmarks.diagnosis.flows import WAYS, slipped
from tests.benchmarks.diagnosis.sheets import drawn
from tests.support.page import checked
from tests.support.slips import repeated

_END, _SCREEN = Passage.of(""), Screen(100)


def with_error(model: Model, name: str) -> Plan | Reading:
    """Return a plan with an error that a check finds."""
    rng = Random(f"2024 {name}")
    while True:
        injected = model(rng, drawn(rng, 2))
        if injected is not None:
            document = injected.reading or injected.sheet.plan
            if check(document).findings:
                return document


def documents(every: int) -> Iterator[Plan | Document]:
    """Yield plans with errors, of every so many models, tables of flows, and a long search."""
    for name, model, _ in islice(models(""), None, None, every):
        yield with_error(model, name)
    for name, way in islice(WAYS.items(), None, None, every):
        tables = (table for table, _ in slipped(Random(name), way))
        yield TableReading(next(table for table in tables if check(table).findings))
    yield repeated(3)


def main() -> None:
    """Print what is told of each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--every", type=int, default=1)
    for document in documents(parser.parse_args().every):
        outcome = checked(document)
        print(*as_text(outcome, _END, "vi", _SCREEN, verbose=True), sep="\n")
        print(as_json([outcome], "en"))
        print(repr(outcome.diagnoses.by_contradiction))


if __name__ == "__main__":
    main()
