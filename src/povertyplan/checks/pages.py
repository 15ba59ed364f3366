"""The page of a check, from the check itself."""

import re

from povertyplan.checks.rule import Check
from povertyplan.messages import translated

_EXAMPLE = re.compile(r"^>>> .*?(?=\n\n|\Z)", re.MULTILINE | re.DOTALL)


def page(check: Check) -> str:
    r"""
    Return the page of a check in Markdown: its code, name, severity, sentences and docstring.

    >>> from povertyplan.checks import CHECKS
    >>> print(page(CHECKS[0]).partition("\n")[0])
    # PP101 total-not-sum
    """
    name = check.name.replace("_", "-")
    vi = check.says.vi or translated(check.says.en, "vi")
    doc = _EXAMPLE.sub(r"```pycon\n\g<0>\n```", check.doc)
    return (
        f"# {check.code} {name}\n\n"
        f"Severity: {check.severity.value} ({translated(check.severity.value, 'vi')})\n\n"
        f"> {check.says.en}\n>\n> {vi}\n\n"
        f"{doc}\n"
    )
