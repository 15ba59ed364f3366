"""Lines about the findings in a marked copy."""

from collections.abc import Iterator

from povertyplan.editing.annotate import Annotated, Unplaced
from povertyplan.messages import Said, Sentence
from povertyplan.outputs.layout import Passage
from povertyplan.outputs.outcome import Checked

_MARKED = Sentence("{file}: written; comments: {comments}, findings in them: {findings}")
_NOTHING = Sentence("{file}: written without comments, for there are no findings")
_UNPLACED = Sentence("not in the copy: {code}: {text} ({why})")
#: How far what is told of a file stands in.
_INDENT = 2


def marked(annotated: Annotated, file: str, checked: Checked, lang: str) -> Iterator[Passage]:
    """Yield how many findings a copy has as comments, and those that it does not have, and why."""
    numbers = [len(note.findings) for note in annotated.placed]
    written = _MARKED if numbers or annotated.left else _NOTHING
    values: dict[str, Said] = {"file": file, "comments": len(numbers), "findings": sum(numbers)}
    yield Passage.of(written.text(values, lang))
    for unplaced in annotated.left:
        yield from _unplaced(unplaced, checked, lang)


def _unplaced(unplaced: Unplaced, checked: Checked, lang: str) -> Iterator[Passage]:
    for finding in unplaced.note.findings:
        where = checked.where(checked.source(finding), lang)
        values: dict[str, Said] = {
            "code": f"{where}: {finding.code}" if where else finding.code,
            "text": finding.text(lang),
            "why": unplaced.why(lang),
        }
        yield Passage.of(_UNPLACED.text(values, lang), _INDENT)
