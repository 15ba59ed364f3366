"""The exceptions of the library: what cannot become a value, or a file that cannot be read."""

import unicodedata
from collections.abc import Iterable

from attrs import define

_SHOWN = 60


class PovertyPlanError(Exception):
    """The root of every exception that this library defines."""


def harmless(text: str, /) -> str:
    r"""
    Return *text* with every control, format and line character replaced.

    One character stands for one, so that columns stay where they are: neither
    a terminal escape nor a bidirectional override of a document reaches a
    terminal.

    >>> harmless("1\x1b[31m4\u202e")
    '1�[31m4�'
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        "�" if unicodedata.category(char) in {"Cc", "Cf", "Cs", "Zl", "Zp"} else char
        for char in text
    )


def near(name: str, known: Iterable[str]) -> str:
    """
    Return a hint that ends an error message: the known names most like *name*.

    >>> near("poor_gaol", ["poor_goal", "poor_base"])
    "; did you mean 'poor_goal'?"
    """
    import difflib  # noqa: PLC0415  # only errors need it

    found = difflib.get_close_matches(name, list(known), n=3, cutoff=0.7)
    return f"; did you mean {' or '.join(map(repr, found))}?" if found else ""


@define(str=False)
class ParseError(PovertyPlanError, ValueError):
    """
    A text that is not what it should be.

    *at* counts characters from 0 and says where the first wrong one stands.

    >>> print(ParseError("a percentage", "1,4,0%", 3))
    expected a percentage, got '1,4,0%'
      1,4,0%
         ^
    """

    expected: str
    text: str
    at: int = 0

    def __str__(self) -> str:
        """Show the text, cut to what fits a line, with a caret under the fault."""
        start = max(0, self.at - _SHOWN // 2)
        shown = harmless(self.text[start : start + _SHOWN])
        head = "…" if start else ""
        tail = "…" if start + _SHOWN < len(self.text) else ""
        caret = " " * (len(head) + self.at - start) + "^"
        return (
            f"expected {self.expected}, got '{head}{shown}{tail}'\n  {head}{shown}{tail}\n  {caret}"
        )


@define(str=False)
class CheckFailed(PovertyPlanError):  # noqa: N818  # named by what happened, as the public name is fixed
    """
    A plan that contradicts itself, raised by `Report.raise_for_errors`.

    *findings* holds the findings of severity error, as text.
    """

    findings: tuple[str, ...]

    def __str__(self) -> str:
        """Return the number of errors and then each of them."""
        return "\n".join((f"{len(self.findings)} error(s) found", *self.findings))
