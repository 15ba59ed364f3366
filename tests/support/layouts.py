"""The same plan in many layouts that offices use, written independently of the reader."""

import random
import unicodedata
from collections.abc import Sequence

from attrs import evolve, frozen
from hypothesis import strategies as st

from povertyplan import Count, Percent, Plan, PovertyTarget, Rate, Section, Unit
from povertyplan.model.fields import Flat, count_of
from tests.support.troubles import corrected, unmarked, with_hidden

COLUMNS = (
    "households_base",
    "persons_base",
    "households_goal",
    "poor_base",
    "poor_base_rate",
    "poor_goal",
    "poor_goal_rate",
    "near_poor_base",
    "near_poor_base_rate",
    "near_poor_goal",
    "near_poor_goal_rate",
)
#: Three lines of heading: over everything, over one category and year, over one column.
DEEP = {
    "households_base": ("Tổng số hộ dân cư", "", "Số hộ năm {base}"),
    "persons_base": ("Tổng số hộ dân cư", "", "Nhân khẩu năm {base}"),
    "households_goal": ("Tổng số hộ dân cư", "", "Số hộ năm {goal}"),
    "poor_base": ("Tỷ lệ hộ nghèo, cận nghèo", "Hộ nghèo {base}", "Số hộ"),
    "poor_base_rate": ("Tỷ lệ hộ nghèo, cận nghèo", "Hộ nghèo {base}", "Tỷ lệ"),
    "poor_goal": ("Tỷ lệ hộ nghèo, cận nghèo", "Hộ nghèo dự kiến {goal}", "Số hộ"),
    "poor_goal_rate": ("Tỷ lệ hộ nghèo, cận nghèo", "Hộ nghèo dự kiến {goal}", "Tỷ lệ"),
    "near_poor_base": ("Tỷ lệ hộ nghèo, cận nghèo", "Hộ cận nghèo {base}", "Số hộ"),
    "near_poor_base_rate": ("Tỷ lệ hộ nghèo, cận nghèo", "Hộ cận nghèo {base}", "Tỷ lệ"),
    "near_poor_goal": ("Tỷ lệ hộ nghèo, cận nghèo", "CN dự kiến {goal}", "Số hộ"),
    "near_poor_goal_rate": ("Tỷ lệ hộ nghèo, cận nghèo", "CN dự kiến {goal}", "Tỷ lệ (%)"),
}
#: One line of heading.
FLAT = {
    "households_base": "Tổng số hộ năm {base}",
    "persons_base": "Số nhân khẩu {base}",
    "households_goal": "Tổng số hộ dự kiến năm {goal}",
    "poor_base": "Số hộ nghèo cuối năm {base}",
    "poor_base_rate": "Tỉ lệ hộ nghèo 31/12/{base} (%)",
    "poor_goal": "Hộ nghèo kế hoạch {goal}",
    "poor_goal_rate": "Tỷ lệ hộ nghèo kế hoạch {goal}",
    "near_poor_base": "Số hộ cận nghèo năm {base}",
    "near_poor_base_rate": "Tỷ lệ hộ cận nghèo năm {base}",
    "near_poor_goal": "Số hộ cận nghèo phấn đấu năm {goal}",
    "near_poor_goal_rate": "Tỷ lệ % hộ cận nghèo phấn đấu năm {goal}",
}
#: The only column of households, for both years.
ONE, ONE_DEEP = "Tổng số hộ", ("Tổng số hộ dân cư", "", "Số hộ")
NOTE = "Ghi chú"
EXTRA = (
    NOTE, "Hộ nghèo DTTS {base}", "Số hộ nghèo giảm", "Hộ thoát nghèo {goal}",
    "Hộ nghèo và cận nghèo {goal}", "Tỷ lệ hộ nghèo, cận nghèo {base}", "Số khẩu nghèo {base}",
)  # fmt: skip
#: Columns that an office may leave out.
OPTIONAL = ("persons_base", "poor_base", "poor_goal", "near_poor_base", "near_poor_goal")
TOTALS = (
    "Tổng", "Tổng số", "Tổng cộng", "CỘNG", "Toàn thị trấn", "Tổng cộng (1+2)", "Toàn xã",
    "Tổng thị trấn", "Chung toàn xã", "Tổng.", "Cả xã",
)  # fmt: skip

NAMES = (
    "Hoà Sơn", "Chám", "Trong CT", "Đình", "Bậu", "Bùi", "Hợp Tiến", "Cộng Hoà", "Ngô Xá", "Ngò",
    "Tổ 7", "Khu 3", "H. Hoa Thám", "Thôn Tổng", "Phố Mới",
)  # fmt: skip
#: The first line of a document.
KINDS = ("KẾ HOẠCH", "PHỤ LỤC", "Phụ lục số 01")
#: What stands above an annex; the plan's own year is in all of them.
TITLES = (
    "Giảm nghèo năm 2024",
    "Biểu tổng hợp hộ nghèo năm 2023 và chỉ tiêu giảm nghèo năm 2024",
    "BIỂU TỔNG HỢP HỘ NGHÈO, HỘ CẬN NGHÈO NĂM 2023 VÀ CHỈ TIÊU NĂM 2024",
    "Biểu tổng hợp năm 2023 và chỉ tiêu năm 2024",
    "Tổng hợp kết quả rà soát năm 2023, mục tiêu năm 2024",
    "Chỉ tiêu giảm nghèo năm 2024 so với năm 2023",
    "Kết quả thực hiện năm 2023 và kế hoạch giảm nghèo năm 2024",
)
SECTIONS = ("Khu vực thành thị", "Khu vực nông thôn")
#: Cells that are merged with the one to their left, and the one above.
LEFT, ABOVE = "←", "↑"


@frozen
class Layout:
    """One way to lay out an annex."""

    columns: Sequence[str]
    extra: Sequence[str]  #: headings of columns that are not figures of a plan
    formulas: bool  #: whether the line of numbers states how rates are computed
    deep: bool
    first_line: bool  #: whether the header has the line that spans all columns
    number_line: bool
    ordinals: bool
    header_again: bool  #: whether the header is repeated in the middle
    total: str
    total_first: bool
    decimal: str
    thousands: str
    zero_rate: str
    zero_count: str
    pipes: str
    decomposed: bool
    merged: bool  #: whether cells that belong together are merged, if the format can
    separator: str
    encoding: str
    stored: bool  #: whether figures are stored as numbers, if the format can
    single: bool = False  #: whether one column of households serves both years
    one_cell: bool = False  #: whether the number of a section stands before its name
    sums_below: bool = False  #: whether the sub-total of a section stands below its rows
    continued: bool = False  #: whether the table is cut in two, each with its header
    kind: str = KINDS[0]
    title: str = TITLES[0]
    struck: int = 0  #: of how many figures one has an old one beside it, struck through
    hidden: int = 0  #: of how many rows one is hidden, if the format can

    def text(self, plan: Plan) -> str:
        """Write the annex of a plan as Markdown."""
        return "\n\n".join((*self.titles(), *map(self._lines, self.tables(plan)))) + "\n"

    def _lines(self, table: Sequence[Sequence[str]]) -> str:
        blank = {LEFT: "", ABOVE: "", "Tổng cộng (1+2)": "**Tổng cộng (1+2)**"}
        lines = [self._line([unmarked(blank.get(cell, cell)) for cell in cells]) for cells in table]
        if self.pipes != "\t":
            lines.insert(1, self._line(["---"] * len(table[0])))
        return "\n".join(lines)

    def titles(self) -> list[str]:
        """Return the paragraphs before the annex."""
        return [self._composed(line) for line in (self.kind, self.title)]

    def tables(self, plan: Plan) -> list[list[list[str]]]:
        """Return the annex, in two pieces with a header each if it is continued."""
        header, rows = self.table(plan)
        half = len(rows) // 2 if self.continued and len(rows) > 3 else len(rows)
        return [[*header, *piece] for piece in (rows[:half], rows[half:]) if piece]

    def table(self, plan: Plan) -> tuple[list[list[str]], list[list[str]]]:
        """Return header and rows; `LEFT` and `ABOVE` are cells that belong to another."""
        header = self._header(plan)
        sections_below = self.sums_below and not self.total_first and plan.total is not None
        rows: list[list[str]] = []
        for number, target in enumerate(plan.targets, 1):
            for section in plan.sections:
                if section.rows.start == number:
                    numeral = "I" * (SECTIONS.index(section.label) + 1)
                    rows.append(self._section_row(section, numeral, blank=sections_below))
            ordinal = self._ordinal(plan, number, target.unit.name)
            rows.append(self._row(ordinal, target.unit.name, target.flat()))
            ending = [section for section in plan.sections if section.rows.stop - 1 == number]
            if sections_below:
                sub_totals = [section.printed for section in ending if section.printed]
                rows.extend(self._row("", "Cộng", printed.flat()) for printed in sub_totals)
        if self.struck:
            rows = corrected(rows, self.struck)
        if self.hidden:
            rows = with_hidden(rows, self.hidden)
        if self.header_again and len(rows) > 2 and not self.continued:
            rows[len(rows) // 2 : len(rows) // 2] = header
        if plan.total is not None:
            total = self._row("", self.total, plan.total.flat())
            rows.insert(0 if self.total_first else len(rows), total)
        return (
            [[self._composed(cell) for cell in cells] for cells in header],
            [[self._composed(cell) for cell in cells] for cells in rows],
        )

    def _ordinal(self, plan: Plan, number: int, name: str) -> str:
        """Return the number of a row in its plan; a section of one line has a numeral."""
        if name in SECTIONS:
            return "I" * (SECTIONS.index(name) + 1)
        is_first_lone = plan.targets[0].unit.name in SECTIONS
        return str(number - is_first_lone)

    def _section_row(self, section: Section, numeral: str, *, blank: bool) -> list[str]:
        """Return the line that opens a section, with its sub-total unless that is to be blank."""
        flat = section.printed.flat() if section.printed and not blank else {}
        if self.one_cell:
            return self._row("", f"{numeral}. {section.label}", flat)
        return self._row(numeral, section.label, flat)

    def _composed(self, text: str) -> str:
        return unicodedata.normalize("NFD", text) if self.decomposed else text

    def _line(self, cells: Sequence[str]) -> str:
        if self.pipes == "\t":
            return "\t".join(cells)
        inner = " | ".join(cells)
        return f"| {inner} |" if self.pipes == "outer" else f"{inner} | "

    def _header(self, plan: Plan) -> list[list[str]]:
        assert plan.years is not None
        years = {"base": plan.years[0], "goal": plan.years[1]}
        names = [*(["TT"] if self.ordinals else []), "Đơn vị"]
        if self.deep:
            headings = {**DEEP, **({"households_base": ONE_DEEP} if self.single else {})}
            lines = []
            for depth in range(3):
                cells: list[str] = []
                before: tuple[str, ...] = ()
                for name in self.columns:
                    above = headings[name][: depth + 1]
                    cells.append(LEFT if above == before else above[-1].format(**years))
                    before = above
                lines.append([*(names if depth == 0 else [ABOVE] * len(names)), *cells])
            if not self.first_line:
                lines = [[*names, *lines[1][len(names) :]], lines[2]]
        else:
            flat = {**FLAT, **({"households_base": ONE} if self.single else {})}
            lines = [[*names, *(flat[name].format(**years) for name in self.columns)]]
        for depth, cells in enumerate(lines):
            cells.extend(ABOVE if depth else heading.format(**years) for heading in self.extra)
        if self.number_line:
            numbers = [self._number(index, name) for index, name in enumerate(self.columns, 1)]
            rest = range(len(numbers) + 1, len(numbers) + 1 + len(self.extra))
            lines.append([*"AB"[: len(names)], *numbers, *map(str, rest)])
        return lines

    def _number(self, index: int, name: str) -> str:
        is_computed = self.formulas and name.endswith("_rate")
        return f"{index}={index - 1}/1*100" if is_computed else f"{index}"

    def _row(self, ordinal: str, name: str, flat: Flat) -> list[str]:
        cells = [self._cell(flat, column) for column in self.columns]
        extra = ["" if not flat else "x" if heading == NOTE else "5" for heading in self.extra]
        return [*([ordinal] if self.ordinals else []), name, *cells, *extra]

    def _cell(self, flat: Flat, column: str) -> str:
        value = next((value for name, value in flat.items() if name == column), None)
        if isinstance(value, Percent):
            return str(value).removesuffix("%").replace(".", self.decimal)
        if isinstance(value, int):
            return f"{value:,}".replace(",", self.thousands) if value else self.zero_count
        count = next(
            (number for name, number in flat.items() if name == column.removesuffix("_rate")), None
        )
        return self.zero_rate if column.endswith("_rate") and count == 0 else ""


def plan_of(seed: int, rows: int, *, sections: int = 0, printed: bool = True) -> Plan:
    """Make a plan with figures of every size, zero counts among them, perhaps in sections."""
    number = random.Random(seed)  # noqa: S311  # figures, no secrets

    def row(name: str) -> dict[str, object]:
        flat: dict[str, object] = {"name": name}
        for column in COLUMNS:
            if column.endswith("_rate"):
                rate = Percent(number.randrange(1, 3000), 2)
                flat[column] = rate if flat[column.removesuffix("_rate")] else None
            else:
                flat[column] = number.choice((0, 7, 1_234, 15_032, number.randrange(900)))
        return flat

    names = [NAMES[index % len(NAMES)] for index in range(rows)]
    total = {name: value for name, value in row("").items() if name != "name"}
    plan = Plan.of(2024, [row(name) for name in names], total=total)
    if rows < sections:
        return plan
    starts = [1 + rows * index // sections for index in range(sections)]
    stops = [*starts[1:], rows + 1]
    made = []
    for label, start, stop in zip(SECTIONS, starts, stops, strict=False):
        sub_total = Plan.of(2024, [row(label)]).targets[0] if printed else None
        made.append(Section(label, range(start, stop), sub_total))
    return evolve(plan, sections=tuple(made))


def adding_up(seed: int, rows: int) -> Plan:
    """Make a plan without sections whose total is the sum of its rows; its rates are any."""
    plan = plan_of(seed, rows)
    computed = plan.computed_total
    assert plan.total is not None
    assert computed is not None
    total = plan.total.flat()
    for name, value in computed.flat().items():
        if isinstance(name, Count):
            total[name] = value
    for rate, count in ((name, count_of(name)) for name in total if isinstance(name, Rate)):
        if count is not None and not total[count]:
            total[rate] = None
    return evolve(plan, total=PovertyTarget.of(plan.unit, *plan.total.years, total))


def with_lone_section(plan: Plan, *, first: bool) -> Plan:
    """Name the first or the last row after a section, and put the others into the other one."""
    lone, other = SECTIONS if first else SECTIONS[::-1]
    at = 0 if first else len(plan.targets) - 1
    targets = list(plan.targets)
    base_year, goal_year = targets[at].years
    targets[at] = PovertyTarget.of(Unit(lone), base_year, goal_year, targets[at].flat())
    rows = range(2, len(targets) + 1) if first else range(1, len(targets))
    within = evolve(plan, targets=[target for row, target in enumerate(targets, 1) if row in rows])
    assert within.computed_total is not None
    printed = PovertyTarget.of(Unit(other), base_year, goal_year, within.computed_total.flat())
    return evolve(plan, targets=targets, sections=(Section(other, rows, printed),))


@st.composite
def layouts(draw: st.DrawFn) -> Layout:
    """Draw a layout whose headings determine the meaning of every column."""
    absent = draw(st.sets(st.sampled_from(OPTIONAL), max_size=3))
    single = draw(st.booleans())
    if single:
        # A plan must state something of this year.
        absent = absent - {"poor_goal"} | {"households_goal"}
    kept = [name for name in COLUMNS if name.removesuffix("_rate") not in absent]
    columns = draw(st.permutations(kept))
    deep = draw(st.booleans())
    if deep:
        # The columns below one heading must stand side by side.
        order = list(dict.fromkeys(DEEP[name][:2] for name in columns))
        order.sort(key=lambda above: [DEEP[name][0] for name in columns].index(above[0]))
        columns = [name for above in order for name in columns if DEEP[name][:2] == above]
    first_line = draw(st.booleans())
    if deep and not first_line:
        # A blank to the right of a heading would be read as part of it, so columns without one
        # come first.
        columns.sort(key=lambda name: DEEP[name][1] != "")
    decimal = draw(st.sampled_from([".", ","]))
    return Layout(
        columns,
        draw(st.lists(st.sampled_from(EXTRA), unique=True, max_size=2)),
        draw(st.booleans()),
        deep,
        first_line=first_line,
        number_line=draw(st.booleans()),
        ordinals=draw(st.booleans()),
        header_again=draw(st.booleans()),
        total=draw(st.sampled_from(TOTALS)),
        total_first=draw(st.booleans()),
        decimal=decimal,
        thousands=draw(st.sampled_from(["", " ", "\xa0", "," if decimal == "." else "."])),
        zero_rate=draw(st.sampled_from(["-", "–", ""])),
        zero_count=draw(st.sampled_from(["0", "-", "00"])),
        pipes=draw(st.sampled_from(["outer", "inner", "\t"])),
        decomposed=draw(st.booleans()),
        merged=draw(st.booleans()),
        separator=draw(st.sampled_from(",;\t")),
        encoding=draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16"])),
        stored=draw(st.booleans()),
        single=single,
        one_cell=draw(st.booleans()),
        sums_below=draw(st.booleans()),
        continued=draw(st.booleans()),
        kind=draw(st.sampled_from(KINDS)),
        title=draw(st.sampled_from(TITLES)),
        struck=draw(st.sampled_from([0, 0, 2, 5])),
        hidden=draw(st.sampled_from([0, 0, 3])),
    )
