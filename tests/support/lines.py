"""A line of a plan's text for 2024, and what is taken and told of it."""

from attrs import frozen

from povertyplan import Level, Part, Unit
from povertyplan.documents.content import Paragraph
from povertyplan.documents.prose.targets import stated
from povertyplan.reading import Source

COMMUNE = Unit("Tân Sơn", Level.COMMUNE, "xã")


@frozen
class LineRead:
    """What is taken and told of a line."""

    taken: dict[str, str]  #: by the flat names of the fields
    told: list[tuple[str, str]]  #: the code of each notice, and the figure that it quotes


def read_line(line: str) -> LineRead:
    text = stated([Paragraph(line, Source(line=1))], (2023, 2024), COMMUNE)
    flat = text.flat(Part.HEADLINE) | text.flat(Part.LABOUR)
    quoted = [(notice.code, dict(notice.values)["text"]) for notice in text.notices]
    return LineRead(
        {name.value: str(value) for name, value in flat.items()},
        [(code, str(figure).strip("“”")) for code, figure in quoted],
    )
