"""The sentences of a diagnosis, and of each cause."""

from collections.abc import Mapping

from povertyplan.arithmetic.causes import Cause
from povertyplan.messages import Sentence

CHANGE = Sentence("{where}, {field}: {figures}")
FIGURES = Sentence("{printed} → {proposed}")
SUMMARY = Sentence("{changes}: {why}")
MORE = Sentence("and {number} more")
FOLLOWS = Sentence("computed from it: {changes}")
NOTHING_ELSE = Sentence("nothing else explains it")
SAME_FIGURE = Sentence("whatever the cause, this is the figure")
OTHERS = Sentence("{number:other explanation is|other explanations are} possible")
OTHER_FIGURES = Sentence("other figures would do as well")
CUT_SHORT = Sentence("the search was cut short")
NOT_ALL_SEARCHED = Sentence(
    "too many figures disagree to look for every cause; correct what is clear, and check again"
)
DECIDE = Sentence("decide which of the two is meant, and correct the text by hand")
COMPARE = Sentence("figures alone cannot decide: compare the rows with the list of the units")
EXTRA_ROW = Sentence("{where}: {why}")
MISSING_ROW = Sentence("a row is missing ({figures}): {why}")
ROW_OF_ORDINAL = Sentence("the row with ordinal {ordinals} is missing ({figures}): {why}")
ROWS_OF_ORDINALS = Sentence(
    "the rows with ordinals {ordinals} are missing (together {figures}): {why}"
)
FIGURE = Sentence("{value} {field}")
PERHAPS = Sentence("it may be right as it stands")

#: Why a figure is printed as it is, by its cause.
WHY: Mapping[Cause, Sentence] = {
    Cause.WRONG_DIGIT: Sentence("one digit was typed wrong"),
    Cause.DIGITS_SWAPPED: Sentence("two digits were typed in the wrong order"),
    Cause.DIGIT_DROPPED: Sentence("a digit was left out"),
    Cause.DIGIT_DOUBLED: Sentence("a digit was typed twice"),
    Cause.MISTYPED: Sentence("the figure was typed wrong"),
    Cause.LETTER_FOR_DIGIT: Sentence("a letter was typed among the digits"),
    Cause.NO_FIGURE: Sentence("no figure stands in the cell"),
    Cause.PLACEHOLDER: Sentence("a placeholder was left standing"),
    Cause.LEFT_BLANK: Sentence("the figure was not filled in"),
    Cause.STALE_TOTAL: Sentence("the total was not added up again after a row changed"),
    Cause.STALE_DENOMINATOR: Sentence(
        "{count} was divided by {whole}, the {whole_field}, which makes {printed}"
    ),
    Cause.OTHER_YEAR: Sentence("it is the figure of the other year, {source}, the {source_field}"),
    Cause.PERSONS_FOR_HOUSEHOLDS: Sentence(
        "{count} was divided by {whole}, the {whole_field}, which makes {printed}"
    ),
    Cause.OTHER_CATEGORY: Sentence("it was taken from {source}, the {source_field}"),
    Cause.NEIGHBOUR_ROW: Sentence(
        "it was taken from {source}, the {source_field} of {source_where}"
    ),
    Cause.TRUNCATED: Sentence("the digits after {printed} were cut off, not rounded"),
    Cause.HALF_EVEN: Sentence("a half was rounded down to the even digit"),
    Cause.ROUNDED_TWICE: Sentence("it was rounded twice, to {once} first"),
    Cause.ROUNDED_TO_FULL: Sentence("it was rounded to 100 %, though not all are covered"),
    Cause.MEAN_OF_RATES: Sentence("it is the mean of the rates of the rows"),
    Cause.MARK_SHIFTED: Sentence("the decimal mark was shifted"),
    Cause.SHARE_FOR_PERCENT: Sentence("it is a share of one, not of a hundred"),
    Cause.ROUNDED_BEFORE: Sentence("it is {base} minus {goal}, which were rounded already"),
    Cause.LAST_YEARS_TOTAL: Sentence("it is {source}, the {source_field}"),
    Cause.OTHER_COLUMN: Sentence("it is {source}, the {source_field}"),
    Cause.SUBTOTAL_ADDED: Sentence("a sub-total of {source} was counted in"),
    Cause.ROW_LEFT_OUT: Sentence("{source_where} with {source} was left out of the total"),
    Cause.ROWS_LEFT_OUT: Sentence("{number} rows with {source} were left out of the total"),
    Cause.TEXT_LEFT_OUT: Sentence("{cells} is text, not a number, and was left out of the sum"),
    Cause.WRONG_FORMULA: Sentence("its formula is wrong, or was not computed again"),
    Cause.ROW_TWICE: Sentence("{source_where} with {source} was counted twice"),
    Cause.ROW_PASTED_TWICE: Sentence("the row stands twice; it should be there once"),
    Cause.ROW_SUPERFLUOUS: Sentence("the row should not be there"),
    Cause.ROW_MISSING: Sentence("the totals count it, and the table does not list it"),
    Cause.CELLS_EXCHANGED: Sentence("two figures of the row were exchanged"),
    Cause.ROWS_EXCHANGED: Sentence("the figures of two rows were exchanged"),
    Cause.COLUMNS_EXCHANGED: Sentence("two columns were exchanged"),
    Cause.TOTAL_ROW_OF_LAST_YEAR: Sentence(
        "the total row was left from the other year: {source} is the {source_field}"
    ),
    Cause.TOTAL_ROW_COPIED: Sentence(
        "it repeats {source_where}: {source} is the {source_field} there"
    ),
    Cause.ROW_OF_LAST_YEAR: Sentence(
        "the row was left from the other year: {source} is the {source_field}"
    ),
    Cause.ROW_COPIED: Sentence("the row repeats {source_where}"),
    Cause.COLUMN_COPIED: Sentence("the column repeats the column of the {source_field}"),
    Cause.OTHER_STATEMENT: Sentence("another place of the text has {proposed}"),
    Cause.TWO_SLIPS: Sentence("two figures were typed wrong"),
}
#: What else speaks for a cause, by the terms that the sentence needs.
EVIDENCE: Mapping[tuple[str, ...], Sentence] = {
    ("formula",): Sentence("its cell computes {formula}"),
    ("original",): Sentence("its figures are those of {original_where}"),
    ("namesake",): Sentence("{namesake_where} bears the same name"),
    ("ordinal_again",): Sentence("its ordinal {ordinal_again} is printed twice"),
    ("added_up",): Sentence("its figures are those of the {added_up_where}"),
    ("first_added", "last_added"): Sentence(
        "it is the sum of the rows from {first_added_where} to {last_added_where}"
    ),
    ("above_gap", "below_gap"): Sentence("after ordinal {above_gap} comes {below_gap}"),
    ("text_before",): Sentence(
        "the text was written before that:"
        " {text_before:of its figures differs|of its figures differ} from the annex"
    ),
    ("struck",): Sentence("ordinal {struck} is struck through in the annex"),
    ("section",): Sentence("the total of {section_where} counts it as well"),
    ("agreeing",): Sentence("the other figures agree with {agreeing}"),
    ("no_count",): Sentence("no whole number of {no_count:household|households} is {printed}"),
    ("only_whole",): Sentence("only of {only_whole:household|households} would it be right"),
    ("least_whole", "most_whole"): Sentence(
        "only of {least_whole} to {most_whole} households would it be right"
    ),
    ("no_count_of_people",): Sentence(
        "no whole number of {no_count_of_people:person|people} is {printed}"
    ),
    ("only_people",): Sentence("only of {only_people:person|people} would it be right"),
    ("least_people", "most_people"): Sentence(
        "only of {least_people} to {most_people} people would it be right"
    ),
    ("growth", "usual_growth"): Sentence(
        "the households would be {growth:%} of last year's; the median row has {usual_growth:%}"
    ),
    ("size", "usual_size"): Sentence(
        "there would be {size} persons in a household; the median row has {usual_size}"
    ),
    ("goal_base",): Sentence("it would not exceed the {goal_base} of the year before"),
    ("rising_rows", "rows_compared"): Sentence(
        "of {rows_compared:row|rows}, {rising_rows:sets|set} a goal above the base"
    ),
    ("rate_before", "rate_after"): Sentence(
        "as printed, the rate rises from {rate_before} to {rate_after}"
        " with the same {count:household|households}"
    ),
}
