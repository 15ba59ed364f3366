"""Lines for people: summaries of many plans, and repairs."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from povertyplan.checks import CHECKS
from povertyplan.diagnosis.applied import Repair
from povertyplan.messages import Said, Sentence
from povertyplan.outputs.outcome import Checked, Unread

_WRITTEN = Sentence("{file}: written; repaired: {done}, left: {left}")
_REPAIRED = Sentence("repaired: {text}")
_LEFT = Sentence("left: {code}: {text}")
_READ = Sentence("plans read: {read}, with errors: {wrong}; not read: {unread}")
_OF_CODE = Sentence("{code} {title}: {number} in plans: {plans}")
_WORST = Sentence("{file}: errors: {errors}")
#: How many of the plans with most errors a summary names.
_MOST_NAMED = 10


def as_summary(outcomes: Sequence[Checked | Unread], lang: str) -> Iterator[str]:
    """Yield the number of plans, the findings of each check, and the plans with most errors."""
    checked = [outcome for outcome in outcomes if isinstance(outcome, Checked)]
    errors = {outcome.file: len(outcome.report.errors) for outcome in checked}
    wrong = [file for file, number in errors.items() if number]
    plans: dict[str, Said] = {
        "read": len(checked),
        "wrong": len(wrong),
        "unread": len(outcomes) - len(checked),
    }
    yield _READ.text(plans, lang)
    yield from _by_code(checked, lang)
    wrong.sort(key=lambda file: -errors[file])
    for file in wrong[:_MOST_NAMED]:
        yield _WORST.text({"file": file, "errors": errors[file]}, lang)


def _by_code(checked: Sequence[Checked], lang: str) -> Iterator[str]:
    """Yield how many findings each check has, and in how many plans."""
    numbers: Counter[str] = Counter()
    files: dict[str, set[str]] = defaultdict(set)
    for outcome in checked:
        for finding in outcome.report.findings:
            numbers[finding.code] += 1
            files[finding.code].add(outcome.file)
    for check in CHECKS:
        if check.code not in numbers:
            continue
        values: dict[str, Said] = {
            "code": check.code,
            "title": check.title(lang),
            "number": numbers[check.code],
            "plans": len(files[check.code]),
        }
        yield _OF_CODE.text(values, lang)


def repair_as_text(repair: Repair, file: str, lang: str) -> Iterator[str]:
    """Yield the repairs in the written copy, and the findings left to people."""
    values: dict[str, Said] = {"file": file, "done": len(repair.applied), "left": len(repair.left)}
    yield _WRITTEN.text(values, lang)
    for diagnosis in repair.applied:
        yield "  " + _REPAIRED.text({"text": diagnosis.summary(lang)}, lang)
    for finding in repair.left:
        yield "  " + _LEFT.text({"code": finding.code, "text": finding.text(lang)}, lang)
