"""The mutants of a module: each a change of one thing in its code."""

import ast
import random
from collections.abc import Iterator
from pathlib import Path
from typing import TypeAlias

from attrs import frozen
from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.operators.operator import Operator
from cosmic_ray.plugins import get_operator, operator_names

#: Where a change stands: its first line and column, and its last ones.
Span: TypeAlias = tuple[tuple[int, int], tuple[int, int]]

#: Operators that want names of variables, which no two modules share.
_WITH_ARGUMENTS = frozenset({"core/VariableReplacer", "core/VariableInserter"})


@frozen
class Mutant:
    """A module with one change: the *occurrence* of what an operator changes."""

    module: Path
    operator: str
    occurrence: int
    span: Span

    @property
    def line(self) -> int:
        """The line of the change."""
        return self.span[0][0]

    def __str__(self) -> str:
        """Return where it stands, and which operator of cosmic-ray made it."""
        return f"{self.module}:{self.line} ({self.operator})"

    def code(self) -> str:
        """Return the code of the module with the change."""
        operator = _operator(self.operator)
        code = mutate_code(self.module.read_text(encoding="utf-8"), operator, self.occurrence)
        return str(code)

    def change(self) -> tuple[str, str]:
        """Return the changed line before and after."""
        before = self.module.read_text(encoding="utf-8").splitlines()[self.line - 1]
        lines = self.code().splitlines()
        after = lines[self.line - 1] if self.line <= len(lines) else ""
        return before.strip(), after.strip()

    @property
    def identity(self) -> tuple[str, str, str]:
        """The module and the change, by which a mutant is known again when lines have moved."""
        return (str(self.module.relative_to("src/povertyplan")), *self.change())


def _operator(name: str) -> Operator:
    operator: Operator = get_operator(name)()
    return operator


def _in_annotations(code: str) -> frozenset[int]:
    """Return the lines of annotations: `int | None` changed says nothing of what the code does."""
    lines: set[int] = set()
    for node in ast.walk(ast.parse(code)):
        annotations = [getattr(node, "annotation", None), getattr(node, "returns", None)]
        for annotation in annotations:
            if isinstance(annotation, ast.expr):
                lines.update(range(annotation.lineno, (annotation.end_lineno or 0) + 1))
    return frozenset(lines)


def _mutants_by(name: str, module: Path, nodes: list[object]) -> Iterator[Mutant]:
    operator, occurrence = _operator(name), 0
    for node in nodes:
        for span in operator.mutation_positions(node):
            yield Mutant(module, name, occurrence, span)
            occurrence += 1


def mutants(module: Path) -> list[Mutant]:
    """Return all mutants of a module that change what its code does."""
    code = module.read_text(encoding="utf-8")
    nodes, annotated = list(ast_nodes(get_ast(code))), _in_annotations(code)
    names = [name for name in operator_names() if name not in _WITH_ARGUMENTS]
    every = [mutant for name in names for mutant in _mutants_by(name, module, nodes)]
    return [mutant for mutant in every if mutant.line not in annotated]


def drawn(modules: list[Path], number: int, chance: random.Random) -> list[Mutant]:
    """
    Return some mutants of modules.

    A place is drawn first, then what is changed there: a `+` has eleven mutants, a `not` has one.
    """
    places: dict[tuple[Path, Span], list[Mutant]] = {}
    for module in modules:
        for mutant in mutants(module):
            places.setdefault((module, mutant.span), []).append(mutant)
    chosen = chance.sample(sorted(places), min(number, len(places)))
    return [chance.choice(places[place]) for place in chosen]
