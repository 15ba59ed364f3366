"""The formats that are read, by the ending of a file's name."""

import os
from collections.abc import Mapping
from types import MappingProxyType

#: Format by ending, with its point, in small letters.
FORMATS: Mapping[str, str] = MappingProxyType(
    {
        ".md": "markdown",
        ".markdown": "markdown",
        ".txt": "text",
        ".csv": "csv",
        ".tsv": "csv",
        ".html": "html",
        ".htm": "html",
        ".json": "json",
        ".docx": "docx",
        ".docm": "docx",
        ".dotx": "docx",
        ".dotm": "docx",
        ".xlsx": "xlsx",
        ".xlsm": "xlsx",
        ".xltx": "xlsx",
        ".xltm": "xlsx",
        ".xls": "xls",
        ".xlt": "xls",
        ".et": "xls",
    }
)
#: Formats that are binary and hold no text.
PACKED = frozenset({"docx", "xlsx", "xls"})
#: Formats in whose text figures can be replaced.
_TEXTS = frozenset({"markdown", "text", "csv", "html"})


def ending(file: str) -> str:
    """Return the ending of a file's name, with its point, in small letters."""
    return os.path.splitext(file)[1].lower()


def is_text(file: str) -> bool:
    """Whether the ending of a file's name is of a text, in which figures can be replaced."""
    return FORMATS.get(ending(file)) in _TEXTS
