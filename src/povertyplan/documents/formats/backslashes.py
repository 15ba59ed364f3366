r"""
Backslashes in Markdown: before a character that is text, and marks nothing.

They are those of CommonMark and of GitHub: a backslash before any mark of ASCII is
left out, and before anything else it is text.
"""

import re
from string import punctuation

_MARK = f"[{re.escape(punctuation)}]"
_ESCAPE = re.compile(rf"\\({_MARK})")
#: What would begin markup, anywhere in a line: marks, entities, the names of emoji.
_MARKUP = re.compile(r"[\\`*_~|<>#$\[]|&(?=[#\w]+;)|:(?=[\w+-]+:)")


def escaped(text: str) -> str:
    r"""
    Return a text with backslashes before the characters that would begin markup.

    >>> print(escaped("a|b *c* &amp; R&D; 5%"))
    a\|b \*c\* \&amp; R\&D; 5%
    """
    return _MARKUP.sub(r"\\\g<0>", text)


def unescaped(text: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    r"""
    Return the text that Markdown shows, with its backslashes resolved.

    Behind it come the parts that begin behind a backslash: the index of each in the text
    returned, from 0, and its column in the text given, from 1.

    >>> unescaped(r"1\. Chợ \*A")
    ('1. Chợ *A', ((1, 3), (7, 10)))
    """
    if "\\" not in text:
        return text, ()
    backslashes = [match.start() for match in _ESCAPE.finditer(text)]
    parts = tuple((start - before, start + 2) for before, start in enumerate(backslashes))
    return _ESCAPE.sub(r"\1", text), parts


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
