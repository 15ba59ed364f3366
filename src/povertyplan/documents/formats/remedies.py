"""Remedies for files that are not read, in the words of an office."""

import re
import stat
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from povertyplan.documents.formats.endings import FORMATS
from povertyplan.messages import Phrase, ReadError, phrase, verbatim

#: The kind of a file that is not read, by its ending.
KINDS: Mapping[str, str] = MappingProxyType(
    {
        ".pdf": "pdf",
        ".doc": "doc",
        ".dot": "doc",
        ".wps": "doc",
        ".rtf": "rtf",
        ".odt": "odt",
        ".ott": "odt",
        ".fodt": "odt",
        ".ods": "ods",
        ".ots": "ods",
        ".fods": "ods",
        ".xlsb": "xlsb",
        ".ppt": "slides",
        ".pptx": "slides",
        ".odp": "slides",
        ".mht": "mht",
        ".mhtml": "mht",
        ".jpg": "picture",
        ".jpeg": "picture",
        ".png": "picture",
        ".tif": "picture",
        ".tiff": "picture",
        ".heic": "picture",
        ".bmp": "picture",
        ".gif": "picture",
        ".webp": "picture",
        ".zip": "archive",
        ".rar": "archive",
        ".7z": "archive",
        ".tar": "archive",
        ".gz": "archive",
        ".tgz": "archive",
        ".pages": "pages",
        ".numbers": "numbers",
        ".gdoc": "online",
        ".gsheet": "online",
        ".lnk": "shortcut",
        ".url": "shortcut",
        ".eml": "mail",
        ".msg": "mail",
    }
)
#: What to do with a file of each kind that is not read.
_REMEDIES: Mapping[str, Phrase] = MappingProxyType(
    {
        "pdf": phrase(
            "This is a PDF; its tables are not read. Ask for the Word or Excel file that it was"
            " made from, and check that."
        ),
        "doc": phrase(
            "This is an old .doc file. Open it in Word, choose Save As .docx, and check that. Where"
            " LibreOffice is installed: povertyplan convert FILE OUT.docx"
        ),
        "rtf": phrase(
            "This is an .rtf file. Open it in Word, choose Save As .docx, and check that. Where"
            " LibreOffice is installed: povertyplan convert FILE OUT.docx"
        ),
        "odt": phrase(
            "This is an .odt file of LibreOffice. Open it in LibreOffice or Word, choose Save As"
            " .docx, and check that; or call povertyplan convert FILE OUT.docx"
        ),
        "ods": phrase(
            "This is an .ods file of LibreOffice. Open it in LibreOffice or Excel, choose Save As"
            " .xlsx, and check that; or call povertyplan convert FILE OUT.xlsx"
        ),
        "xlsb": phrase(
            "This is an .xlsb file. Open it in Excel, choose Save As .xlsx, and check that. Where"
            " LibreOffice is installed: povertyplan convert FILE OUT.xlsx"
        ),
        "xml": phrase(
            "This is a document in XML. Open it in Word or Excel, choose Save As .docx or .xlsx,"
            " and check that. Where LibreOffice is installed: povertyplan convert FILE OUT.docx"
        ),
        "mht": phrase(
            "This is a web page in one file (.mht). Open it in Word or Excel, choose Save As .docx"
            " or .xlsx, and check that."
        ),
        "encrypted": phrase(
            "This file has a password. Open it with its password, remove the password, save it, and"
            " check it again."
        ),
        "slides": phrase(
            "This file holds slides, not a plan. Ask for the Word or Excel file of the plan."
        ),
        "picture": phrase(
            "This is a picture. Ask for the Word or Excel file that it shows, and check that."
        ),
        "archive": phrase(
            "This is a packed folder of other files. Unpack it, and check the files inside."
        ),
        "pages": phrase(
            "This is a file of Apple Pages. Open it in Pages, export it as Word (.docx), and check"
            " that."
        ),
        "numbers": phrase(
            "This is a file of Apple Numbers. Open it in Numbers, export it as Excel (.xlsx), and"
            " check that."
        ),
        "online": phrase(
            "This file only leads to a document on the web. Open that document, download it as"
            " .docx or .xlsx, and check that."
        ),
        "shortcut": phrase(
            "This file only leads to another file. Copy that file here, and check it."
        ),
        "mail": phrase("This is an e-mail. Save the file that is attached to it, and check that."),
        "damaged": phrase(
            "This file is damaged, or was not copied whole. Open it in Word or Excel and save it"
            " anew; if it does not open, ask for it once more."
        ),
        "compound": phrase(
            "This is a file of an old office program. Open it in Word or Excel, choose Save As"
            " .docx or .xlsx, and check that."
        ),
        "lock": phrase(
            "This is not a plan: Word and Excel keep this file while a document is open. Check the"
            " document itself, whose name does not begin with ~$."
        ),
        "special": phrase(
            "This is a pipe or a device, not a file. Save what it holds as a file, and check that."
        ),
        "docx": phrase(
            "This file bears the ending of Word, but Word did not write it. Open it in the program"
            " that it comes from, save it as .docx, and check that."
        ),
        "xlsx": phrase(
            "This file bears the ending of Excel, but Excel did not write it. Open it in the"
            " program that it comes from, save it as .xlsx, and check that."
        ),
        "unknown": phrase(
            "Files with this ending are not read. Open the file in the program that it comes from,"
            " save it as .docx or .xlsx, and check that."
        ),
    }
)
#: What to do with a text whose letters a program replaced.
LOST_LETTERS = phrase(
    "This file has lost its Vietnamese letters (they became question marks). Open the original"
    " file in Excel, choose Save As CSV UTF-8 or .xlsx, and check that."
)


def refusal(kind: str, file: str) -> ReadError:
    """Return the error for a file of a kind that is not read, with its remedy."""
    readable = phrase("a file with one of these endings: {endings}", endings=", ".join(FORMATS))
    return ReadError(readable, verbatim(kind), file, remedy=_REMEDIES[kind])


def is_lock(name: str) -> bool:
    """Whether a program keeps the file of a name while a document is open."""
    return name.startswith(("~$", ".~lock."))


def refuse_lock(file: str) -> None:
    """Raise `ReadError` for the name of a file that a program keeps while a document is open."""
    if is_lock(re.split(r"[/\\]", file)[-1]):
        raise refusal("lock", file)


def refuse_special(file: str) -> None:
    """Raise `ReadError` for a pipe, a socket or a device, whose reader may wait without end."""
    mode = Path(file).stat().st_mode
    if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
        raise refusal("special", file)
