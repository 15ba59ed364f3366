"""What a form is: its columns and lines, each with its words and the figure that it holds."""

from enum import StrEnum, auto
from typing import TypeAlias

from attrs import frozen

from povertyplan.arguments.strict import as_call, strict_fields, strict_words
from povertyplan.model.fields import Count, Figure, Rate
from povertyplan.year.households import Judgement


@strict_words
class TableKind(StrEnum):
    """
    What table a form holds.

    >>> from povertyplan.documents.forms import MONTHLY_REPORT
    >>> MONTHLY_REPORT.kind
    <TableKind.PROGRESS: 'progress'>
    """

    FLOW = "flow"  #: a `FlowTable`
    PROGRESS = "progress"  #: a `ProgressReport`
    LABOUR = "labour"  #: a `LabourTable`
    REGISTER = "register"  #: a `Register`
    COVERAGE = "coverage"  #: a `CoverageTable`


@strict_words
class FormLines(StrEnum):
    """
    The kind of the lines of a form.

    >>> from povertyplan.documents.forms import MONTHLY_REPORT
    >>> MONTHLY_REPORT.lines
    <FormLines.FIGURES: 'figures'>
    """

    UNITS = auto()  #: a line for each unit
    HOUSEHOLDS_AND_PERSONS = auto()  #: two lines for each unit: hộ, nhân khẩu
    FIGURES = auto()  #: a line for each figure, of one unit
    HOUSEHOLDS = auto()  #: a line for each household
    POLICIES = auto()  #: a line for each policy and group, of one unit


@strict_words
class Beside(StrEnum):
    """
    A column of a form that holds something beside the figures of a row.

    >>> from povertyplan.documents.forms import POOR_FLOW
    >>> POOR_FLOW.columns[0].holds
    <Beside.ORDINAL: 'ordinal'>
    """

    ORDINAL = auto()  #: TT
    UNIT = auto()  #: đơn vị, tổ dân phố
    COUNTED = auto()  #: phân tổ: whether the line counts households or persons
    RECEIVED = auto()  #: ngày nhận báo cáo
    NOTE = auto()  #: ghi chú
    DERIVED = auto()  #: what follows from other figures: đạt % kế hoạch
    # Where a quota is shared out:
    ABLE = auto()  #: số hộ có khả năng thoát nghèo: the most that a unit may get
    EXACT = auto()  #: phần tính toán: the share before it is rounded
    REASON = auto()  #: căn cứ: how the share was found
    # Where each line is of a policy:
    POLICY = auto()  #: chính sách
    GROUP = auto()  #: đối tượng: the category of households that a policy is for
    # Where each line is of one figure:
    INDICATOR = auto()  #: chỉ tiêu
    MEASURE = auto()  #: đơn vị tính
    PLANNED = auto()  #: kế hoạch năm
    DURING = auto()  #: thực hiện trong tháng
    SO_FAR = auto()  #: lũy kế từ đầu năm: the figures that are reported
    # Where each line is of one household:
    CODE = auto()  #: mã hộ
    CATEGORY = auto()  #: diện: hộ nghèo, hộ cận nghèo
    CAUSES = auto()  #: nguyên nhân nghèo, all in one cell
    OUTLOOK = auto()  #: khả năng thoát nghèo trong năm
    SUPPORT = auto()  #: đề xuất hỗ trợ, all in one cell
    HELPER = auto()  #: đơn vị giúp đỡ


#: What a column may hold.
Held: TypeAlias = Figure | Beside | Judgement


@frozen(field_transformer=strict_fields)
class FormColumn:
    """
    A column of a form: what it holds, and the texts above it from the top.

    A blank text belongs to the one above it; *number* is what the line of column numbers has.
    A column of what is planned, or achieved of it, is *about* a figure.  A column that holds a
    cause, a policy, an outlook or a category is marked with an x where that is so.

    >>> FormColumn(Count.POOR_GOAL, ("Kế hoạch năm 2024", "Hộ nghèo")).figure
    <Count.POOR_GOAL: 'poor_goal'>
    """

    holds: Held  #: the figure, or what else stands in its cells
    headings: tuple[str, ...]  #: tiêu đề, from the top
    number: str = ""
    about: Figure | None = None

    __repr__ = as_call

    @property
    def figure(self) -> Figure | None:
        """The figure in the column, or None if it holds something else."""
        return self.holds if isinstance(self.holds, Count | Rate) else None


@frozen(field_transformer=strict_fields)
class FigureLine:
    """
    A line of a form that has a line for each figure; without a figure it is a heading.

    *label* is what its column of indicators says, *measure* what it counts: hộ, người.

    >>> FigureLine("Số hộ nghèo cuối kỳ", Count.POOR_END, "1", "hộ").measure
    'hộ'
    """

    label: str
    figure: Figure | None = None  #: the figure of the line
    ordinal: str = ""  #: TT
    measure: str = ""

    __repr__ = as_call


@frozen(field_transformer=strict_fields)
class TableForm:
    """
    A form of the year: its name, the table that it holds, its columns and its lines.

    Writing fills one in, reading knows one by its words.  A form is data: an office that has
    its own gives that instead.

    >>> from povertyplan.documents.forms import POOR_FLOW
    >>> [column.number for column in POOR_FLOW.columns][-3:]
    ['7', '8', '9=1-2-3-4+5+6+7+8']
    """

    name: str  #: by which commands and messages call it
    kind: TableKind  #: the table that it holds
    title: str  #: tên biểu, without its period
    columns: tuple[FormColumn, ...]  #: the columns from the left
    lines: FormLines = FormLines.UNITS  #: what each line is of
    figure_lines: tuple[FigureLine, ...] = ()  #: of a form with a line for each figure

    __repr__ = as_call

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures that the form holds, in its order."""
        in_columns = [column.figure for column in self.columns]
        in_lines = [line.figure for line in self.figure_lines]
        return tuple(figure for figure in (*in_columns, *in_lines) if figure is not None)
