"""The pages of checks and causes, written from docstrings and from what their examples print."""

import re
from collections.abc import Iterable
from doctest import DocTestParser
from itertools import product
from pathlib import Path
from textwrap import fill

import povertyplan
from povertyplan import Cause, Report
from povertyplan.checks import CHECKS, Check
from povertyplan.findings import Task
from povertyplan.messages import LANGUAGES
from tests.support.cause_pages import (
    lines_shown,
    messages,
    read_example,
    section,
    table_shown,
)
from tests.support.markdown import table
from tests.support.year_examples import year_example

DOCS = Path("docs")
#: The beginning of the list of the checks, by language.
INDEX = {
    "en": """\
# The checks

A code is never used again. Each page is what `povertyplan explain CODE` prints. PP1 to PP6 are
mostly of a plan by itself, PP7 to PP9 of the forms of the year and of documents beside each other.
""",
    "vi": """\
# Sửa từng loại lỗi

Mỗi mã có một trang: nghĩa, ví dụ sai, ví dụ đúng, cách sửa, căn cứ. Mã ghi trên phiếu kiểm tra và ở
mỗi dòng kết quả. PP1 đến PP6 chủ yếu là của một kế hoạch; PP7 đến PP9 là của biểu, báo cáo trong
năm và khi đối chiếu hai văn bản. Không có mạng thì xem bằng lệnh
`povertyplan explain PP201 --lang vi`.
""",
}
#: The heads of its tables; officers do without the names, which are for programs.
_HEADS = {"en": ("code", "finds", "severity", "name"), "vi": ("mã", "phát hiện", "mức độ")}
#: The headings of the examples of a check in Vietnamese.
WRONG, RIGHT = "Ví dụ sai", "Ví dụ đúng"
_WIDTH = 98
_EXAMPLE = re.compile(r"^>>> .*?(?:\n\n|\Z)", re.MULTILINE | re.DOTALL)
_NOTHING = "()\n"  #: what an example prints where nothing is wrong
_LISTED_CODE = re.compile(r"^- (?P<code>PP\d+): .*$", re.MULTILINE)
_QUOTATION = re.compile(r"(?:^> .*\n)+", re.MULTILINE)


def source(explained: Check | Cause, lang: str) -> Path:
    """Return the file of a page."""
    folder = DOCS if lang == "en" else DOCS / lang
    if isinstance(explained, Cause):
        return folder / "causes" / f"{explained}.md"
    return folder / "checks" / f"{explained.code}.md"


def english_page(check: Check) -> str:
    """Return the English page of a check: its docstring, with what its examples print."""
    _, _, text = check.doc.partition("\n")
    return (
        f"# {check.code}: {check.title('en')}\n\n"
        f"Name: `{check.name}`. Severity: {check.severity.value}.\n\n"
        f"{_EXAMPLE.sub(_output, text.strip())}\n"
    )


def _output(example: re.Match[str]) -> str:
    """Return what an example prints as a quotation; one that is right prints nothing."""
    (*_, last) = DocTestParser().get_examples(example[0])
    printed = [] if last.want == _NOTHING else last.want.splitlines()
    return quotation(printed) + "\n" if printed else ""


def quotation(messages: Iterable[str]) -> str:
    """Return messages as a quotation, each from a line of its own."""
    filled = (fill(text, _WIDTH, initial_indent="> ", subsequent_indent="> ") for text in messages)
    return "".join(f"{lines}\n" for lines in filled)


def printed(explained: Check | Cause, lang: str) -> list[str]:
    """Return what is said of the wrong example of a page, in a language."""
    if isinstance(explained, Cause):
        return messages(source(explained, lang).read_text(encoding="utf-8"), lang)
    return [finding.text(lang) for finding in report_of(explained, WRONG, explained.code).findings]


def report_of(check: Check, heading: str, select: str | None = None) -> Report:
    """
    Check an example of the Vietnamese page of a check.

    An example that shows a text alone has the annex of the wrong one.
    """
    page = source(check, "vi").read_text(encoding="utf-8")
    shown = section(page, heading)
    of_year = year_example(shown)
    if of_year is not None:
        return povertyplan.check(of_year.checked, against=of_year.against, select=select)
    cells = table_shown(shown) or table_shown(section(page, WRONG))
    return povertyplan.check(read_example(lines_shown(shown), cells), select=select)


def with_messages(explained: Check | Cause, lang: str) -> str:
    """Return a page with what is said today of its wrong example, and of the checks it lists."""
    page = source(explained, lang).read_text(encoding="utf-8")
    quoted = quotation(printed(explained, lang))
    titles = {check.code: check.title(lang) for check in CHECKS}

    def listed(line: re.Match[str]) -> str:
        return f"- {line['code']}: {titles[line['code']]}"

    return _LISTED_CODE.sub(listed, _QUOTATION.sub(lambda _: quoted, page, count=1))


def index(lang: str) -> str:
    """Return the list of the checks in a language, with what each finds, by what it asks for."""
    return INDEX[lang] + "".join(_of_task(task, lang) for task in Task)


def _of_task(task: Task, lang: str) -> str:
    """Return a section with the checks whose findings ask for a task."""
    heads = _HEADS[lang]
    lines = []
    for check in CHECKS:
        if Task.of(check.severity, check.topic) is task:
            link, name = f"[{check.code}]({check.code}.md)", check.name.replace("_", "-")
            cells = (link, check.title(lang), check.severity.label(lang), name)
            lines.append(cells[: len(heads)])
    return f"\n## {task.label(lang)}\n\n{table(heads, *lines)}"


def write() -> None:
    """Write the English pages of the checks, their lists, and the messages in all other pages."""
    for lang in LANGUAGES:
        (source(CHECKS[0], lang).parent / "index.md").write_text(index(lang), encoding="utf-8")
    for check in CHECKS:
        source(check, "en").write_text(english_page(check), encoding="utf-8")
    pages: list[tuple[Check | Cause, str]] = [*product(Cause, LANGUAGES)]
    pages += [(check, "vi") for check in CHECKS]
    for explained, lang in pages:
        source(explained, lang).write_text(with_messages(explained, lang), encoding="utf-8")
