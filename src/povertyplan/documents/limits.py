"""
The limits of reading, so that no document takes memory or time without end.

A document beyond a limit is refused with a `ReadError` that names the limit,
unless the comment says otherwise.  The limits are far above what a plan of a
commune needs: the largest known has some 100 rows and 13,000 characters.

Modules read them as ``limits.MOST_CELLS`` at the time of use.
"""

from povertyplan.model import letters

# Files.

#: Bytes, and characters, of a text: Markdown, plain text, CSV, HTML or JSON.
MOST_BYTES = 8_000_000
#: Bytes of a packed document (.docx, .xlsx), most of which may be pictures.
MOST_PACKED = 50_000_000
#: Files inside a packed document: the directory of an archive is read as a whole.
MOST_ENTRIES = 2_000
#: Bytes of XML in a packed document once it is unpacked, against "zip bombs"; a part counts as
#: often as a relationship leads to it, for a library opens it each time.
MOST_XML = 16_000_000
#: Bytes of its other parts, such as pictures, once they are unpacked: with more it is read without
#: them, for a library would load them all.
MOST_OTHERS = 64_000_000
#: Bytes from one tag to the next in that XML: a parser begins a tag anew with each block of bytes.
MOST_PIECE = 1_000_000
#: Bytes of all parts of a packed document once it is unpacked, pictures included, where a changed
#: copy of it is written; reading leaves pictures packed.
MOST_UNPACKED = 400_000_000
#: Tags in that XML, counted as its bytes are: each becomes an object in memory, however short.
MOST_TAGS = 700_000
#: Equals signs in that XML, one for each attribute at least: a parser keeps the name of each.
MOST_EQUALS = 500_000
#: Relationships, and types of parts, of a packed document: each link leads there by one.
MOST_RELATIONS = 20_000

#: Commas of a record in JSON, each of which parts two values.
MOST_VALUES = 200_000

# Tables.

#: Cells of one table, those that merged cells cover included; also cells of a sheet, and marks
#: that begin a cell in a text, which are counted before the text is parsed.
MOST_CELLS = 100_000
#: Cells in all tables of a document: a workbook has many sheets, and few of them are annexes.
MOST_TOGETHER = 100_000
#: Tables of a document: each is asked whether it is an annex.
MOST_TABLES = 3_000
#: Rows of a table or a sheet.
MOST_ROWS = 10_000
#: Columns of a table: each is asked for its heading, its year and its figures.
MOST_COLUMNS = 1_200
#: Characters of the formulas of a sheet that are evaluated, and cells that they take, together.
MOST_EVALUATED = 100_000
#: Characters of the formulas that cells of a workbook share, counted for each of these cells.
MOST_MOVED = 500_000
#: Cells, paragraphs, rows and tables of a Word document.
MOST_BLOCKS = 100_000
#: Tables inside tables, or text boxes inside text boxes.  An HTML page with more is refused; in a
#: Word document what is deeper is left out.
MOST_DEPTH = 20
#: Rows or columns that a cell of an HTML page may cover; a larger span is cut to this.
MOST_SPAN = 1_000
#: Marks that begin a tag or a character reference of an HTML page.
MOST_IN_PAGE = 80_000
#: Attributes of all tags of an HTML page, and blanks between them, for each of which the parser
#: takes memory.
MOST_ATTRIBUTES = 200_000
#: Digits of a character reference of an HTML page: a character has at most seven.
MOST_DIGITS = 100
#: Characters of the styles of an HTML page; those of a page that Word saved have some 100,000.
MOST_STYLE = 1_000_000
#: Lines in which the header of a table is looked for; a table without data by then has none.
MOST_HEADER_LINES = 50

#: Sheets of a workbook.
MOST_SHEETS = 500
#: Records of a workbook of before 2007 before its sheets: its styles, names and texts.
MOST_RECORDS = 50_000

# Text.

#: Characters of a line or a cell: what a cell of a spreadsheet can hold.
MOST_LINE = 32_767
#: Lines of a text that is not a web page; a table has fewer.
MOST_LINES = 50_000
#: Characters outside tables.
MOST_PROSE = 250_000
#: Combining marks on one letter, as in the stream-safe text format of Unicode (UAX 15): to bring
#: them into their canonical order takes the square of their number.
MOST_MARKS = letters.MOST_MARKS
#: Characters at the start of a file in which a web page must begin to be recognised as one.
MOST_LEAD = 1_000
#: Decimal exponent of a stored number; one beyond is shown as it is stored.
MOST_EXPONENT = 40

# Programs.

#: Seconds that LibreOffice may take to convert a document; most take five.
MOST_SECONDS = 120
