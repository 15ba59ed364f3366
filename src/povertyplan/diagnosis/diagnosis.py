"""A diagnosis: data, and the sentences for people."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from attrs import frozen

from povertyplan.arguments.strict import strict, strict_fields
from povertyplan.arithmetic.causes import Cause
from povertyplan.diagnosis.changes import Change, Cited, ExtraRow, MissingRow
from povertyplan.diagnosis.sentences import (
    COMPARE,
    CUT_SHORT,
    DECIDE,
    EVIDENCE,
    FOLLOWS,
    MORE,
    NOTHING_ELSE,
    OTHER_FIGURES,
    OTHERS,
    PERHAPS,
    SAME_FIGURE,
    SUMMARY,
    WHY,
)
from povertyplan.findings import Finding
from povertyplan.messages import Said, Sentence, field_label, row_label
from povertyplan.model.places import Edit, Place

#: A sentence names at most this many wrong figures, and so many that were computed from them.
_MOST_NAMED = 8
_MOST_DERIVED = 3
#: A finding, by its code and place.
Reported: TypeAlias = tuple[str, Place]
#: The figures that prove an explanation, by the names that its sentences use.
Terms: TypeAlias = tuple[tuple[str, Said | Cited], ...]


@frozen(field_transformer=strict_fields)
class Diagnosis:
    """
    One cause that explains some findings, and the repair that it asks for.

    A diagnosis changes nothing: `repaired` applies it.  Where a whole row is to go or to come,
    it is never unique.

    >>> row = {"households_base": 76, "households_goal": 78, "poor_goal": 2}
    >>> plan = Plan.of(2024, [{**row, "poor_goal_rate": "2.63"}])
    >>> best = diagnose(plan)[0]
    >>> best.explains(check(plan).findings[0]), best.text("en").startswith(best.summary("en"))
    (True, True)
    >>> print(best.summary("vi"))
    dòng 1, tỷ lệ hộ nghèo năm 2024: 2,63% → 2,56%: lấy 2 chia cho 76, ...
    >>> print(best.proposal("en"))
    row 1, poor rate of 2024: 2.63% → 2.56%
    >>> [*best.proof("en")]
    ['no whole number of 78 households is 2.63%', 'only of 76 households would it be right']
    >>> [*best.evidence("en")][-1]
    '3 other explanations are possible'
    """

    cause: Cause  #: the kind of slip (nguyên nhân sai lệch)
    changes: tuple[Change, ...]  #: the cells of the slip first, then those derived from them
    clears: tuple[Reported, ...]  #: the findings that the repair clears, each as its code and place
    brings: tuple[Reported, ...] = ()  #: the warnings that the repair would bring
    #: the findings that it clears with the repairs of independent slips
    together: tuple[Reported, ...] = ()
    unique: bool = False  #: whether every explanation that was found asks for the same repair
    rivals: int = 0  #: how many other explanations of these findings there are
    rank: int = 1  #: the position among these explanations; ties share a rank
    proves: bool = True  #: False if the plan agrees with itself and is merely odd
    complete: bool = True  #: whether the search for rivals ran to its end, and was not cut short
    terms: Terms = ()  #: the figures that prove it, by name
    #: a row to take out or to put in, which people must do in the document
    row: ExtraRow | MissingRow | None = None

    @property
    def slips(self) -> tuple[Change, ...]:
        """The changes of the cells that are wrong, without what was computed from them."""
        return tuple(change for change in self.changes if not change.derived)

    @property
    def derived(self) -> tuple[Change, ...]:
        """The changes of figures that were computed from the wrong cells."""
        return tuple(change for change in self.changes if change.derived)

    @property
    def edits(self) -> tuple[Edit, ...]:
        """Every figure to change, the cells of the slip first."""
        return tuple(change.edit for change in self.changes)

    @strict
    def explains(self, finding: Finding) -> bool:
        """Whether the repair clears a finding, alone or with the repairs of independent slips."""
        return (finding.code, finding.place) in (*self.clears, *self.together)

    @strict
    def text(self, lang: str) -> str:
        """Return the explanation as an officer would give it."""
        return "; ".join((self.summary(lang), *self.evidence(lang)))

    def __repr__(self) -> str:
        """Return the cause, the cells of the slip, and whether it is certain or how it ranks."""
        cells = ", ".join(str(change.edit.place) for change in self.slips[:_MOST_DERIVED])
        standing = "unique" if self.unique else f"rank {self.rank}"
        return f"<Diagnosis {self.cause}: {cells or 'a whole row'}, {standing}>"

    def __str__(self) -> str:
        """Return the explanation in English."""
        return self.text("en")

    @strict
    def summary(self, lang: str, most: int = _MOST_NAMED) -> str:
        """Return the cells of the slip, at most *most* of them, and why they are wrong."""
        if self.row is not None:
            return self.row.text(self.why(lang), lang)
        changes = self.proposal(lang, most)
        return SUMMARY.text({"changes": changes, "why": self.why(lang)}, lang)

    @strict
    def proposal(self, lang: str, most: int = _MOST_NAMED) -> str:
        """Return the cells of the slip with their right figures, at most *most* of them."""
        return _listed(self.slips, most, lang)

    @strict
    def why(self, lang: str) -> str:
        """
        Return the cause as a sentence.

        >>> total = {"households_base": 3898, "households_goal": 3924, "poor_goal": 54}
        >>> (best, *_) = diagnose(Plan.of(2024, [], total=total | {"poor_goal_rate": "1.39"}))
        >>> best.why("en")
        '54 was divided by 3,898, the households of 2023, which makes 1.39%'
        """
        return WHY[self.cause].text(self._values(lang), lang)

    @strict
    def evidence(self, lang: str) -> Iterator[str]:
        """Yield the proof, the figures that were computed from the slip, and how sure it is."""
        yield from self.proof(lang)
        yield self.standing(lang)

    @strict
    def proof(self, lang: str) -> Iterator[str]:
        """Yield what speaks for the cause, and the figures that were computed from the slip."""
        yield from self.reasons(lang)
        if self.derived:
            yield FOLLOWS.text({"changes": _listed(self.derived, _MOST_DERIVED, lang)}, lang)

    @strict
    def reasons(self, lang: str) -> Iterator[str]:
        """
        Yield what speaks for the cause.

        >>> total = {"households_base": 3898, "households_goal": 3924, "poor_goal": 54}
        >>> (best, *_) = diagnose(Plan.of(2024, [], total=total | {"poor_goal_rate": "1.39"}))
        >>> for reason in best.reasons("en"):
        ...     print(reason)
        no whole number of 3,924 households is 1.39%
        only of 3,871 to 3,898 households would it be right
        """
        values = self._values(lang)
        for needs, sentence in EVIDENCE.items():
            if all(name in values for name in needs):
                yield sentence.text(values, lang)

    @strict
    def standing(self, lang: str) -> str:
        """
        Return how sure the diagnosis is.

        >>> plan = Plan.of(2024, [{"poor_base": 3}], total={"poor_base": 8})
        >>> diagnose(plan)[0].standing("en")
        '1 other explanation is possible'
        """
        return self._standing().text({"number": self.rivals}, lang)

    @property
    def values(self) -> Mapping[str, Said]:
        """
        The values of `terms`, without the places of figures of the document.

        >>> total = {"households_base": 3898, "households_goal": 3924, "poor_goal": 54}
        >>> (best, *_) = diagnose(Plan.of(2024, [], total=total | {"poor_goal_rate": "1.39"}))
        >>> best.values["count"], best.values["whole"]
        (54, 3898)
        """
        return {name: term.value if isinstance(term, Cited) else term for name, term in self.terms}

    def _values(self, lang: str) -> dict[str, Said]:
        values: dict[str, Said] = {}
        if self.changes:
            edit = self.changes[0].edit
            values = {"printed": edit.printed, "proposed": edit.proposed}
        for name, term in self.terms:
            values |= _spelled(name, term, lang)
        return values

    def _standing(self) -> Sentence:
        if not self.proves:
            return PERHAPS
        if not self.complete:
            return CUT_SHORT
        if self.unique:
            return SAME_FIGURE if self.rivals else NOTHING_ELSE
        if not self.rivals and self.cause is Cause.OTHER_STATEMENT:
            return DECIDE
        if not self.rivals:
            return COMPARE if self.row else OTHER_FIGURES
        return OTHERS


def _spelled(name: str, term: Said | Cited, lang: str) -> Mapping[str, Said]:
    if not isinstance(term, Cited):
        return {name: term}
    return {
        name: term.value,
        f"{name}_field": field_label(term.place.field, term.year, lang),
        f"{name}_where": row_label(term.place.row, term.unit, lang, ordinal=term.ordinal),
    }


def _listed(changes: Sequence[Change], most: int, lang: str) -> str:
    """Name at most so many changes, and count the rest."""
    named = "; ".join(change.text(lang) for change in changes[:most])
    if len(changes) <= most:
        return named
    return f"{named} {MORE.text({'number': len(changes) - most}, lang)}"
