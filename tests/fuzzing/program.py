"""The program: it tries documents for some minutes, and keeps those that reach something new."""

import argparse
import multiprocessing
import resource
import signal
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path
from random import Random

from attrs import frozen

from tests.fuzzing.changes import changed
from tests.fuzzing.corpus import Corpus, minimised
from tests.fuzzing.document import Document
from tests.fuzzing.readers import Outcome
from tests.fuzzing.trial import TARGETS, Failure, peak_memory, tried

#: Seconds of the processor after which one document ends the process that tries it.
_DEADLY_SECONDS = 40
#: Bytes of memory that a process may ask for: more is refused to it.
_DEADLY_MEMORY = 3_000_000_000
#: Bytes of memory in use after which a new process goes on, whose peak is low again.
_WORN_MEMORY = 700_000_000


def broken(
    seeds: Sequence[Document], kept: Sequence[Document], chance: Random
) -> Iterator[Document]:
    """Yield changed documents without end: of the seeds, and of what was kept when it is asked."""
    while True:
        of = seeds if not kept or chance.random() < 0.3 else kept
        yield changed(chance.choice(of), chance)


@frozen
class _Work:
    """What a process does: a target tried from one seed of chance on, until its time is over."""

    corpus: Corpus
    seed: str
    seconds: float

    def run(self, tries: "multiprocessing.sharedctypes.Synchronized[int]") -> None:
        """Try documents until the time is over, or so much memory was used that a new one must."""
        _bound()
        target = TARGETS[self.corpus.target]
        kept, chance = self.corpus.documents(), Random(self.seed)
        known: set[Outcome] = set()
        seeds = target.seeds()
        for document in chain(seeds, [*kept], broken(seeds, kept, chance)):
            self.corpus.begin(document)
            signal.setitimer(signal.ITIMER_VIRTUAL, _DEADLY_SECONDS)
            became = tried(target, document)
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
            tries.value += 1
            if isinstance(became, Failure):
                report(self.corpus, document, became)
            elif became not in known:
                known.add(became)
                if document not in kept:
                    self.corpus.keep(document)
                    kept.append(document)
            if time.process_time() > self.seconds or peak_memory() > _WORN_MEMORY:
                break
        self.corpus.end()


def _bound() -> None:
    """Let this process die of what takes too long, and be refused more memory than is allowed."""
    signal.signal(signal.SIGVTALRM, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_AS, (_DEADLY_MEMORY, _DEADLY_MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def report(corpus: Corpus, document: Document, failure: Failure) -> None:
    """Write a failure into the corpus, and print it if it is the first of its kind."""
    if corpus.report(document, failure):
        print(f"{corpus.target}: {failure.kind}", flush=True)


def fuzz(corpus: Corpus, seed: int, minutes: float) -> str:
    """Try documents in one process after another, and return how many were tried and failed."""
    start, end, round_ = _spent(), 60 * minutes, 0
    tries = multiprocessing.Value("Q", 0)
    kept = len(corpus.documents())
    while (left := end - (_spent() - start)) > 0:
        work = _Work(corpus, f"{corpus.target} {seed} {round_}", left)
        process = multiprocessing.get_context("fork").Process(target=work.run, args=(tries,))
        process.start()
        process.join()
        if process.exitcode == 1:
            sys.exit("the fuzzing itself failed: its traceback stands above")
        for document in corpus.end():
            report(corpus, document, Failure(f"ended by {process.exitcode}", "the process died"))
        round_ += 1
    failures = len(list(corpus.failures.glob("*.txt")))
    spent = (_spent() - start) / 60
    new = len(corpus.documents()) - kept
    return (
        f"| {corpus.target} | {spent:.1f} | {tries.value} | {kept + new} ({new} new) | {failures} |"
    )


def _spent() -> float:
    """Return the seconds of the processor that ended processes took."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def replay(file: Path, *, is_minimised: bool) -> int:
    """Try a document that failed again; return 1 if it still fails."""
    target, document = TARGETS[file.parent.name], Document.of(file)
    became = tried(target, document)
    if not isinstance(became, Failure):
        print("it does not fail:", *became)
        return 0
    print(became.told)
    if is_minimised:
        small = minimised(document, lambda other: tried(target, other) == became)
        file.write_bytes(small.data)
        print(f"{len(document.data)} bytes became {len(small.data)}: {file}")
    return 1


def main() -> int:
    """Take the options, run, and return 1 if something failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=f"of {', '.join(TARGETS)}")
    parser.add_argument("--minutes", type=float, default=1, help="of the processor, for each")
    parser.add_argument("--seed", type=int, default=1)
    corpus = Path(tempfile.gettempdir(), "povertyplan-fuzz")
    parser.add_argument("--corpus", type=Path, default=corpus, help="a folder; else %(default)s")
    parser.add_argument("--replay", type=Path, metavar="FILE", help="a document that failed")
    parser.add_argument("--minimise", action="store_true", help="make the replayed one smaller")
    options = parser.parse_args()
    if options.replay is not None:
        return replay(options.replay, is_minimised=options.minimise)
    unknown = {*options.targets} - {*TARGETS}
    if unknown:
        parser.error(f"not a target: {', '.join(sorted(unknown))}")
    print("| target | minutes | documents | kept | failures |\n| --- | --- | --- | --- | --- |")
    names = options.targets or list(TARGETS)
    corpora = [Corpus(options.corpus, name) for name in names]
    for one in corpora:
        print(fuzz(one, options.seed, options.minutes), flush=True)
    return int(any(any(one.failures.glob("*.txt")) for one in corpora))
