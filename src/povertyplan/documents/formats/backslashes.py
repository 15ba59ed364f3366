r"""
Backslashes in Markdown: before a character that is text, and marks nothing.

They are those of CommonMark and of GitHub: a backslash before any mark of ASCII is
left out, and before anything else it is text.
"""

import re
from string import punctuation

_MARK = f"[{re.escape(punctuation)}]"
_ESCAPED = re.compile(rf"\\({_MARK})")
#: What would begin markup, anywhere in a line: marks, entities, the names of emoji.
_MARKUP = re.compile(r"[\\`*_~|<>#$\[]|&(?=[#\w]+;)|:(?=[\w+-]+:)")


def escaped(text: str) -> str:
    r"""
    Return a text with backslashes before the characters that would begin markup.

    >>> print(escaped("a|b *c* &amp; R&D; 5%"))
    a\|b \*c\* \&amp; R\&D; 5%
    """
    return _MARKUP.sub(r"\\\g<0>", text)


def unescaped(text: str) -> str:
    r"""
    Return the text that Markdown shows, with its backslashes resolved.

    >>> print(unescaped(r"1\. Chợ \*A\* C:\plan"))
    1. Chợ *A* C:\plan
    """
    return _ESCAPED.sub(r"\1", text) if "\\" in text else text


def stripped(text: str, marks: str) -> str:
    r"""
    Return a text without some marks and blanks around it; an escaped mark belongs to the text.

    >>> print(stripped(r" **\*Chợ\*** ", " *"))
    \*Chợ\*
    """
    inner = text.strip(marks)
    if not inner.endswith("\\"):
        return inner
    backslashes = len(inner) - len(inner.rstrip("\\"))
    after = text[text.index(inner) + len(inner) :][:1]
    is_escape = backslashes % 2 == 1 and after in punctuation
    return inner + after if is_escape else inner
