"""Whatever stands in a list of households, no message, record or output repeats a name."""

from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from povertyplan import ReadError, check, write_bytes
from povertyplan.documents.files import OpenedFile, documents_in, reading_of
from povertyplan.documents.year_files import tables_in
from povertyplan.outputs.register_table import lines_of_register
from povertyplan.records import to_json
from povertyplan.year import Register
from tests.support.year import register

ROWS = [
    line.split(";")
    for line in write_bytes(register(), format="csv").decode("utf-8-sig").splitlines()
]
WIDTH = max(map(len, ROWS))
NAMES = ("Nguyễn Văn A", "TRẦN THỊ LAN", "bùi văn bình", "Le Van Dung", "Ông Phạm Minh", "Bà Sáu")
OTHERS = (
    "", "x", "1", "-", "Họ và tên", "Mã hộ", "Cộng", "HN", "II. Tổ dân phố Chợ", "9999999999",
    "²", "\u202eabc", "=1+1", "|", "Số khẩu", "12/2023", "x" * 500, "Năm sinh", "H-1", "Tên",
)  # fmt: skip
HEADINGS = ("", "Hộ", "Tên", "Ghi chú", "Xã", "Tên đơn vị")
PLACES = st.tuples(st.integers(0, len(ROWS) - 1), st.integers(0, WIDTH - 1))
CHANGES = st.dictionaries(PLACES, st.sampled_from((*NAMES, *OTHERS)), min_size=1, max_size=4)


def file_of(rows: list[list[str]]) -> OpenedFile:
    text = "\n".join(";".join(row) for row in rows)
    return OpenedFile("register.csv", text.encode(), "csv")


def told_of(file: OpenedFile) -> Iterator[str]:
    """Yield all that is told of a file, however it is read."""
    for read in (documents_in, tables_in):
        try:
            documents = read(file)
        except ReadError as error:
            yield from (str(error), error.text("vi"), repr(error))
            continue
        for document in documents:
            yield repr(document)
            yield from (f"{notice.text('vi')} {notice!r}" for notice in document.notices)
            yield from map(str, check(document).findings)
            table = getattr(document, "table", None)
            if isinstance(table, Register):
                yield from lines_of_register(table, "vi")
                yield from map(str, table.households)
                yield to_json(table)
    try:
        yield repr(reading_of(file))
    except ReadError as error:
        yield from (str(error), error.text("vi"))


@given(changes=CHANGES)
def test_a_name_in_any_cell_is_repeated_nowhere(changes: dict[tuple[int, int], str]) -> None:
    rows = [[*row, *[""] * (WIDTH - len(row))] for row in ROWS]
    for (row, column), text in changes.items():
        rows[row][column] = text
    told = "\n".join(told_of(file_of(rows))).casefold()
    for name in {*NAMES}.intersection(changes.values()):
        assert name.casefold() not in told


@given(column=st.integers(0, WIDTH - 1), heading=st.sampled_from(HEADINGS))
def test_a_column_of_names_is_repeated_nowhere(column: int, heading: str) -> None:
    rows = [[*row, *[""] * (WIDTH - len(row))] for row in ROWS]
    codes = next(row for row, cells in enumerate(rows) if "H-1" in cells)
    rows[codes - 3][column] = heading
    rows[codes][column], rows[codes + 1][column] = NAMES[:2]
    told = "\n".join(told_of(file_of(rows)))
    assert not any(name in told for name in NAMES)
