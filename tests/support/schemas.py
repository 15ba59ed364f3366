"""
Word documents and workbooks held to the schemas of ECMA-376.

The rules are those of Microsoft's Open XML SDK: the transitional schemas with the further rules
of the standard, such as ids that must be unique and relationships that must be there.
"""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any


def faults(data: bytes, ending: str) -> list[str]:
    """Return what is wrong in a packed document, each with its part; *ending* is ``docx``, …."""
    with TemporaryDirectory() as folder:
        file = Path(folder, f"document.{ending}")
        file.write_bytes(data)
        errors = _validator().validate(file).errors
    return [f"{error.part_uri} {error.path}: {error.description}" for error in errors]


@cache
def _validator() -> Any:  # noqa: ANN401  # only those who run these tests install its package
    from openxml_audit import OpenXmlValidator  # noqa: PLC0415  # as above

    return OpenXmlValidator()
