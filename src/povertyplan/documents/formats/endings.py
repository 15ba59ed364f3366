"""The formats that are read, by the ending of a file's name."""

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
