"""The words of the page that stand in no finding."""

from collections.abc import Mapping

from povertyplan.findings import Task
from povertyplan.messages import Sentence, translated

_WORDS: Mapping[str, Sentence] = {
    "title": Sentence("Check of figures"),
    "overview": Sentence("Summary of the checks of figures"),
    "checked_on": Sentence("Checked on"),
    "skip": Sentence("Skip to what was found"),
    "correct_note": Sentence(
        "The document contradicts itself here; correct it before it is signed."
    ),
    "look_note": Sentence("It may be right; somebody who knows the place must confirm it."),
    "form_note": Sentence("No figure is wrong for it; complete it before it is issued."),
    "printed": Sentence("Printed"),
    "right": Sentence("Right figure"),
    "likely": Sentence("Most likely"),
    "possible": Sentence("Possibly"),
    "computed": Sentence("Computed anew"),
    "certain": Sentence("certain"),
    "uncertain": Sentence("not certain"),
    "found": Sentence("Found"),
    "calculation": Sentence("Calculation"),
    "makes_right": Sentence("right figure"),
    "makes_computed": Sentence("computed anew"),
    "makes_printed": Sentence("as printed"),
    "see_cell": Sentence("see the cell"),
    "corrected": Sentence("Corrected"),
    "kept": Sentence("Kept, because:"),
    "skipped": Sentence("What could not be checked"),
    "assumed": Sentence("How the file was read"),
    "table": Sentence("The figures as printed"),
    "lines": Sentence("Lines of the units"),
    "only_marked": Sentence("only lines that are marked"),
    "table_note": Sentence("The small numbers lead to what is said above."),
    "stays_note": Sentence(
        "A grey frame: nothing to correct here once the red cell with its number is corrected."
    ),
    "pictures": Sentence("At a glance"),
    "of_all": Sentence("All units"),
    "rises": Sentence("rises"),
    "examiner": Sentence("Checked by"),
    "head": Sentence("Head of the unit"),
    "sign": Sentence("(signature, full name)"),
    "documents_listed": Sentence("List of the documents"),
    "unit": Sentence("Unit"),
    "errors": Sentence("Errors"),
    "base": Sentence("year before"),
    "goal": Sentence("goal"),
    "poor": Sentence("Poor households"),
    "near_poor": Sentence("Near-poor households"),
    "rate": Sentence("Poor rate (%)"),
    "repeated": Sentence("Counted more than once"),
    "missing": Sentence("Units without a plan"),
    "unread": Sentence("Files that were not read"),
    "to_overview": Sentence("all documents"),
    "made_by": Sentence("Made with {program}. The document itself was not changed."),
    "show_all": Sentence("show all {number}"),
}


def words_in(lang: str) -> Mapping[str, str]:
    """Return the words of the page in a language, by their names in its templates."""
    headings = {task.value: task.label(lang) for task in Task}
    return headings | {name: translated(sentence.en, lang) for name, sentence in _WORDS.items()}
