"""The list of units whose plans are expected: one unit a line, in UTF-8."""

from functools import partial
from pathlib import Path

from povertyplan.cli.usage import UsageError
from povertyplan.documents import limits
from povertyplan.messages import translated

#: What begins a remark.
_REMARK = "#"


def expected_units(file: str, lang: str) -> list[str]:
    """
    Return the units that a list names, each as it is written.

    Blank lines do not count, nor does what stands behind a #.  Raises `UsageError`, in the
    reader's language, if the file cannot be opened, is not UTF-8 or names no unit.
    """
    say = partial(translated, lang=lang)
    try:
        with Path(file).open("rb") as stream:
            data = stream.read(limits.MOST_BYTES)
        text = data.decode("utf-8-sig")
    except OSError:
        refused = say("--expected {file}: the file could not be opened")
        raise UsageError(refused.format(file=file)) from None
    except UnicodeDecodeError:
        refused = say("--expected {file}: not in UTF-8; save the list as text in UTF-8")
        raise UsageError(refused.format(file=file)) from None
    lines = (line.partition(_REMARK)[0].strip() for line in text.splitlines())
    units = [line for line in lines if line]
    if not units:
        raise UsageError(
            say("--expected {file}: no unit; write one on each line").format(file=file)
        )
    return units
