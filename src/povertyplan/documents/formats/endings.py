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
        ".xlsx": "xlsx",
        ".xlsm": "xlsx",
    }
)
#: Formats of before 2007, which are not read, and the ending to save them under.
CONVERTED: Mapping[str, str] = MappingProxyType({".doc": ".docx", ".xls": ".xlsx"})
#: Formats that are archives and hold no text.
PACKED = frozenset({"docx", "xlsx"})
