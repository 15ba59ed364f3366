"""
What the command line prints, one module for each output; and findings for other programs.

``docs/json.md`` describes the JSON, `findings_schema` returns its JSON Schema.
"""

from povertyplan.arguments.strict import strict
from povertyplan.diagnosis import Diagnoses, diagnose
from povertyplan.findings import Report
from povertyplan.messages import ReadError
from povertyplan.outputs.outcome import Checked, Unread
from povertyplan.reading import Reading

__all__ = ["findings_json", "findings_page", "findings_schema", "refusal_json", "summary_schema"]

# The modules of JSON and of the page are loaded by those who ask for them: most runs print text.


@strict
def findings_json(
    reading: Reading, report: Report, lang: str, *, diagnoses: Diagnoses | None = None
) -> str:
    """
    Return what a check found, as ``povertyplan check --format json`` prints it for one file.

    *lang* is the language of the sentences, *diagnoses* come from `diagnose` unless given.
    The file is `Reading.file`.

    >>> import json
    >>> from povertyplan import check, read
    >>> reading = read("examples/cao-thuong-2024/plan.md")
    >>> (entry,) = json.loads(findings_json(reading, check(reading), "vi"))["files"]
    >>> entry["ok"], entry["counts"]
    (False, {'errors': 1, 'warnings': 5, 'notes': 1})

    Raises `ValueError` for an unknown language.
    """
    from povertyplan.outputs.json import as_json

    return as_json([_checked(reading, report, diagnoses)], lang)


@strict
def findings_page(
    reading: Reading, report: Report, lang: str, *, diagnoses: Diagnoses | None = None
) -> str:
    """
    Return the findings as HTML, as ``povertyplan check --page`` writes them for one file.

    The page is one file: it runs no script and loads nothing.  *lang* is the language of the
    page, *diagnoses* come from `diagnose` unless given.  The file is `Reading.file`.

    >>> from povertyplan import check, read
    >>> reading = read("examples/cao-thuong-2024/plan.md")
    >>> page = findings_page(reading, check(reading), "vi")
    >>> "PP201" in page, "<script" in page
    (True, False)

    Raises `ValueError` for an unknown language, `ModuleNotFoundError` without the extra ``page``.
    """
    from povertyplan.outputs.page import as_page

    return as_page([_checked(reading, report, diagnoses)], lang)


@strict
def refusal_json(error: ReadError, lang: str) -> str:
    """
    Return why a file was not read, in the same form as `findings_json`.

    >>> import json
    >>> from povertyplan import read_bytes
    >>> try:
    ...     read_bytes(b"%PDF-1.7", file="plan.pdf")
    ... except ReadError as error:
    ...     (entry,) = json.loads(refusal_json(error, "vi"))["files"]
    >>> entry["file"], entry["status"]
    ('plan.pdf', 'refused')

    Raises `ValueError` for an unknown language.
    """
    from povertyplan.outputs.json import as_json

    return as_json([Unread(error.file, error)], lang)


def findings_schema() -> dict[str, object]:
    """
    Return the JSON Schema (draft 2020-12) of `findings_json` and `refusal_json`.

    >>> findings_schema()["$id"]
    'urn:povertyplan:findings:1'
    """
    return _schema("findings")


def summary_schema() -> dict[str, object]:
    """
    Return the JSON Schema (draft 2020-12) of ``povertyplan check --summary --format json``.

    >>> summary_schema()["$id"]
    'urn:povertyplan:summary:1'
    """
    return _schema("summary")


def _checked(reading: Reading, report: Report, diagnoses: Diagnoses | None) -> Checked:
    """Return a reading with its report and its diagnoses, computed unless given."""
    causes = diagnose(reading, report) if diagnoses is None else diagnoses
    return Checked(reading.file, reading, report, causes)


def _schema(name: str) -> dict[str, object]:
    import json
    from importlib import resources

    file = resources.files("povertyplan").joinpath("outputs", f"{name}.schema.json")
    schema: dict[str, object] = json.loads(file.read_text(encoding="utf-8"))
    return schema
