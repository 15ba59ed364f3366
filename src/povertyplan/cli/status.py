"""The exit statuses of the commands."""

from povertyplan.outputs.closing import Totals

OK, ERRORS, UNREAD = 0, 1, 2
#: Ended by Ctrl-C, as shells number it: 128 and the number of the signal.
INTERRUPTED = 130


def status_of(totals: Totals, *, strict: bool, complete: bool = True) -> int:
    """
    Return the exit status for what was found in some files.

    Errors, with *strict* warnings too, go before files that could not be read or compared, and
    before plans that are missing, where they are not *complete*.
    """
    if totals.fails(strict=strict):
        return ERRORS
    are_all_compared = totals.files and not totals.unread and not totals.uncompared
    return OK if are_all_compared and complete else UNREAD
