"""
Comments in a workbook (ECMA-376 part 1, 18.7), added to the parts that it has.

A comment of Excel is its text in one part, and the box that shows it in another, a drawing in VML.
A sheet that has neither gets both; else they grow.  All other parts stay byte for byte.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TypeAlias

from attrs import define, field
from lxml import etree
from openpyxl.utils.cell import coordinate_to_tuple, range_boundaries

from povertyplan.documents.content import column_name
from povertyplan.documents.formats.archive import opening
from povertyplan.documents.write.commented import Commentator, Commented
from povertyplan.documents.write.note_boxes import (
    NoteBox,
    SheetSizes,
    enlarged,
    first_free_block,
    new_drawing,
    with_boxes,
)
from povertyplan.documents.write.package import OFFICE, Element, Package, damaged
from povertyplan.messages import Phrase, phrase
from povertyplan.reading import Source

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATIONSHIP_ID = f"{{{OFFICE.rstrip('/')}}}id"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_DRAWING_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
#: What stands behind the drawing of a sheet (ECMA-376 part 1, 18.3.1.99), and, as Excel and
#: LibreOffice write controls, what wraps some of that.
_BEHIND_DRAWING = frozenset(
    {
        "legacyDrawingHF",
        "drawingHF",
        "picture",
        "oleObjects",
        "controls",
        "webPublishItems",
        "tableParts",
        "extLst",
        "AlternateContent",
    }
)
#: The first and the last column and row of a range.
_Range: TypeAlias = tuple[int, int, int, int]
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
#: The font of comments in Excel; it has all Vietnamese letters.
_FONT = (
    ("sz", {"val": "9"}),
    ("color", {"indexed": "81"}),
    ("rFont", {"val": "Tahoma"}),
    ("family", {"val": "2"}),
)
#: Characters that a cell, and a comment of one, may have in Excel.
_MOST_CHARACTERS = 32_767
_NO_CELL = phrase("the workbook has no such cell")
_THREAD = phrase("a conversation stands at this cell, beside which Excel shows no other comment")
_NO_ROOM = phrase("the comment that stands at this cell leaves no room for another")


def commented(
    package: Package, comments: Mapping[Source, str], commentator: Commentator
) -> Commented:
    """
    Return a workbook with a comment at each of some cells.

    A cell that has a comment keeps it, with the new text below in a larger box.  A cell that is
    merged with others has its comment at the first of them, where Excel shows it.

    Raises `ReadError` if a part is missing or damaged.
    """
    with opening(package.file):
        left = _placed(package, comments, commentator)
        return Commented(package.packed(), left)


def _placed(
    package: Package, comments: Mapping[Source, str], commentator: Commentator
) -> Mapping[Source, Phrase]:
    """Put comments into a package, and return the places that take none, and why."""
    parts = _parts_of_sheets(package)
    left: dict[Source, Phrase] = {}
    by_part: dict[str, dict[Source, str]] = {}
    for source, text in comments.items():
        part = parts.get(source.sheet or "", "")
        if part and source.cell is not None:
            by_part.setdefault(part, {})[source] = text
        else:
            left[source] = _NO_CELL
    for part, of_sheet in by_part.items():
        left |= _SheetComments.of(package, part, commentator).placed(of_sheet)
    return left


def _parts_of_sheets(package: Package) -> Mapping[str, str]:
    """Return the names of the parts of all sheets, by the names of the sheets."""
    (workbook,) = package.related("", "officeDocument")[:1]
    targets = {entry.id: entry.target for entry in package.relationships(workbook)}
    sheets = package.parsed(workbook).iter(f"{_MAIN}sheet")
    return {
        sheet.get("name", ""): targets.get(sheet.get(_RELATIONSHIP_ID, ""), "") for sheet in sheets
    }


@define
class _SheetComments:
    """The comments of one sheet while others are added to them."""

    package: Package
    part: str  #: the name of the sheet's part
    sheet: Element
    part_of_comments: str  #: empty if the sheet has none yet
    comments: Element
    author: str  #: the number of whose comments are added
    at: dict[str, Element]  #: the comments by their cells
    threads: Collection[str]  #: the cells with a conversation, at which Excel hides other comments
    merged: Sequence[_Range]
    new: list[str] = field(factory=list[str])  #: the cells that had no comment
    extended: list[str] = field(factory=list[str])  #: those whose comments became longer

    @classmethod
    def of(cls, package: Package, part: str, commentator: Commentator) -> "_SheetComments":
        """Return the comments of a sheet."""
        sheet = package.parsed(part)
        part_of_comments = next(iter(package.related(part, "comments")), "")
        comments = _comments_in(package, part_of_comments)
        return cls(
            package,
            part,
            sheet,
            part_of_comments,
            comments,
            _number_of_author(comments, commentator.name),
            {comment.get("ref", ""): comment for comment in comments.iter(f"{_MAIN}comment")},
            _cells_with_threads(package, part),
            [_range(cells.get("ref", "")) for cells in sheet.iter(f"{_MAIN}mergeCell")],
        )

    def placed(self, texts: Mapping[Source, str]) -> Mapping[Source, Phrase]:
        """Put texts at their cells, and return the cells at which one cannot stand, and why."""
        left: dict[Source, Phrase] = {}
        for source, text in texts.items():
            cell = self._shown_cell(source.cell or "")
            if cell in self.threads:
                left[source] = _THREAD
            elif cell not in self.at:
                self._add(cell, text)
            elif len(_printed(self.at[cell])) + len(text) > _MOST_CHARACTERS:
                left[source] = _NO_ROOM
            elif text not in _printed(self.at[cell]):
                _extend(self.at[cell], text)
                self.extended.append(cell)
        if self.new or self.extended:
            self._store_comments()
            self._store_boxes()
        return left

    def _shown_cell(self, cell: str) -> str:
        """Return a cell, or the first of those that it is merged with."""
        left, top, _, _ = self._covered(cell)
        return f"{column_name(left)}{top}"

    def _covered(self, cell: str) -> _Range:
        """Return the range that a cell is merged to, or the cell alone."""
        row, column = coordinate_to_tuple(cell)
        for left, top, right, bottom in self.merged:
            if left <= column <= right and top <= row <= bottom:
                return left, top, right, bottom
        return column, row, column, row

    def _add(self, cell: str, text: str) -> None:
        entries = self.comments.find(f"{_MAIN}commentList")
        if entries is None:  # though every list of comments must have one
            entries = etree.SubElement(self.comments, f"{_MAIN}commentList")
        comment = etree.SubElement(entries, f"{_MAIN}comment", ref=cell, authorId=self.author)
        etree.SubElement(comment, f"{_MAIN}text").append(_run(text))
        self.at[cell] = comment
        self.new.append(cell)

    def _store_comments(self) -> None:
        if self.part_of_comments:
            self.package.replace(self.part_of_comments, self.comments)
            return
        part = self.package.fresh("xl/comments{}.xml")
        self.package.add(part, self.comments, _COMMENTS_TYPE)
        self.package.relate(self.part, f"{OFFICE}comments", part)

    def _store_boxes(self) -> None:
        """Put boxes into the drawing of the sheet, larger ones for longer comments."""
        part = self._part_of_drawing()
        enough = enlarged(self.package.part(part), self._boxes(self.extended))
        drawing = with_boxes(enough, self._boxes(self.new))
        if drawing is None:
            raise damaged(part, self.package.file)
        self.package.replace(part, drawing)

    def _boxes(self, cells: Iterable[str]) -> list[NoteBox]:
        """Return boxes for the comments of some cells, beside what the cells cover."""
        sizes = SheetSizes.of(self.sheet)
        return [
            NoteBox.of(cell, self._covered(cell)[2], _printed(self.at[cell]), sizes)
            for cell in cells
        ]

    def _part_of_drawing(self) -> str:
        """Return the part that holds the boxes of the sheet, which is new if there was none."""
        drawing = self.sheet.find(f"{_MAIN}legacyDrawing")
        if drawing is not None:
            number = drawing.get(_RELATIONSHIP_ID, "")
            targets = {entry.id: entry.target for entry in self.package.relationships(self.part)}
            return targets.get(number, number)
        drawings = [name for name in self.package.names if name.lower().endswith(".vml")]
        block = first_free_block(self.package.part(name) for name in drawings)
        part = self.package.fresh("xl/drawings/vmlDrawing{}.vml")
        self.package.add(part, new_drawing(block), _DRAWING_TYPE)
        number = self.package.relate(self.part, f"{OFFICE}vmlDrawing", part)
        self._refer_to_drawing(number)
        return part

    def _refer_to_drawing(self, number: str) -> None:
        """Refer to a drawing at the place that it has in the order of a sheet's elements."""
        drawing = etree.Element(f"{_MAIN}legacyDrawing", {_RELATIONSHIP_ID: number})
        before = [child for child in self.sheet.iterchildren("*") if not _is_behind_drawing(child)]
        before[-1].addnext(drawing)
        self.package.replace(self.part, self.sheet)


def _range(reference: str) -> _Range:
    """Return a range; an edge that the reference leaves out is the first."""
    left, top, right, bottom = (edge or 1 for edge in range_boundaries(reference))
    return left, top, right, bottom


def _comments_in(package: Package, part: str) -> Element:
    """Return the comments in a part, or an empty list of comments without a part."""
    if part:
        return package.parsed(part, f"{_MAIN}comments")
    comments = etree.Element(f"{_MAIN}comments", nsmap={None: _MAIN[1:-1]})
    etree.SubElement(comments, f"{_MAIN}authors")
    etree.SubElement(comments, f"{_MAIN}commentList")
    return comments


def _number_of_author(comments: Element, name: str) -> str:
    """Return the number of an author, who is added if there was none of the name."""
    authors = comments.find(f"{_MAIN}authors")
    if authors is None:  # though every list of comments must have them
        authors = etree.Element(f"{_MAIN}authors")
        comments.insert(0, authors)
    names = [author.text for author in authors]
    if name not in names:
        etree.SubElement(authors, f"{_MAIN}author").text = name
        names.append(name)
    return str(names.index(name))


def _cells_with_threads(package: Package, part: str) -> frozenset[str]:
    cells: set[str] = set()
    for threads in package.related(part, "threadedComment"):
        cells.update(thread.get("ref", "") for thread in package.parsed(threads))
    return frozenset(cells)


def _is_behind_drawing(element: Element) -> bool:
    return etree.QName(element).localname in _BEHIND_DRAWING


def _printed(comment: Element) -> str:
    """Return the text of a comment, without what only says how it is pronounced."""
    runs = comment.findall(f"{_MAIN}text/{_MAIN}r/{_MAIN}t")
    return "".join(part.text or "" for part in (*comment.findall(f"{_MAIN}text/{_MAIN}t"), *runs))


def _extend(comment: Element, text: str) -> None:
    """Add a text below the text of a comment."""
    whole = comment.find(f"{_MAIN}text")
    if whole is None:
        whole = etree.SubElement(comment, f"{_MAIN}text")
    plain = whole.find(f"{_MAIN}t")
    if plain is not None:  # which may not stand beside runs
        run = etree.Element(f"{_MAIN}r")
        plain.addprevious(run)
        run.append(plain)
    runs = len(whole.findall(f"{_MAIN}r"))
    whole.insert(runs, _run(f"\n\n{text}"))


def _run(text: str) -> Element:
    run = etree.Element(f"{_MAIN}r")
    properties = etree.SubElement(run, f"{_MAIN}rPr")
    for tag, attributes in _FONT:
        etree.SubElement(properties, f"{_MAIN}{tag}", attributes)
    etree.SubElement(run, f"{_MAIN}t", {_SPACE: "preserve"}).text = text
    return run
