"""The bytes or the text of a file to its content, by its format."""

from collections.abc import Iterable, Sequence

from attrs import evolve, frozen

from povertyplan.documents import limits
from povertyplan.documents.content import Content
from povertyplan.documents.formats import encoding
from povertyplan.documents.formats.endings import PACKED
from povertyplan.documents.formats.footnotes import unmarked
from povertyplan.documents.formats.lost_letters import refuse_lost_letters
from povertyplan.documents.formats.title_rows import without_title_rows
from povertyplan.messages import ReadError, phrase, verbatim
from povertyplan.model.letters import is_overmarked

#: Every shell takes double quotes, the shell of Windows included.
_INSTALLING = 'pip install "povertyplan[office]"'
#: What divides a text into lines and cells, or into tags and character references.
_DIVIDERS = {"csv": ",;\t|", "html": "<&", "markdown": "|\t\\", "text": "|\t\\"}
_LINE_ENDS = "\n\r"


def from_bytes(data: bytes, format_name: str, file: str) -> Content:
    """
    Return the content of a file, given its bytes.

    Raises `ReadError` if the bytes are not of this format.
    """
    if format_name in PACKED:
        return _composed(_unpacked(data, format_name, file))
    decodings = encoding.decodings(data, file)
    if len(decodings) == 1:
        return from_text(decodings[0].text, format_name, file)
    return _likeliest(_contents(decodings, format_name, file), data, file)


@frozen
class _Hypothesis:
    """A document as one encoding gives it."""

    decoding: encoding.Decoding
    content: Content

    @property
    def words(self) -> int:
        """How many words of a plan it has."""
        return encoding.plan_words(self.content)


def _contents(
    decodings: Iterable[encoding.Decoding], format_name: str, file: str
) -> list[_Hypothesis]:
    """Read a document in each encoding that it may have; raise `ReadError` if all of them fail."""
    refusals: list[ReadError] = []
    hypotheses: list[_Hypothesis] = []
    for decoding in decodings:
        try:
            hypotheses.append(_Hypothesis(decoding, from_text(decoding.text, format_name, file)))
        except ReadError as error:
            refusals.append(error)
    if not hypotheses:
        raise refusals[0]
    return hypotheses


def _likeliest(hypotheses: Sequence[_Hypothesis], data: bytes, file: str) -> Content:
    """
    Return the document with the most words of a plan, the first of several with as many.

    Raises `ReadError` if there are too few to tell the encoding, and none is declared.
    """
    best = max(hypotheses, key=lambda hypothesis: hypothesis.words)
    if best.words < encoding.FEWEST_WORDS:
        best = hypotheses[0]
        if not best.decoding.is_certain:
            encoding.unicode_text(data, file)  # raises, and names the byte
    if not best.decoding.legacy:
        return best.content
    notice = encoding.notice(best.decoding.legacy, file)
    return evolve(best.content, notices=(notice, *best.content.notices))


def from_text(text: str, format_name: str, file: str) -> Content:
    """
    Return the content of a file, given its text.

    Raises `ReadError` if the text is too long, empty or binary, or not of this format.
    """
    if len(text) > limits.MOST_BYTES:
        most = phrase("at most {number} characters", number=limits.MOST_BYTES)
        raise ReadError(most, phrase("more"), file)
    if not text.strip():
        raise ReadError(phrase("a plan"), phrase("nothing: the document is empty"), file)
    _refuse_binary(text, file)
    _refuse_too_many_cells(text, format_name, file)
    if format_name == "csv":
        from povertyplan.documents.formats.csv import content
    elif format_name == "html":
        from povertyplan.documents.formats.html import content
    elif format_name == "text":
        from povertyplan.documents.formats.plain_text import content
    else:
        from povertyplan.documents.formats.markdown import content
    return _composed(content(text, file))


def _refuse_binary(text: str, file: str) -> None:
    start = text.find("\0")
    if start >= 0:
        where = phrase("line {number}", number=text[:start].count("\n") + 1)
        raise ReadError(phrase("a text"), phrase("binary data"), file, where)


def _refuse_too_many_cells(text: str, format_name: str, file: str) -> None:
    """Refuse a text with more lines, cells or tags than a table may have, before it is parsed."""
    is_page = format_name == "html"
    most_cells = limits.MOST_IN_PAGE if is_page else limits.MOST_CELLS
    most = dict.fromkeys(_DIVIDERS[format_name], most_cells)
    # A page may have more lines: what of them is shown decides the tags.
    most |= dict.fromkeys(_LINE_ENDS, limits.MOST_CELLS if is_page else limits.MOST_LINES)
    if format_name == "csv":
        from povertyplan.documents.formats.csv import declared_separator

        most[declared_separator(text) or ";"] = limits.MOST_CELLS
    for mark, number in most.items():
        if text.count(mark) > number:
            expected = phrase(
                "at most {number} times this mark: {mark}", number=number, mark=repr(mark)
            )
            raise ReadError(expected, phrase("more"), file)


def _composed(content: Content) -> Content:
    """
    Return a document in Unicode, without marks of footnotes and without text among its tables.

    Raises `ReadError` for a letter with more combining marks than the limit, and for
    letters that question marks replaced.
    """
    if is_overmarked("\n".join(content.texts_beyond_ascii)):
        most = phrase("at most {number} marks on a letter", number=limits.MOST_MARKS)
        part = next(part for part in content.texts if is_overmarked(part.text))
        raise ReadError(most, phrase("more"), content.file, part.source.location)
    content = encoding.converted(content)
    refuse_lost_letters(content)
    return unmarked(without_title_rows(content))


def _unpacked(data: bytes, format_name: str, file: str) -> Content:
    """Read an office document; without the library for it, the error names the extra."""
    try:
        if format_name == "docx":
            from povertyplan.documents.formats.docx import content
        elif format_name == "xlsx":
            from povertyplan.documents.formats.xlsx import content
        else:
            from povertyplan.documents.formats.xls import content
    except ModuleNotFoundError as error:
        remedy = phrase(
            "To read Word and Excel files, install what reads them: {command}", command=_INSTALLING
        )
        module = verbatim(str(error.name))
        raise ReadError(verbatim(_INSTALLING), module, file, remedy=remedy) from None
    return content(data, file)
