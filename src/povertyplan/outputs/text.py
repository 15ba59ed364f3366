"""Lines for people: findings with their explanations, summaries and repairs."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain

from povertyplan.checks import CHECKS
from povertyplan.diagnosis import Contradiction, Diagnosis
from povertyplan.diagnosis.applied import Repair
from povertyplan.errors import harmless
from povertyplan.findings import Severity
from povertyplan.messages import Said, Sentence, field_label, row_label, translated
from povertyplan.model.places import Place
from povertyplan.model.rows import Headline
from povertyplan.outputs.outcome import Checked, Unread

_SUMMARY = Sentence("{file}: errors: {errors}; warnings: {warnings}; notes: {notes}")
_GROUPED = Sentence(
    "{file}: errors: {errors}; warnings: {warnings}; notes: {notes}; grouped by cause: {number}"
)
_TEXT_BESIDE = Sentence(
    "{file}: no target is stated in words; if the text of the plan is in another file:"
    " povertyplan check TEXT --annex {file}"
)
_ONE_SKIPPED = Sentence("{file}: 1 check could not run")
_SKIPPED = Sentence("{file}: {count} checks could not run")
_ASSUMED = Sentence("{source}: assumed: {text}")
_RIGHT_FIGURE = Sentence("the right figure: {text}")
_RIGHT_FIGURES = Sentence("the right figures: {text}")
_CAUSE = Sentence("cause: {text}")
_LIKELIEST_CAUSE = Sentence("most likely cause: {text}")
_OTHER_CAUSE = Sentence("it may also be: {text}")
_LIKELY = Sentence("likely: {text}")
_PERHAPS = Sentence("perhaps: {text}")
_OR = Sentence("or: {text}")
_ONE_FURTHER = Sentence("and 1 further explanation")
_FURTHER = Sentence("and {number} further explanations")
_OTHER_PLACE = Sentence("the other place: {source}")
_ALSO = Sentence("also: {findings}")
_CONSEQUENCE = Sentence("{code} {where}, {field}")
_MORE_FINDINGS = Sentence("and {number} more findings")
_WRITTEN = Sentence("{file}: written; repaired: {done}, left: {left}")
_REPAIRED = Sentence("repaired: {text}")
_LEFT = Sentence("left: {code}: {text}")
_READ = Sentence("plans read: {read}, with errors: {wrong}; not read: {unread}")
_OF_CODE = Sentence("{code} {title}: {number} in plans: {plans}")
_WORST = Sentence("{file}: errors: {errors}")
#: The notices of tables that set no targets.
_OF_REVIEWS = frozenset({"review-of-one-year", "review-of-two-years"})
#: How many of the plans with most errors a summary names.
_MOST_NAMED = 10
#: How many explanations stand below a finding, and how many of its consequences are named; the
#: others are counted.
_MOST_TOLD = 3
_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.NOTE: "36"}


def as_text(checked: Checked, lang: str, *, colour: bool = False) -> Iterator[str]:
    """
    Yield the findings of a file by their cause, the assumptions, and the numbers of both.

    Each finding begins with its source.  Below it stand its explanations, and the findings
    that have the same cause.
    """
    groups = checked.diagnoses.groups(checked.report)
    for group in groups:
        finding = group.leading
        source = harmless(checked.source(finding).text(lang))
        severity = _severity(finding.severity, lang, colour=colour)
        yield f"{source}: {finding.code} {severity}: {finding.text(lang)}"
        below = (
            _other_places(checked, group, lang),
            _explanations(group, lang),
            _consequences(group, lang),
        )
        for line in chain.from_iterable(below):
            yield f"    {line}"
    for notice in checked.reading.notices:
        source = checked.file if notice.source is None else notice.source.text(lang)
        yield _ASSUMED.text({"source": source, "text": notice.text(lang)}, lang)
    summary = _SUMMARY if len(groups) == len(checked.report.findings) else _GROUPED
    values: dict[str, Said] = {"file": checked.file, "number": len(groups)}
    yield summary.text({**values, **_counts(checked)}, lang)
    yield from _skipped(checked, lang)
    if _lacks_text(checked):
        yield _TEXT_BESIDE.text({"file": checked.file}, lang)


def _lacks_text(checked: Checked) -> bool:
    """Whether a document states no target in words: its text may be another file."""
    reading = checked.reading
    is_review = any(notice.code in _OF_REVIEWS for notice in reading.notices)
    states_no_target = reading.plan.headline == Headline() and reading.plan.labour is None
    return states_no_target and not is_review


def _severity(severity: Severity, lang: str, *, colour: bool) -> str:
    word = translated(severity.value, lang)
    return f"\x1b[{_COLOURS[severity]}m{word}\x1b[0m" if colour else word


def _other_places(checked: Checked, group: Contradiction, lang: str) -> Iterator[str]:
    """Yield where else a target is stated, if findings are about several statements of it."""
    places: dict[Place, None] = {}
    for finding in group.findings:
        if finding.place.statement > 1:
            places |= {finding.place.first: None, finding.place: None}
    places.pop(group.leading.place, None)
    for place in places:
        source = checked.reading.sources.get(place)
        if source is not None:
            yield _OTHER_PLACE.text({"source": source.text(lang)}, lang)


def _explanations(group: Contradiction, lang: str) -> Iterator[str]:
    """Yield the explanations of a contradiction: the right figure first, if there is only one."""
    if group.best is None:
        return
    best, *others = group.diagnoses
    yield from _certain(group, best, lang) if best.unique else _likely(best, lang)
    for diagnosis in others[: _MOST_TOLD - 1]:
        text = diagnosis.why(lang) if best.unique else diagnosis.summary(lang)
        lead = _OTHER_CAUSE if best.unique else _OR
        yield lead.text({"text": text}, lang)
    further = max(best.rivals, len(others)) + 1 - _MOST_TOLD
    if further > 0:
        counted = _ONE_FURTHER if further == 1 else _FURTHER
        yield counted.text({"number": further}, lang)
    # What is unique, or has others beside it, shows as such.
    shows_standing = best.unique or best.rivals > 0
    if not best.proves or not best.complete or not shows_standing:
        yield best.standing(lang)


def _certain(group: Contradiction, best: Diagnosis, lang: str) -> Iterator[str]:
    """Yield the figures of a repair that every explanation asks for, the cause and its proof."""
    slips = best.slips
    lead = _RIGHT_FIGURE if len(slips) == 1 else _RIGHT_FIGURES
    is_at_finding = [change.edit.place for change in slips] == [group.leading.place]
    figures: Said = slips[0].edit.proposed if is_at_finding else best.proposal(lang)
    yield lead.text({"text": figures}, lang)
    cause = _LIKELIEST_CAUSE if best.rivals else _CAUSE
    yield cause.text({"text": best.why(lang)}, lang)
    for line in best.proof(lang):
        yield f"  {line}"


def _likely(best: Diagnosis, lang: str) -> Iterator[str]:
    """Yield the likeliest of several repairs with its proof."""
    lead = _LIKELY if best.proves else _PERHAPS
    yield lead.text({"text": best.summary(lang)}, lang)
    for line in best.proof(lang):
        yield f"  {line}"


def _consequences(group: Contradiction, lang: str) -> Iterator[str]:
    """Yield one line that names the findings of the same cause."""
    if not group.consequences:
        return
    named: list[str] = []
    for finding in group.consequences[:_MOST_TOLD]:
        values: dict[str, Said] = {
            "code": finding.code,
            "where": row_label(finding.place.row, finding.unit, lang, ordinal=finding.ordinal),
            "field": field_label(finding.place.field, finding.year, lang),
        }
        named.append(_CONSEQUENCE.text(values, lang))
    further = len(group.consequences) - _MOST_TOLD
    if further > 0:
        named.append(_MORE_FINDINGS.text({"number": further}, lang))
    yield _ALSO.text({"findings": "; ".join(named)}, lang)


def _counts(checked: Checked) -> dict[str, Said]:
    """Return the number of findings of each severity, by the plural of its name."""
    counts = Counter(finding.severity for finding in checked.report.findings)
    return {f"{severity.value}s": counts[severity] for severity in Severity}


def _skipped(checked: Checked, lang: str) -> Iterator[str]:
    skipped = checked.report.skipped
    if not skipped:
        return
    sentence = _ONE_SKIPPED if len(skipped) == 1 else _SKIPPED
    yield sentence.text({"file": checked.file, "count": len(skipped)}, lang)
    for gap in skipped:
        yield f"  {gap.code}: {gap.text(lang)}"


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
