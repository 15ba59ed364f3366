"""A web back end: takes a document, answers with its findings in Vietnamese as JSON for a page."""

import argparse
from pathlib import Path

from povertyplan import ReadError, check, read_bytes
from povertyplan.outputs import findings_json, refusal_json


def answer(document: bytes, name: str) -> str:
    """Return what the check of a document found, or why it was not read."""
    try:
        reading = read_bytes(document, file=name)
    except ReadError as error:
        return refusal_json(error, "vi")
    return findings_json(reading, check(reading), "vi")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("document", type=Path, help="what a page would send, such as plan.docx")
    document: Path = parser.parse_args().document
    print(answer(document.read_bytes(), document.name))
