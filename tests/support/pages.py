"""
The tables of the documentation that are generated from the code.

``python -m tests.support.pages`` writes each between its comments ``begin`` and ``end``, and the
pages of `tests.support.explanations`, `tests.support.guide`, `tests.support.played_year` and
`tests.support.golden_pages`.
"""

import re
from collections.abc import Callable, Collection, Mapping
from pathlib import Path

from povertyplan import outputs
from povertyplan.documents import limits as limits_of_reading
from povertyplan.documents.prose.lexicon import INDICATORS, OTHER_INDICATORS, WORDS, Word
from povertyplan.model.fields import ANNEX, FACTS, FURTHER, HEADLINE, LABOUR, DocumentFact, Field
from povertyplan.reading import NOTICES
from tests.support import (
    command_pages,
    explanations,
    golden_pages,
    guide,
    played_year,
    schema_pages,
    terms,
)
from tests.support.markdown import table
from tests.support.reference import COMMENTED, public, text_of

#: A number in a sentence, with its noun for one and for several.
_PLURAL = re.compile(r"\{(\w+):[^{}|]*\|([^{}]*)\}")
#: The parts of a plan that fields stand in, as the glossary calls them.
_PARTS: Mapping[str, Collection[Field]] = {
    "annex": ANNEX,
    "headline": HEADLINE,
    "labour": LABOUR,
    "further column": FURTHER,
    "document": list(DocumentFact),
}


def notices() -> str:
    """Return the notices with their sentences, as they are said of several."""
    rows = [
        (f"`{code}`", _PLURAL.sub(r"{\1} \2", sentence.en))
        for code, sentence in sorted(NOTICES.items())
    ]
    return table(("notice", "sentence"), *rows)


def limits() -> str:
    """Return the limits with the comments that explain them, in the order of their module."""
    source = Path(limits_of_reading.__file__).read_text(encoding="utf-8")
    rows = []
    for comment, name in COMMENTED.findall(source):
        value = getattr(limits_of_reading, name)
        rows.append((f"`{name}`", f"{value:,}", text_of(comment)))
    return table(("limit", "value", "of what"), *rows)


def fields() -> str:
    """Return the flat names with the facts about each."""
    rows = []
    for field, facts in FACTS.items():
        period = facts.period or ""
        whole = f"`{facts.share_of}`" if facts.share_of else ""
        year = {"base": "N-1", "goal": "N"}.get(period, "")
        labels = [label.replace("{year}", year) for label in (facts.en, facts.vi)]
        parts = ", ".join(part for part, figures in _PARTS.items() if field in figures)
        rows.append((f"`{field}`", *labels, facts.kind, parts, period, whole))
    return table(("name", "English", "Vietnamese", "kind", "in", "year", "share of"), *rows)


def _phrases(said: str, mark: str = ";") -> str:
    """Return the phrases of a row of the lexicon, each as code."""
    phrases = (" ".join(phrase.split()) for phrase in said.split(mark))
    return ", ".join(f"`{phrase}`" for phrase in phrases)


def indicators() -> str:
    """Return the indicators of the lexicon with the fields of their figures."""
    rows = []
    for row in INDICATORS:
        names = sorted(set(row.fields.values()))
        fields = ", ".join(f"`{name}`" for name in names) or "none: told"
        rows.append((row.name, _phrases(row.phrases), fields))
    return table(("indicator", "phrases", "fields"), *rows)


def other_indicators() -> str:
    rows = [(name, _phrases(said)) for name, said in OTHER_INDICATORS.items()]
    return table(("other indicator", "phrases"), *rows)


def words() -> str:
    rows = []
    for word, said in WORDS.items():
        rows.append((word.value, _phrases(said, "|" if word is Word.COMMA else ";")))
    return table(("words", "phrases"), *rows)


def arithmetic() -> str:
    """Return how officers compute each figure that follows from others."""
    return table(("số liệu", "cách tính"), *terms.computations().items())


def commands() -> str:
    return command_pages.commands("en")


def commands_in_vietnamese() -> str:
    return command_pages.commands("vi")


def statuses() -> str:
    return command_pages.statuses("en")


def statuses_in_vietnamese() -> str:
    return command_pages.statuses("vi")


def findings_keys() -> str:
    return schema_pages.keys(outputs.findings_schema(), "")


def summary_keys() -> str:
    return schema_pages.keys(outputs.summary_schema(), "of a summary")


#: The page of each generated table, by the table's name.
PAGES: dict[Callable[[], str], Path] = {
    notices: Path("docs/reading/notices.md"),
    limits: Path("docs/reading/limits.md"),
    fields: Path("docs/reference/fields.md"),
    commands: Path("docs/reference/command-line.md"),
    statuses: Path("docs/reference/command-line.md"),
    commands_in_vietnamese: Path("docs/vi/lenh.md"),
    statuses_in_vietnamese: Path("docs/vi/lenh.md"),
    findings_keys: Path("docs/reference/json-schema.md"),
    summary_keys: Path("docs/reference/json-schema.md"),
    arithmetic: Path("docs/vi/thuat-ngu.md"),
    public: Path("docs/reference/index.md"),
    indicators: Path("docs/reading/lexicon.md"),
    other_indicators: Path("docs/reading/lexicon.md"),
    words: Path("docs/reading/lexicon.md"),
}


def regenerated(table: Callable[[], str]) -> str:
    """Return the text of a table's page with the table written anew."""
    text = PAGES[table].read_text(encoding="utf-8")
    begin, end = f"<!-- begin {table.__name__} -->\n", f"<!-- end {table.__name__} -->\n"
    before, begun, rest = text.partition(begin)
    _, ended, after = rest.partition(end)
    if not (begun and ended):
        raise ValueError(f"{PAGES[table]} has no place for the table of {table.__name__}")
    return before + begin + table() + end + after


if __name__ == "__main__":
    for generated, page in PAGES.items():
        page.write_text(regenerated(generated), encoding="utf-8")
    explanations.write()
    played_year.write()
    for officers in guide.GUIDES:
        officers.write()
    golden_pages.write()
