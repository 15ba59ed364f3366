"""Lines for people about files that were not read, the many files of a folder in few lines."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from povertyplan.messages import Said, Sentence
from povertyplan.outputs.digest import Digest
from povertyplan.outputs.outcome import Unread

if TYPE_CHECKING:
    from povertyplan.documents.folder import LeftOut

_NOT_CHECKED = Sentence("{number:file was|files were} not checked: {files}")
_LEFT_OUT = Sentence("left out, {reason}: {files}")
_MORE_FILES = Sentence("{files} and {number} more (--verbose names all)")
_PAIR = Sentence(
    "if both are one plan, check them together: povertyplan check {text} --annex {annex}"
)
#: How many files of one kind are named; the others are counted.
_MOST_NAMED = 10


def as_unread(unread: Iterable[Unread], lang: str, *, verbose: bool) -> Iterator[str]:
    """
    Yield why files were not read: a line for each, or one for all with the same reason.

    >>> from povertyplan.documents.formats.remedies import refusal
    >>> pdfs = [Unread(file, refusal("pdf", file)) for file in ("a.pdf", "b.pdf")]
    >>> first, reason = as_unread(pdfs, "en", verbose=False)
    >>> first, reason.partition(";")[0]
    ('2 files were not checked: a.pdf, b.pdf', '    This is a PDF')
    """
    by_reason: dict[str, list[Unread]] = {}
    for each in unread:
        by_reason.setdefault(each.message(lang), []).append(each)
    for reason, alike in by_reason.items():
        if len(alike) == 1:
            yield alike[0].error.text(lang)
            continue
        files = _named([each.file for each in alike], lang, verbose=verbose)
        yield _NOT_CHECKED.text({"number": len(alike), "files": files}, lang)
        yield f"    {reason}"


def as_left_out(left_out: "Iterable[LeftOut]", lang: str, *, verbose: bool) -> Iterator[str]:
    """Yield what looks like a document and was left out, with its reason; all with *verbose*."""
    by_reason: dict[str, list[str]] = {}
    for each in left_out:
        if verbose or each.is_told:
            by_reason.setdefault(each.reason.text(lang), []).append(each.file)
    for reason, files in by_reason.items():
        named = _named(files, lang, verbose=verbose)
        yield _LEFT_OUT.text({"reason": reason, "files": named}, lang)


def as_pairs(unread: Iterable[Unread], plans: Iterable[Digest], lang: str) -> Iterator[str]:
    """Yield how to check a text and an annex together, if a folder holds just one of each."""
    texts: dict[Path, list[str]] = defaultdict(list)
    annexes: dict[Path, list[str]] = defaultdict(list)
    for refused in unread:
        if refused.lacks_annex:
            texts[Path(refused.file).parent].append(refused.file)
    for plan in plans:
        if plan.lacks_text:
            annexes[Path(plan.file).parent].append(plan.file)
    for folder, of_folder in texts.items():
        beside = annexes.get(folder, [])
        if len(of_folder) == len(beside) == 1:
            (text,), (annex,) = of_folder, beside
            quoted: dict[str, Said] = {"text": f'"{text}"', "annex": f'"{annex}"'}
            yield _PAIR.text(quoted, lang)


def _named(files: Sequence[str], lang: str, *, verbose: bool) -> str:
    """Return the names of some files, the first of them if they are many."""
    further = len(files) - _MOST_NAMED
    if verbose or further <= 0:
        return ", ".join(files)
    named = ", ".join(files[:_MOST_NAMED])
    return _MORE_FILES.text({"files": named, "number": further}, lang)
