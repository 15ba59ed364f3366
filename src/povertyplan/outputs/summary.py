"""What many plans come to, as lines for people."""

from collections import Counter
from collections.abc import Iterator, Sequence

from povertyplan.checks import CHECKS
from povertyplan.findings import Severity
from povertyplan.messages import Said, Sentence
from povertyplan.outputs.digest import Digest

_READ = Sentence("plans read: {read}, with errors: {wrong}; not read: {unread}")
_OF_CODE = Sentence("{code} {title}: {number} in plans: {plans}")
_WRONG = Sentence("{file}: errors: {errors}")


def as_summary(digests: Sequence[Digest], unread: int, lang: str) -> Iterator[str]:
    """Yield the number of plans, the findings of each check, and the plans with errors."""
    errors = {digest.file: digest.number(Severity.ERROR) for digest in digests}
    wrong = [file for file, number in errors.items() if number]
    plans: dict[str, Said] = {"read": len(digests), "wrong": len(wrong), "unread": unread}
    yield _READ.text(plans, lang)
    yield from _by_code(digests, lang)
    for file in sorted(wrong, key=lambda file: -errors[file]):
        yield _WRONG.text({"file": file, "errors": errors[file]}, lang)


def _by_code(digests: Sequence[Digest], lang: str) -> Iterator[str]:
    """Yield how many findings each check has, and in how many plans."""
    numbers: Counter[str] = Counter()
    plans: Counter[str] = Counter()
    for digest in digests:
        for (code, _), number in digest.findings.items():
            numbers[code] += number
        plans.update({code for code, _ in digest.findings})
    for check in CHECKS:
        if check.code not in numbers:
            continue
        values: dict[str, Said] = {
            "code": check.code,
            "title": check.title(lang),
            "number": numbers[check.code],
            "plans": plans[check.code],
        }
        yield _OF_CODE.text(values, lang)
