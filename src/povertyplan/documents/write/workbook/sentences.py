"""The sentences of a template: formulas that put the figures of the annex into words."""

import re
from collections.abc import Iterator, Mapping, Sequence

from attrs import frozen

from povertyplan.documents.layout import ROOM, Block, BlockKind
from povertyplan.documents.layout.sentences import DROPS, RISES
from povertyplan.documents.write.workbook.formulas import AnnexCells
from povertyplan.documents.write.workbook.text_sheet import FIRST_PARAGRAPH, ComputedText
from povertyplan.model.fields import HEADLINE, LABOUR, Count, Figure, figure_named
from povertyplan.model.relations import RELATIONS, Balance, Drop, Ratio

#: The decimal places of rates in the text.
PLACES_OF_TEXT = 2
#: The column of the labour targets, which are typed beside their sentences.
TYPED_COLUMN = "C"
_MARK = re.compile(r"\{(\w+)\}")
_DROPS: Mapping[Figure, Drop | Balance] = {
    relation.subject: relation for relation in RELATIONS if isinstance(relation, Drop | Balance)
}
_SHARES: Mapping[Figure, Ratio] = {
    relation.subject: relation for relation in RELATIONS if isinstance(relation, Ratio)
}


def marked(figure: Figure) -> str:
    """Return the mark of a figure in a sentence, in whose place a formula will say it."""
    return f"{{{figure}}}"


@frozen
class SaidFigure:
    """
    A figure in a sentence: its formula, and the conditions under which it can be said.

    *verb* is the formula of the word before it, and *blank* is said while the figure is not known.
    """

    value: str
    places: int
    conditions: Sequence[str]
    verb: str = ""
    blank: str = ROOM

    @property
    def formula(self) -> str:
        """
        The formula of its words, as documents write them in Vietnamese.

        The marks that `FIXED` takes from the reader's language are replaced.  `TEXT` would not
        do: its format code has to be in the reader's language itself.
        """
        if self.places:
            words = f'SUBSTITUTE(FIXED({self.value},{self.places},TRUE),".",",")'
        else:
            words = f'SUBSTITUTE(FIXED({self.value},0,FALSE),",",".")'
        said = f"{self.verb}&{words}" if self.verb else words
        return f'IF(AND({",".join(self.conditions)}),{said},"{self.blank}")'


def typed_rows(body: Sequence[Block]) -> dict[Figure, int]:
    """Return the labour targets that are typed, with the rows of their sentences, from 0."""
    rows: dict[Figure, int] = {}
    for row, block in enumerate(body, FIRST_PARAGRAPH):
        named = _MARK.findall(block.text) if block.kind is BlockKind.TARGET else ()
        for figure in map(figure_named, named):
            if figure in LABOUR:
                rows[figure] = row
    computed = {figure for figure in rows if _is_computed(figure, rows)}
    return {figure: row for figure, row in rows.items() if figure not in computed}


def _is_computed(figure: Figure, rows: Mapping[Figure, int]) -> bool:
    """Whether a labour target is a share of two others."""
    return figure in _SHARES and rows.keys() >= set(_SHARES[figure].operands)


def computed_texts(body: Sequence[Block], cells: AnnexCells, annex: str) -> dict[str, ComputedText]:
    """
    Return the sentences of a text with marked figures, by their texts.

    Figures of the headline are of the last line of the *cells* of the sheet *annex*, the total.
    Those of labour are typed, or shares of what is typed.
    """
    said = {**dict(_headline(cells, annex)), **dict(_labour(typed_rows(body)))}
    texts = [block.text for block in body if block.kind is BlockKind.TARGET]
    return {text: _computed(text, said) for text in texts}


def _computed(text: str, said: Mapping[Figure, SaidFigure]) -> ComputedText:
    """Return a sentence as a formula, in which words and figures alternate."""
    formulas: list[str] = []
    shown: list[str] = []
    for position, part in enumerate(_MARK.split(text)):
        is_figure = position % 2 == 1
        formulas.append(said[figure_named(part)].formula if is_figure else f'"{part}"')
        shown.append(said[figure_named(part)].blank if is_figure else part)
    return ComputedText("&".join(formulas), "".join(shown))


def _headline(cells: AnnexCells, annex: str) -> Iterator[tuple[Figure, SaidFigure]]:
    """Yield the figures of the headline, by the total row."""
    last = len(cells.table.lines) - 1

    def cell(figure: Figure) -> str:
        return f"'{annex}'!{cells.name(last, figure)}"

    for figure in HEADLINE:
        drop = _DROPS.get(figure)
        if drop is None:
            places = 0 if isinstance(figure, Count) else PLACES_OF_TEXT
            yield figure, SaidFigure(cell(figure), places, [_is_number(cell(figure))])
            continue
        operands = [cell(operand) for operand in drop.operands]
        rates = [cell(rate) for rate in drop.compared_rates]
        yield figure, _rate_drop(operands, rates) if rates else _count_drop(operands)


def _rate_drop(operands: Sequence[str], rates: Sequence[str]) -> SaidFigure:
    """
    Return the change of a rate, which may be a rise.

    It is one quotient of whole numbers: the difference of two quotients would lose digits.
    """
    before, whole_before, after, whole_after = operands
    base, goal = rates
    change = f"({before}*{whole_after}-{after}*{whole_before})*100/({whole_before}*{whole_after})"
    return SaidFigure(
        f"ABS(ROUND({change},{PLACES_OF_TEXT}))",
        PLACES_OF_TEXT,
        [_is_number(base), _is_number(goal)],
        f'IF({goal}>{base},"{RISES} ","{DROPS} ")',
        f"{DROPS} {ROOM}",
    )


def _count_drop(operands: Sequence[str]) -> SaidFigure:
    """Return the drop of a count, which is not said of a rise."""
    base, goal = operands
    conditions = [_is_number(base), _is_number(goal), f"{base}>={goal}"]
    return SaidFigure(f"{base}-{goal}", 0, conditions)


def _is_number(cell: str) -> str:
    return f"ISNUMBER({cell})"


def _labour(rows: Mapping[Figure, int]) -> Iterator[tuple[Figure, SaidFigure]]:
    """Yield the labour targets, by the cells in which they are typed."""
    cells = {figure: f"{TYPED_COLUMN}{row + 1}" for figure, row in rows.items()}
    for figure in LABOUR:
        places = 0 if isinstance(figure, Count) else PLACES_OF_TEXT
        if figure in cells:
            yield figure, SaidFigure(cells[figure], places, [_is_number(cells[figure])])
        elif _is_computed(figure, rows):
            count, whole = (cells[operand] for operand in _SHARES[figure].operands)
            value = f"ROUND({count}/{whole}*100,{PLACES_OF_TEXT})"
            conditions = [_is_number(count), _is_number(whole), f"{whole}>0"]
            yield figure, SaidFigure(value, places, conditions)
