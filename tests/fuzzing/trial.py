"""One document tried by a reader or a writer: what became of it, or how it failed."""

import resource
import time
import traceback
from collections.abc import Callable, Mapping
from contextlib import redirect_stderr, redirect_stdout
from functools import partial
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType

from attrs import field, frozen

from povertyplan.documents.write.plans import ENDINGS
from tests.fuzzing import readers, seeds, writers
from tests.fuzzing.document import Document
from tests.fuzzing.readers import Attempt, Outcome
from tests.support.hostile import measured

#: Bytes of memory that a process may come to use beyond those that it used at first.
MOST_MEMORY = 500_000_000
_LIBRARY = "/povertyplan/"


@frozen
class Target:
    """A reader or a writer, and the documents that those it is tried with are made from."""

    attempt: Attempt
    seeds: Callable[[], tuple[Document, ...]]


@frozen
class Failure:
    """How a document failed: failures of one kind have one cause, most likely."""

    kind: str
    told: str = field(eq=False)


def _of_plans(attempt: Attempt, *endings: str) -> Target:
    return Target(attempt, lambda: seeds.of_ending(seeds.plans(), *endings))


def _tables() -> tuple[Document, ...]:
    return seeds.of_ending(seeds.tables(), ".md", ".csv", ".html", ".docx", ".xlsx")


def _documents() -> tuple[Document, ...]:
    return (*seeds.plans(), *seeds.tables())


_PLAN = readers.read_plan
_REPAIRED = (".md", ".txt", ".csv", ".html", ".docx", ".xlsx")
READERS: Mapping[str, Target] = MappingProxyType(
    {
        "markdown": _of_plans(_PLAN, ".md"),
        "text": _of_plans(_PLAN, ".txt"),
        "csv": _of_plans(_PLAN, ".csv"),
        "html": _of_plans(_PLAN, ".html"),
        "json": _of_plans(_PLAN, ".json"),
        "docx": _of_plans(_PLAN, ".docx"),
        "xlsx": _of_plans(_PLAN, ".xlsx"),
        "xls": _of_plans(_PLAN, ".xls"),
        "annex": Target(readers.read_beside_text, seeds.plans),
        "year": Target(readers.read_year, _tables),
        "folder": Target(readers.check_folder, _documents),
        "beside": Target(readers.check_beside, _documents),
    }
)
WRITERS: Mapping[str, Target] = MappingProxyType(
    {
        **{
            f"write-{form}": Target(partial(writers.write_record, ending=ending), seeds.records)
            for ending, form in ENDINGS.items()
        },
        "annotate": _of_plans(writers.annotate_copy, ".docx", ".xlsx"),
        "repair": _of_plans(writers.repair_copy, *_REPAIRED),
        "convert": Target(writers.convert, _documents),
        "commands": Target(writers.commands, seeds.records),
    }
)
TARGETS: Mapping[str, Target] = MappingProxyType({**READERS, **WRITERS})


def tried(target: Target, document: Document) -> Outcome | Failure:
    """Try a document in a folder of its own; whatever happens, return what became of it."""
    memory, start = peak_memory(), time.process_time()
    with TemporaryDirectory(prefix="fuzz-") as name:
        file = Path(name, f"plan{document.ending}")
        file.write_bytes(document.data)
        printed = StringIO()
        try:
            with redirect_stdout(printed), redirect_stderr(printed):
                outcome = target.attempt(file)
            assert not printed.getvalue(), f"something was printed: {printed.getvalue()}"
            assert not [*Path(name).glob(".*")], "a temporary file was left"
        except Exception as error:  # noqa: BLE001  # each is a failure, to be told
            return _failure(error)
    seconds = time.process_time() - start
    most = measured.MOST_SECONDS
    if seconds > most and seconds > most * measured.slowness():
        return Failure("too long", f"{seconds:.1f} s of the processor")
    if peak_memory() - memory > MOST_MEMORY:
        return Failure("too much memory", f"{peak_memory() - memory} bytes more than before")
    return tuple(words.replace(name, "") for words in outcome)


def peak_memory() -> int:
    """Return the most bytes of memory that this process has used."""
    return 1024 * resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def _failure(error: Exception) -> Failure:
    """Return an exception as a failure, whose kind says where in the library it was raised."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if _LIBRARY in frame.filename] or frames
    module = "/".join(Path(ours[-1].filename).parts[-2:])
    kind = f"{type(error).__name__} in {module}, {ours[-1].name}"
    if isinstance(error, AssertionError):
        kind = f"not as promised: {frames[-1].name}, {frames[-1].line}"
    return Failure(kind, "".join(traceback.format_exception(error)))
