"""Sentences with places for values, and with clauses."""

from collections.abc import Mapping
from fractions import Fraction

from attrs import frozen

from povertyplan.arguments.strict import strict, strict_fields
from povertyplan.messages.catalogue import translated
from povertyplan.messages.nouns import Placeholder
from povertyplan.messages.values import Said, per_cent, show


@frozen(field_transformer=strict_fields)
class Sentence:
    """
    A sentence with ``{placeholders}`` in English, and in Vietnamese if the catalogue lacks it.

    >>> values = {"count": 54, "whole": 3924}
    >>> Sentence("{count} of {whole}", "{count} trên {whole}").text(values, "vi")
    '54 trên 3.924'

    A number may have its noun with it, for one and for several; Vietnamese needs only the number.

    >>> Sentence("{count:household|households}", "{count} hộ").text({"count": 1}, "en")
    '1 household'

    >>> counts = Sentence("{count} poor"), Sentence("{whole} in all")
    >>> Sentence("households: {clauses}", clauses=counts).text(values, "en")
    'households: 54 poor; 3,924 in all'
    """

    en: str  #: the English template
    vi: str = ""  #: the Vietnamese template, blank if the catalogue has it
    #: what stands in place of ``{clauses}``, with semicolons between them
    clauses: "tuple[Sentence, ...]" = ()

    @strict
    def text(self, values: Mapping[str, Said], lang: str) -> str:
        """Return the sentence with its values, in the language *lang*."""
        template = self.vi if self.vi and lang == "vi" else translated(self.en, lang)
        shown: dict[str, object] = {name: _Shown(value, lang) for name, value in values.items()}
        if self.clauses:
            shown["clauses"] = "; ".join(clause.text(values, lang) for clause in self.clauses)
        return template.format_map(shown)


@frozen
class _Shown:
    """
    A value inside a template.

    ``{name:abs}`` leaves the sign of a number out and ``{name:+}`` shows the sign of any number;
    ``{name:%}`` says a ratio in whole per cent.
    """

    value: Said
    lang: str

    def __format__(self, spec: str) -> str:
        value = self.value
        if spec == "abs" and isinstance(value, int):
            value = abs(value)
        elif spec == "+" and isinstance(value, int) and value > 0:
            return f"+{show(value, self.lang)}"
        elif spec == "%" and isinstance(value, Fraction):
            return per_cent(value, 0, self.lang)
        is_one = isinstance(value, int) and value == 1
        return format(Placeholder(show(value, self.lang), is_one), spec)
