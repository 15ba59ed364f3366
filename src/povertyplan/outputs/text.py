"""Lines for people: findings with their explanations, summaries and repairs."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from povertyplan.diagnosis import Diagnosis
from povertyplan.diagnosis.applied import Repair
from povertyplan.errors import harmless
from povertyplan.findings import Finding, Severity
from povertyplan.messages import Said, Sentence, translated
from povertyplan.model.rows import Headline
from povertyplan.outputs.outcome import Checked, Unread

_SUMMARY = Sentence("{file}: errors: {errors}; warnings: {warnings}; notes: {notes}")
_TEXT_BESIDE = Sentence(
    "{file}: no target is stated in words; if the text of the plan is in another file:"
    " povertyplan check TEXT --annex {file}"
)
_ONE_SKIPPED = Sentence("{file}: 1 check could not run")
_SKIPPED = Sentence("{file}: {count} checks could not run")
_ASSUMED = Sentence("{source}: assumed: {text}")
_CERTAIN = Sentence("certain: {text}")
_LIKELY = Sentence("likely: {text}")
_PERHAPS = Sentence("perhaps: {text}")
_OR = Sentence("or: {text}")
_AS_ABOVE = Sentence("as explained at {source}")
_MORE = Sentence("further explanations: {number}")
_WRITTEN = Sentence("{file}: written; repaired: {done}, left: {left}")
_REPAIRED = Sentence("repaired: {text}")
_LEFT = Sentence("left: {code}: {text}")
_READ = Sentence("plans read: {read}, with errors: {wrong}; not read: {unread}")
_OF_CODE = Sentence("{code} {name}: {number} in plans: {plans}")
_WORST = Sentence("{file}: errors: {errors}")
#: The notices of tables that set no targets.
_OF_REVIEWS = frozenset({"review-of-one-year", "review-of-two-years"})
#: How many of the plans with most errors a summary names.
_MOST_NAMED = 10
#: How many explanations stand below a finding; the others are counted.
_MOST_TOLD = 3
_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.NOTE: "36"}


def as_text(checked: Checked, lang: str, *, colour: bool = False) -> Iterator[str]:
    """
    Yield the findings of a file with their explanations, the assumptions, and the numbers of both.

    Each finding begins with its source.  An explanation of several findings
    stands below the first of them.
    """
    told: dict[Diagnosis, Finding] = {}
    for finding in checked.report.findings:
        source = harmless(checked.source(finding).text(lang))
        severity = _severity(finding.severity, lang, colour=colour)
        yield f"{source}: {finding.code} {severity}: {finding.text(lang)}"
        for line in _explanations(checked, finding, told, lang):
            yield f"    {line}"
    for notice in checked.reading.notices:
        source = checked.file if notice.source is None else notice.source.text(lang)
        yield _ASSUMED.text({"source": source, "text": notice.text(lang)}, lang)
    yield _SUMMARY.text({"file": checked.file, **_counts(checked)}, lang)
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


def _explanations(
    checked: Checked, finding: Finding, told: dict[Diagnosis, Finding], lang: str
) -> Iterator[str]:
    """Yield the explanations of a finding, the best one with its evidence."""
    explanations = checked.diagnoses.of(finding)
    if not explanations:
        return
    best = explanations[0]
    if best in told:
        source = harmless(checked.source(told[best]).text(lang))
        yield _AS_ABOVE.text({"source": source}, lang)
        return
    for diagnosis in explanations[:_MOST_TOLD]:
        told[diagnosis] = finding
        lead = _lead(diagnosis) if diagnosis is best else _OR
        yield lead.text({"text": diagnosis.summary(lang)}, lang)
        if diagnosis is best:
            for line in diagnosis.evidence(lang):
                yield f"  {line}"
    further = max(best.rivals + 1, len(explanations)) - _MOST_TOLD
    if further > 0:
        yield _MORE.text({"number": further}, lang)


def _lead(diagnosis: Diagnosis) -> Sentence:
    """Return how sure a diagnosis is."""
    if diagnosis.unique:
        return _CERTAIN
    return _LIKELY if diagnosis.proves else _PERHAPS


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
    numbers: Counter[tuple[str, str]] = Counter()
    files: dict[str, set[str]] = defaultdict(set)
    for outcome in checked:
        for finding in outcome.report.findings:
            numbers[finding.code, finding.name] += 1
            files[finding.code].add(outcome.file)
    for (code, name), number in sorted(numbers.items()):
        values: dict[str, Said] = {
            "code": code,
            "name": name.replace("_", "-"),
            "number": number,
            "plans": len(files[code]),
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
