"""``povertyplan explain``: the page of a check or a cause."""

import argparse

from povertyplan.arguments.refusals import nearest
from povertyplan.arithmetic.causes import Cause
from povertyplan.checks import CHECKS, RETIRED, Check
from povertyplan.cli.status import OK
from povertyplan.messages import Phrase, SelectionError, phrase, translated
from povertyplan.outputs.pages import heading, page


def run(options: argparse.Namespace) -> int:
    """Print the page of a check or a cause; without a subject, the list of all."""
    if options.subject is None:
        for explained in (*CHECKS, *Cause):
            print(heading(explained, options.lang))
        return OK
    code = options.subject.upper()
    if code in RETIRED:
        retired = translated("{code} was retired: {reason}", options.lang)
        print(retired.format(code=code, reason=RETIRED[code]))
        return OK
    print(page(_explained(options.subject), options.lang), end="")
    return OK


def _explained(subject: str) -> Check | Cause:
    """Return the cause or the check of a name, else the first check whose code begins so."""
    name, code = subject.lower(), subject.upper()
    if name in list(Cause):
        return Cause(name)
    names = {check.name: check for check in CHECKS}
    if name in names:
        return names[name]
    meant = [check for check in CHECKS if code and check.code.startswith(code)]
    if not meant:
        raise SelectionError(_unknown(subject))
    return meant[0]


def _unknown(subject: str) -> Phrase:
    """Say that a word is explained nowhere, with the words that it may be a slip of."""
    known = [*(check.code for check in CHECKS), *(check.name for check in CHECKS), *Cause]
    names = nearest(subject, known)
    if not names:
        return phrase("{word} is neither a check nor a cause", word=repr(subject))
    return phrase(
        "{word} is neither a check nor a cause; did you mean {names}?",
        word=repr(subject),
        names=", ".join(names),
    )
