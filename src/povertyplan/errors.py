"""The exceptions of the library, and the texts that go into them."""

import unicodedata

from attrs import define

from povertyplan.arguments.strict import strict_fields

_SHOWN = 60


class PovertyPlanError(Exception):
    """
    The root of every exception that this library defines.

    >>> try:
    ...     Percent.parse("1,4,0%")
    ... except PovertyPlanError as error:
    ...     print(type(error).__name__)
    ParseError
    """


def harmless(text: str, /) -> str:
    r"""
    Return *text* with every control, format and line character replaced.

    Neither a terminal escape nor a bidirectional override of a document reaches
    a terminal; columns stay where they are, for the text keeps its length.

    >>> harmless("1\x1b[31m4\u202e")
    '1�[31m4�'
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        "�" if unicodedata.category(char) in {"Cc", "Cf", "Cs", "Zl", "Zp"} else char
        for char in text
    )


@define(str=False, field_transformer=strict_fields)
class ParseError(PovertyPlanError, ValueError):
    """
    A text that cannot be parsed.

    >>> print(ParseError("a percentage", "1,4,0%", 3))
    expected a percentage, got '1,4,0%'
      1,4,0%
         ^
    """

    expected: str  #: what the text should be
    text: str  #: the text as it was given
    at: int = 0  #: the position of its first wrong character, counted from 0

    def __str__(self) -> str:
        """Return the message and the text, cut to a line, with a caret below the fault."""
        start = max(0, self.at - _SHOWN // 2)
        shown = harmless(self.text[start : start + _SHOWN])
        head = "…" if start else ""
        tail = "…" if start + _SHOWN < len(self.text) else ""
        caret = " " * (len(head) + self.at - start) + "^"
        return (
            f"expected {self.expected}, got '{head}{shown}{tail}'\n  {head}{shown}{tail}\n  {caret}"
        )


@define(str=False, field_transformer=strict_fields)
class CheckFailed(PovertyPlanError):  # noqa: N818  # named by what happened, as the public name is fixed
    """
    A plan that contradicts itself, or of which no figures could be compared.

    `Report.raise_for_errors` raises it.

    >>> plan = Plan.of(2024, [{"persons_goal": 2}], total={"persons_goal": 3})
    >>> try:
    ...     check(plan).raise_for_errors()
    ... except CheckFailed as error:
    ...     print(*error.findings)
    total row: the persons of 2024 are printed as 3, but the rows add up to 2 (1 too many)
    """

    #: the findings of severity error, as text; empty where nothing was compared
    findings: tuple[str, ...]

    def __str__(self) -> str:
        """Return the number of errors, and each of them on a line."""
        if not self.findings:
            return "no figures could be compared, so nothing is known to hold"
        return "\n".join((f"{len(self.findings)} error(s) found", *self.findings))
