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
    #: two lines for each unit, of households and of persons (hộ, nhân khẩu)
    HOUSEHOLDS_AND_PERSONS = auto()
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

    ORDINAL = auto()  #: the ordinal of the line (TT)
    UNIT = auto()  #: the name of the unit (đơn vị, tổ dân phố)
    COUNTED = auto()  #: whether the line counts households or persons (phân tổ)
    RECEIVED = auto()  #: the day on which the report came (ngày nhận báo cáo)
    NOTE = auto()  #: remarks, which are not read (ghi chú)
    #: what follows from other figures, such as the share achieved (đạt % kế hoạch)
    DERIVED = auto()
    # Where a quota is shared out:
    #: the most that a unit may get: its households able to leave poverty (số hộ có khả năng thoát
    #: nghèo)
    ABLE = auto()
    EXACT = auto()  #: the share before it is rounded (phần tính toán)
    REASON = auto()  #: how the share was found (căn cứ)
    # Where each line is of a policy:
    POLICY = auto()  #: the policy (chính sách)
    GROUP = auto()  #: the category of households that a policy is for (đối tượng)
    # Where each line is of one figure:
    INDICATOR = auto()  #: what the figure of the line is (chỉ tiêu)
    MEASURE = auto()  #: what the figure of the line counts: households, persons (đơn vị tính)
    PLANNED = auto()  #: the figure that the plan sets for the year (kế hoạch năm)
    DURING = auto()  #: the figure of the month alone (thực hiện trong tháng)
    #: the figure since the start of the year, which is reported (lũy kế từ đầu năm)
    SO_FAR = auto()
    # Where each line is of one household:
    CODE = auto()  #: the code of the household (mã hộ)
    CATEGORY = auto()  #: its category (diện: hộ nghèo, hộ cận nghèo)
    CAUSES = auto()  #: why it is poor, all causes in one cell (nguyên nhân nghèo)
    OUTLOOK = auto()  #: whether it can leave poverty this year (khả năng thoát nghèo trong năm)
    SUPPORT = auto()  #: the support proposed for it, all in one cell (đề xuất hỗ trợ)
    HELPER = auto()  #: the body that helps it (đơn vị giúp đỡ)


#: What a column may hold.
Held: TypeAlias = Figure | Beside | Judgement


@frozen(field_transformer=strict_fields)
class FormColumn:
    """
    A column of a form: what it holds, and the texts above it from the top.

    A column that holds a cause, a policy, an outlook or a category is marked with an x where that
    is so.

    >>> FormColumn(Count.POOR_GOAL, ("Kế hoạch năm 2024", "Hộ nghèo")).figure
    <Count.POOR_GOAL: 'poor_goal'>
    """

    holds: Held  #: the figure, or what else stands in its cells
    #: the texts above it, from the top (tiêu đề); a blank one belongs to the one above it
    headings: tuple[str, ...]
    #: its number in the line of column numbers (số thứ tự cột), blank if it has none
    number: str = ""
    #: the figure that is planned or achieved, in a column of plans or achievements
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

    >>> FigureLine("Số hộ nghèo cuối kỳ", Count.POOR_END, "1", "hộ").measure
    'hộ'
    """

    label: str  #: what its column of indicators says (chỉ tiêu)
    figure: Figure | None = None  #: the figure of the line
    ordinal: str = ""  #: the ordinal printed beside it (TT)
    measure: str = ""  #: what it counts, as printed (đơn vị tính): hộ, người

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

    name: str  #: the name by which commands and messages call it
    kind: TableKind  #: the table that it holds
    title: str  #: the title without its period (tên biểu)
    columns: tuple[FormColumn, ...]  #: the columns from the left
    lines: FormLines = FormLines.UNITS  #: what each line is of
    figure_lines: tuple[FigureLine, ...] = ()  #: the lines of a form that has one for each figure

    __repr__ = as_call

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures that the form holds, in its order."""
        in_columns = [column.figure for column in self.columns]
        in_lines = [line.figure for line in self.figure_lines]
        return tuple(figure for figure in (*in_columns, *in_lines) if figure is not None)
