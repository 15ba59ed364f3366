"""The refusal to write a document without the libraries that make it, which names their extra."""

from collections.abc import Generator
from contextlib import contextmanager

from povertyplan.messages import WriteError, phrase

#: Double quotes are taken by every shell, on Windows, too.
_INSTALLING = 'pip install "povertyplan[office]"'


@contextmanager
def naming_extra(file: str) -> Generator[None]:
    """Raise `WriteError` with the extra to install where what writes documents is missing."""
    try:
        yield
    except ModuleNotFoundError:
        why = phrase(
            "To write Word and Excel files, install what writes them: {command}",
            command=_INSTALLING,
        )
        raise WriteError(file, why) from None
