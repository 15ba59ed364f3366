"""What a document may show besides its figures: text struck through, rows that are hidden."""

from collections.abc import Iterator, Sequence

from attrs import frozen

#: Around a text that is struck through, and before the first text of a row that is hidden.
STRUCK, STRUCK_END, HIDDEN = "\ue000", "\ue001", "\ue002"


@frozen
class Part:
    """A part of a text, and whether it is struck through."""

    text: str
    struck: bool


def struck(text: str) -> str:
    """Return a text that is to be struck through."""
    return f"{STRUCK}{text}{STRUCK_END}"


def parts(text: str) -> Iterator[Part]:
    """Yield the parts of a text."""
    before, *others = text.split(STRUCK)
    if before or not others:
        yield Part(before, struck=False)
    for other in others:
        withdrawn, _, after = other.partition(STRUCK_END)
        yield Part(withdrawn, struck=True)
        if after:
            yield Part(after, struck=False)


def unmarked(text: str) -> str:
    """Return a text as a format writes it that neither strikes through nor hides."""
    return "".join(part.text for part in parts(text) if not part.struck).replace(HIDDEN, "")


def corrected(table: Sequence[Sequence[str]], every: int) -> list[list[str]]:
    """Put an old figure, struck through, before or after each figure of so many."""
    figures = 0
    lines: list[list[str]] = []
    for cells in table:
        line: list[str] = []
        for text in cells:
            is_figure = text[:1].isdigit() and bool(line)
            figures += is_figure
            if is_figure and figures % every == 0:
                old = struck(f"9{text[::-1]}" if "," not in text and "." not in text else "9")
                line.append(f"{old}{text}" if figures % 2 else f"{text}{old}")
            else:
                line.append(text)
        lines.append(line)
    return lines


def with_hidden(table: Sequence[Sequence[str]], every: int) -> list[list[str]]:
    """Hide every so many of the rows of a table; the last is shown, for it may be the total."""
    return [
        [HIDDEN + cells[0], *cells[1:]] if number % every == 0 and number < len(table) else [*cells]
        for number, cells in enumerate(table, 1)
    ]
