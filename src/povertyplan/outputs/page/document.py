"""The page of one or several documents, as HTML."""

from base64 import b64encode
from collections.abc import Sequence
from hashlib import sha256
from importlib import resources

from povertyplan.errors import harmless
from povertyplan.outputs.outcome import Checked, Unread
from povertyplan.outputs.page.district import district_of
from povertyplan.outputs.page.sheet import sheet_of
from povertyplan.outputs.page.words import words_in


def as_page(
    outcomes: Sequence[Checked | Unread],
    lang: str,
    *,
    version: str = "",
    date: str = "",
    expected: Sequence[str] | None = None,
) -> str:
    """
    Return the page of some files, as one document that loads nothing from elsewhere.

    Of one checked document it has the sheet; of several, or where files were not read, an
    overview stands above the sheets.  *expected* are the names of the units that should have a
    plan.  Without a *date* the page has a dotted line for one.  The same files give the same
    bytes.

    >>> from povertyplan import check, diagnose, read
    >>> reading = read("examples/formats/plan.csv")
    >>> report = check(reading)
    >>> outcome = Checked(reading.file, reading, report, diagnose(reading, report))
    >>> as_page([outcome], "vi").count("<script")
    0

    Raises `ModuleNotFoundError` without the extra ``page``.
    """
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415  # an extra

    checked = [outcome for outcome in outcomes if isinstance(outcome, Checked)]
    unread = [outcome for outcome in outcomes if isinstance(outcome, Unread)]
    sheets = [sheet_of(one, f"p{number}-", lang) for number, one in enumerate(checked, 1)]
    is_single = len(sheets) == 1 and not unread and expected is None
    district = None if is_single else district_of(checked, sheets, unread, expected, lang)
    environment = Environment(
        loader=PackageLoader("povertyplan.outputs.page"),
        autoescape=True,
        finalize=_harmless,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    style = _style()
    return environment.get_template("page.html.j2").render(
        lang=lang,
        sheets=sheets,
        district=district,
        words=words_in(lang),
        style=style,
        style_hash=b64encode(sha256(style.encode()).digest()).decode(),
        program=f"povertyplan {version}".strip(),
        date=date,
    )


def _harmless(value: object) -> object:
    """Return a text without what turns or hides its letters; markup is left as it is."""
    if isinstance(value, str) and not hasattr(value, "__html__"):
        return harmless(value)
    return value


def _style() -> str:
    file = resources.files("povertyplan.outputs.page").joinpath("templates", "page.css")
    return file.read_text(encoding="utf-8")
