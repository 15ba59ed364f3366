"""The words in which an argument is refused: what it must be, what was given, what to do."""

from collections.abc import Iterable, Mapping

_MOST_SHOWN = 60
_MOST_WORDS = 12
#: Types that are not said by their name behind an article.
_SAID: Mapping[str, str] = {
    "Diagnoses": "Diagnoses",
    "Fraction": "an exact Fraction such as Fraction(54, 3924)",
    "NoneType": "None",
    "Points": "Points",
    "Tabular": "another table",
    "bool": "True or False",
    "bytes": "bytes",
    "type": "a class",
}
_READ_FIRST = "read it first: {function}(read({given}))"
#: What to do instead, by the function or the type that is wanted, and by the type that was given.
_REMEDIES: Mapping[tuple[str, str], str] = {
    ("Check", "function"): "make it a check: @rule(code, severity, sentence)",
    ("Diagnosis", "Diagnoses"): "choose one of them, such as diagnoses[0]",
    ("Diagnosis", "tuple"): "choose one of them, such as diagnoses[0]",
    ("PartialDate", "date"): "PartialDate(date.year, date.month, date.day)",
    ("PartialDate", "str"): "PartialDate.parse({given})",
    ("Percent.digits", "str"): "Percent.parse({given})",
    ("Percent.of", "int"): "Percent.of_ratio(54, 3924) takes a count and a whole",
    ("PathLike", "bytes"): "read_bytes reads the bytes of a file",
    ("Plan", "Reading"): "reading.plan",
    ("Percent", "str"): "Percent.parse({given})",
    ("Points", "str"): "Points.parse({given})",
    ("Points.digits", "str"): "Points.parse({given})",
    ("Reading.source", "Place"): "reading.sources.get(place) has the source of a place",
    ("Reading", "PurePath"): _READ_FIRST,
    ("Reading", "str"): _READ_FIRST,
    ("Tally", "int"): "Tally({given})",
    ("Unit", "str"): "Unit({given})",
    ("int", "integer"): "int({given})",
    ("read_bytes", "str"): "read_text reads text",
    ("read_text", "bytes"): "read_bytes reads bytes",
}


def nearest(name: str, known: Iterable[str]) -> list[str]:
    """
    Return up to three known names that are most like *name*, the most like first.

    >>> nearest("PP2O1", ["PP101", "PP201"])
    ['PP201']
    """
    import difflib  # noqa: PLC0415  # only errors need it

    return difflib.get_close_matches(name, map(str, known), n=3, cutoff=0.7)


def near(name: str, known: Iterable[str]) -> str:
    """
    Return a hint that ends an error message: the known names most like *name*.

    >>> near("poor_gaol", ["poor_goal", "poor_base"])
    "; did you mean 'poor_goal'?"
    """
    matches = nearest(name, known)
    return f"; did you mean {' or '.join(map(repr, matches))}?" if matches else ""


def known_words(name: str, known: Mapping[str, object]) -> str:
    """Return a hint that ends an error message: which words are known, where they are few."""
    hint = near(name, known) or near(name.casefold(), known)
    if len(known) <= _MOST_WORDS or not hint:
        words = ", ".join(map(repr, known))
        return f" (known: {words}){hint}"
    return hint


def with_article(name: str) -> str:
    """
    Return the name of a type behind ``a`` or ``an``.

    >>> with_article("Edit"), with_article("Unit")
    ('an Edit', 'a Unit')
    """
    return (
        f"an {name}" if name.startswith(("A", "E", "I", "O", "a", "e", "i", "o")) else f"a {name}"
    )


def said(kind: type) -> str:
    """Return a type as a message names it."""
    return _SAID.get(kind.__name__, with_article(kind.__name__))


def either(choices: Iterable[str]) -> str:
    """
    Return several choices as one.

    >>> either(["a Plan", "a Reading", "None"])
    'a Plan, a Reading or None'
    """
    *others, last = dict.fromkeys(choices)
    return f"{', '.join(others)} or {last}" if others else last


def brief(value: object) -> str:
    """
    Return a value that was given, cut to a line.

    >>> brief("plan.md"), brief(10**5000)
    ("'plan.md'", 'a number of more than 60 digits')
    """
    if isinstance(value, int) and abs(value) >= 10**_MOST_SHOWN:  # Python may refuse to print it
        return f"a number of more than {_MOST_SHOWN} digits"
    text = " ".join(repr(value).split())
    return text if len(text) <= _MOST_SHOWN else f"{text[:_MOST_SHOWN]}…"


def shown(value: object) -> str:
    """
    Return a value that was given, cut to a line, and its type.

    >>> shown(0.0138), shown(None), shown("plan.md")
    ('0.0138 (a float)', 'None', "'plan.md' (a str)")
    """
    text = brief(value)
    if value is None:
        return text
    kind = type(value).__name__
    return f"{text} ({kind if kind == 'bytes' else with_article(kind)})"


def remedy(where: str, kinds: Iterable[type], value: object) -> str:
    """Return the advice that ends a message, or an empty text."""
    function = where.partition(":")[0]
    for wanted in (function, *(kind.__name__ for kind in kinds)):
        for kind in type(value).__mro__:
            template = _REMEDIES.get((wanted, kind.__name__))
            if template is not None:
                return f": {template.format(function=function, given=repr(value))}"
    return ""
