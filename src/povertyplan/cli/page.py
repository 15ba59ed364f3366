"""The page that ``check --page`` writes."""

import argparse
import sys
from collections.abc import Sequence
from importlib.util import find_spec

from povertyplan.cli.opening import STANDARD_INPUT
from povertyplan.cli.streams import print_passages
from povertyplan.documents.write.target import refuse_target, write_file
from povertyplan.messages import Phrase, Sentence, WriteError, phrase
from povertyplan.outputs.layout import Passage
from povertyplan.outputs.outcome import Checked, Unread

_ENDING = ".html"
_OTHER_ENDING = phrase("A page is an HTML file. Name one that ends in .html.")
_WRITTEN = Sentence("{target}: the page of this check, to look at, to print and to sign")
#: Double quotes are taken by every shell, on Windows, too.
_INSTALLING = 'pip install "povertyplan[page]"'


def is_refused(files: Sequence[str], options: argparse.Namespace) -> bool:
    """Whether the page may not be written, which is said before any file is checked."""
    try:
        _refuse(files, options)
    except WriteError as error:
        print_passages([Passage.of(error.text(options.lang))], sys.stderr)
        return True
    return False


def _refuse(files: Sequence[str], options: argparse.Namespace) -> None:
    """Raise `WriteError` for a file that is not a page or exists, and without the extra."""
    if not options.page.lower().endswith(_ENDING):
        raise WriteError(options.page, _OTHER_ENDING)
    for file in files:
        if file != STANDARD_INPUT:
            refuse_target(file, options.page, force=options.force)
    if find_spec("jinja2") is None:
        raise WriteError(options.page, _missing_extra())


def _missing_extra() -> Phrase:
    return phrase("To write pages, install what makes them: {command}", command=_INSTALLING)


def write_page(
    outcomes: Sequence[Checked | Unread],
    expected: Sequence[str] | None,
    version: str,
    options: argparse.Namespace,
) -> bool:
    """Write the page of the findings, say whether it was written, and return that."""
    from povertyplan.outputs.page import as_page

    page = as_page(outcomes, options.lang_of_pages, version=version, expected=expected)
    stream = sys.stdout if options.format == "text" else sys.stderr
    try:
        write_file(options.page, page.encode())
    except WriteError as error:
        print_passages([Passage.of(error.text(options.lang))], sys.stderr)
        return False
    written = _WRITTEN.text({"target": options.page}, options.lang)
    print_passages([Passage.of(written)], stream)
    return True
