"""The facts of a document about itself: kind, number, symbol, dates, commune, signer."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, takewhile

from attrs import evolve, field, frozen

from povertyplan.documents.content import Paragraph
from povertyplan.documents.prose.title_years import (
    is_of_results,
    year_of_annex,
    year_of_title,
)
from povertyplan.model.document import DocumentInfo, PartialDate
from povertyplan.model.letters import composed
from povertyplan.model.names import key
from povertyplan.model.places import Part, Place
from povertyplan.model.units import Level, Unit
from povertyplan.reading import Source

#: A document may be all blanks: what takes blanks here gives none back.
_BLANK = r"[\s.…_]*+"
_DATE = (
    rf"ngày\s*+(?P<day>\d{{1,2}}|{_BLANK})\s*+tháng\s*+(?P<month>\d{{1,2}}|{_BLANK})"
    rf"\s*+năm\s*+(?P<year>\d{{4}}|{_BLANK})"
)
_SYMBOL = (
    rf"số\s*+:?\s*+(?P<number>\d++|{_BLANK})\s*+/\s*+(?:\d{{4}}\s*+/\s*+)?"
    r"(?P<symbol>[A-ZĐ][\w&]*+(?:-[\w&]++)+)"
)
_NUMBER_LINE = re.compile(rf"\W*+{_SYMBOL}\W*+", re.IGNORECASE)
_DATE_LINE = re.compile(rf"\W*+(?P<place>\w[^,;:|]{{1,59}}),\s*+{_DATE}\W*+", re.IGNORECASE)
_CITING = re.compile(r"kèm theo\b", re.IGNORECASE)
_CITED = re.compile(_SYMBOL, re.IGNORECASE)
_DATED = re.compile(_DATE, re.IGNORECASE)
#: The kind of a document above its subject; one with a number is another document, cited.
_KIND = re.compile(
    r"[\W_]*+(?P<kind>kế hoạch|đề án|chương trình|phương án)\b(?!\s*+số\b)(?P<rest>.*)",
    re.IGNORECASE,
)
_BASIS = re.compile(r"\W*+(?:căn cứ|theo|kèm theo)\b", re.IGNORECASE)
#: Capitals; those with a tone stand in pairs with their small letters, from Ạ to Ỹ.
_UPPER = "A-ZÀ-ÖØ-ÝĂĐĨŨƠƯ" + "".join(map(chr, range(ord("Ạ"), ord("Ỹ") + 1, 2)))
#: A word of a name, such as H'Leo, N’Drót or Ia-Pnôn.
_NAME = rf"(?:[{_UPPER}]\.(?=\s)|[{_UPPER}]\w*+(?>(?:['’ʼ-]\w++)*))"
#: What may follow a name in capitals: a year, or the unit that the commune belongs to.
_AFTER = r"(?i:năm\s++\d|(?:huyện|thị xã|quận|thành phố|tp|tỉnh)\b)"
_COMMUNE = re.compile(
    r"\b(?P<kind>(?i:thị trấn|xã|phường|đặc khu|tt\.?+))\s++"
    rf"(?P<name>{_NAME}(?:\s++(?!{_AFTER}){_NAME})*|\d{{1,2}}\b(?![/.,]\d))"
)
#: What stands beside the name of a commune at the head of a document, and looks like one.
_MOTTO = re.compile(
    r"cộng\s++h(?:òa|oà)\s++xã\s++hội(?:\s++chủ\s++nghĩa(?:\s++việt\s++nam)?)?"
    r"|độc\s++lập\s*+[-–]\s*+tự\s++do",
    re.IGNORECASE,
)
_WORDS = re.compile(r"\w+(?:['’ʼ]\w+)*")
_APART = re.compile(r"\s{3,}+|\t")
#: Words of offices and programmes, such as Thương binh và Xã hội, kinh tế - xã hội.
_BEFORE_SOCIETY = ("và", "-", "–", "&", ",", "tế", "hóa", "hoá")
_ISSUER = re.compile(r"\W*(?P<issuer>(?:ủy|uỷ) ban nhân dân|ubnd)\b(?P<rest>.*)", re.IGNORECASE)
_FOOT = re.compile(r"\W*TM\s*\.\s*(?P<issuer>(?:ỦY|UỶ) BAN NHÂN DÂN|UBND)\W*", re.IGNORECASE)
_CHAIR = re.compile(r"\W*(?:KT\s*\.\s*)?(?:PHÓ\s+)?CHỦ TỊCH\W*")
#: A word of a person's name, such as H'Hen.
_PERSON_NAME = rf"[{_UPPER}]\w*+(?>(?:['’ʼ]\w++)*)"
_PERSON = re.compile(rf"{_PERSON_NAME}(?:\s++{_PERSON_NAME}){{1,4}}")
#: What may stand below a place for the signer that is still blank, and looks like a name.
_ANNEX_LABEL = re.compile(r"phụ lục\b", re.IGNORECASE)
_RECIPIENTS = re.compile(r"\W*nơi nhận\W*", re.IGNORECASE)
_BULLET = re.compile(r"(?<!\s)\s*[-–+•]\s*")


@frozen
class Heading:
    """The facts of a document about itself, and their places."""

    unit: Unit
    title_year: int | None
    document: DocumentInfo
    sources: dict[Place, Source] = field(factory=dict[Place, Source])


@frozen
class _ComposedLine:
    """A paragraph with its text composed, for letters may be written with their marks apart."""

    paragraph: Paragraph
    text: str

    @classmethod
    def of(cls, paragraph: Paragraph) -> "_ComposedLine":
        return cls(paragraph, composed(paragraph.text))

    def at(self, column: int) -> Source:
        """Return where a character of the composed text, counted from 0, stands in the file."""
        own = self.paragraph.text
        if own != self.text:
            starts = range(len(own))
            after = bisect_right(starts, column, key=lambda at: len(composed(own[:at])))
            column = after - 1
        return self.paragraph.at(column)


def heading(paragraphs: Sequence[Paragraph]) -> Heading:
    """
    Read number, symbol, dates, title, commune, signer and recipients, as far as they stand.

    >>> lines = ("Số: /KH-UBND", "Thị trấn Cao Thượng, ngày tháng 01 năm 2024", "KẾ HOẠCH",
    ...     "Giảm nghèo năm 2024")
    >>> found = heading([Paragraph(line, Source(line=at)) for at, line in enumerate(lines, 1)])
    >>> found.unit.name, found.title_year, found.document.symbol, str(found.document.date)
    ('Cao Thượng', 2024, 'KH-UBND', '2024-01-??')
    """
    sources: dict[Place, Source] = {}
    document = DocumentInfo()
    lines = list(map(_ComposedLine.of, paragraphs))
    for line in lines:
        document = _with_line(document, line, sources)
    kind, year = _title(lines)
    if year is not None:
        sources[Place(Part.DOCUMENT, "year")] = year[1]
    return Heading(
        _commune(lines),
        None if year is None else year[0],
        evolve(
            document,
            kind=kind,
            issuer=_issuer(lines),
            signer=_signer(lines),
            recipients=_recipients(lines),
        ),
        sources,
    )


def _with_line(
    info: DocumentInfo, line: _ComposedLine, sources: dict[Place, Source]
) -> DocumentInfo:
    """Add what one line says; the first line that says a thing counts."""

    def at(name: str, column: int) -> None:
        sources[Place(Part.DOCUMENT, name)] = line.at(column)

    text = line.text
    if info.symbol is None and (match := _NUMBER_LINE.fullmatch(text)):
        at("number", match.start("number"))
        at("symbol", match.start("symbol"))
        return evolve(info, number=_stated(match["number"]), symbol=match["symbol"])
    if info.date is None and (match := _DATE_LINE.fullmatch(text)):
        at("date", match.start("day"))
        return evolve(info, date=_date(match))
    if info.annex_symbol is None and (match := _cited(text)):
        at("annex_number", match.start("number"))
        at("annex_symbol", match.start("symbol"))
        dated = _DATED.search(text, match.end())
        if dated:
            at("annex_date", dated.start("day"))
        return evolve(
            info,
            annex_number=_stated(match["number"]),
            annex_symbol=match["symbol"],
            annex_date=_date(dated) if dated else None,
        )
    return info


def _cited(text: str) -> re.Match[str] | None:
    """Return the number and symbol of the plan that an annex goes with."""
    citing = _CITING.search(text)
    return citing and _CITED.search(text, citing.end())


def _stated(number: str) -> str | None:
    """Return a number, None where dots, lines or spaces keep its place."""
    return number if number.isdecimal() else None


def _number(text: str) -> int | None:
    stated = _stated(text)
    return None if stated is None else int(stated)


def _date(match: re.Match[str]) -> PartialDate | None:
    """Return the date of a line; one that no calendar has counts as blank."""
    day, month, year = map(_number, match.group("day", "month", "year"))
    try:
        return PartialDate(year, month, day)
    except ValueError:
        return PartialDate(year)


def _title(lines: Sequence[_ComposedLine]) -> tuple[str, tuple[int, Source] | None]:
    """Return the kind of document, and the year of its title with its source."""
    found: list[tuple[int, re.Match[str]]] = []
    for at, line in enumerate(lines):
        match = _KIND.fullmatch(line.text)
        if match and match["kind"][0].isupper():
            found.append((at, match))
    if not found:
        return "", None
    bare = [(at, match) for at, match in found if not match["rest"].strip("*_ ")]
    at, match = (bare or found)[0]
    title = [
        lines[at],
        *takewhile(lambda line: not _BASIS.match(line.text), lines[at + 1 : at + 3]),
    ]
    year = year_of_title([_subject(title[0].text), *(line.text for line in title[1:])])
    return match["kind"], None if year is None else (year.year, title[year.line].at(year.start))


def _subject(text: str) -> str:
    """Return the line of a kind of document; nothing if it is bare, and says nothing of years."""
    match = _KIND.fullmatch(text)
    return text if match and match["rest"].strip("*_ ") else ""


def annex_year(paragraphs: Iterable[Paragraph], *, review: bool = False) -> int | None:
    """Return the year in the title of the annex, or of the table of a *review*."""
    return year_of_annex(
        [_ComposedLine.of(paragraph).text for paragraph in paragraphs], review=review
    )


def are_results(paragraphs: Iterable[Paragraph], year: int) -> bool:
    """Whether the text around a table calls the figures of a year results, not targets."""
    return is_of_results((_ComposedLine.of(paragraph).text for paragraph in paragraphs), year)


def _commune(lines: Sequence[_ComposedLine]) -> Unit:
    """
    Return the commune: named by the issuer or the date line, else first in the text.

    A name in capitals is spelled as where it stands in small letters, if it does.
    """
    heads = [
        line.text
        for line in lines
        if _ISSUER.fullmatch(line.text) or _DATE_LINE.fullmatch(line.text)
    ]
    named = [unit for text in heads for unit in _communes(text, head=True)]
    told = (unit for line in lines for unit in _communes(line.text, head=False))
    units = chain(named, told)
    first = next(units, Unit("", Level.COMMUNE))
    if not first.name.isupper():
        return first
    spelled = (unit.name for unit in units if _is_spelling_of(unit.name, first.name))
    return evolve(first, name=next(spelled, _cased(first.name)))


def _is_spelling_of(name: str, capitals: str) -> bool:
    return not name.isupper() and key(name) == key(capitals)


def _communes(text: str, *, head: bool) -> Iterator[Unit]:
    """Yield the communes that a text names; only the *head* of a document shortens their kind."""
    for part in _APART.split(_MOTTO.sub("\t", text)):
        for match in _COMMUNE.finditer(part):
            kind, name = match["kind"], match["name"]
            short = kind.lower().startswith("tt")
            numbered = kind.lower() == "phường" and (head or kind[0].isupper())
            if (head or not short) and (numbered or not name.isdigit()) and not _society(match):
                yield Unit(name, Level.COMMUNE, "thị trấn" if short else kind.lower())


def _society(match: re.Match[str]) -> bool:
    """Whether the words are those for society (xã hội), and not a commune such as Hội An."""
    first, *others = match["name"].casefold().split()
    before = match.string[: match.start()].rstrip().casefold().endswith(_BEFORE_SOCIETY)
    return first == "hội" and (before or not others or others[0] == "chủ")


def _cased(name: str) -> str:
    """Return a name in capitals as a name, with ordinary blanks: ``EA H'LEO`` as ``Ea H'leo``."""
    spaced = " ".join(name.split())
    return _WORDS.sub(lambda word: word[0].capitalize(), spaced) if name.isupper() else spaced


def _issuer(lines: Sequence[_ComposedLine]) -> str:
    for pattern in (_ISSUER, _FOOT):
        for line in lines:
            match = pattern.fullmatch(line.text)
            if match and (pattern is _FOOT or line.text.isupper()):
                return " ".join(line.text.strip("*# \t").removeprefix("TM.").split())
    return ""


def _signer(lines: Sequence[_ComposedLine]) -> str:
    for at, line in enumerate(lines):
        if _CHAIR.fullmatch(line.text):
            names = (below.text.strip("* \t") for below in lines[at + 1 : at + 4])
            return next(filter(_is_person, names), "")
    return ""


def _is_person(text: str) -> bool:
    return _PERSON.fullmatch(text) is not None and _ANNEX_LABEL.match(text) is None


def _recipients(lines: Sequence[_ComposedLine]) -> tuple[str, ...]:
    for at, line in enumerate(lines):
        if _RECIPIENTS.fullmatch(line.text):
            listed = takewhile(lambda below: _BULLET.match(below.text), lines[at + 1 :])
            return tuple(_BULLET.sub("", below.text, count=1).rstrip(" ;.") for below in listed)
    return ()
