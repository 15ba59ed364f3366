"""Where in a file something stands."""

from attrs import frozen

from povertyplan.arguments.strict import as_call, strict, strict_fields
from povertyplan.messages import Phrase, phrase, verbatim


@frozen(field_transformer=strict_fields)
class Source:
    """
    A place in a file; lines, columns and paragraphs count from 1.

    A column counts code points.  A spreadsheet has sheets and cells; the tables
    of a text document have numbers, and their cells the names of a spreadsheet.

    >>> print(Source("plan.md", line=199, column=51))
    plan.md:199:51
    >>> print(Source("plan.xlsx", sheet="Phụ lục", cell="H32"))
    plan.xlsx:Phụ lục!H32
    >>> print(Source("plan.docx", table=3, cell="H32"))
    plan.docx:table 3!H32
    """

    file: str = ""  #: the name of the file, as it was given to `read`
    line: int | None = None  #: the line of a text
    column: int | None = None  #: the column in its line or paragraph
    sheet: str | None = None  #: the sheet of a workbook (trang tính)
    cell: str | None = None  #: the cell of a sheet or a table (ô)
    paragraph: int | None = None  #: the paragraph of a text document (đoạn)
    table: int | None = None  #: the table of a text document (bảng)

    __repr__ = as_call

    @property
    def where(self) -> str:
        """
        The place in the file, in English.

        >>> Source("plan.md", line=199).where
        'line 199'
        >>> Source("plan.docx", paragraph=3).where, Source("plan.xlsx", sheet="PL").where
        ('paragraph 3', 'sheet PL')
        """
        return str(self.location)

    @property
    def location(self) -> Phrase:
        """
        The place in the file, as a phrase of the library.

        >>> Source("plan.md", line=199).location.text("vi")
        'dòng 199'
        """
        if self.cell is not None and self.table is None:
            return phrase("cell {name}", name=self._cell)
        if self.paragraph is not None:
            return phrase("paragraph {number}", number=self.paragraph)
        if self.sheet is not None:
            return phrase("sheet {name}", name=self.sheet)
        if self.table is not None:
            return self._in_table
        return verbatim("") if self.line is None else phrase("line {number}", number=self.line)

    @property
    def _cell(self) -> str:
        return f"{self.cell}" if self.sheet is None else f"{self.sheet}!{self.cell}"

    @property
    def _in_table(self) -> Phrase:
        if self.cell is None:
            return phrase("table {table}", table=self.table or 0)
        return phrase("table {table}!{cell}", table=self.table or 0, cell=self.cell)

    @strict
    def text(self, lang: str) -> str:
        """
        Return the file and the place in it; with a line, as editors and terminals make a link of.

        >>> print(Source("plan.docx", table=3, cell="H32").text("vi"))
        plan.docx:bảng 3, ô H32
        >>> print(Source("plan.docx", paragraph=20).text("vi"))
        plan.docx:đoạn 20
        """
        parts = [self.file, self.line, self.column]
        if self.table is not None:
            parts = [self.file, self._in_table.text(lang)]
        elif self.cell is not None:
            parts = [self.file, self._cell]
        elif self.paragraph is not None:
            parts = [self.file, phrase("¶{number}", number=self.paragraph).text(lang)]
        elif self.sheet is not None:
            parts = [self.file, self.sheet]
        return ":".join(str(part) for part in parts if part not in {None, ""})

    def __str__(self) -> str:
        """Return the file and the place in it, in English."""
        return self.text("en")
