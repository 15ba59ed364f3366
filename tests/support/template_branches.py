"""
Which branches of the templates of pages are rendered.

Coverage of Python does not see them.  Here every condition of a template notes whether it was true
or false when it was rendered, every loop whether it ran, and every macro that it was called.
"""

from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

from attrs import define, field
from jinja2 import Environment, nodes, pass_context
from jinja2.runtime import Context

#: A template, the line in it, which of the nodes that decide, and whether it was true.
Branch: TypeAlias = tuple[str, int, int, bool]
#: The filter that notes a value and returns it.
_NOTED = "noted"


@define
class TemplateBranches:
    """The branches of all templates that were loaded, and those of them that were rendered."""

    known: set[Branch] = field(factory=set[Branch])
    rendered: set[Branch] = field(factory=set[Branch])

    def environment(self, **options: Any) -> Environment:  # noqa: ANN401  # as jinja2 takes them
        """Return an environment whose templates note their branches."""
        environment = _Noting(**options)
        environment.branches = self
        environment.filters[_NOTED] = _noted(self)
        return environment

    def noting(
        self, value: nodes.Expr, place: tuple[str, int, int], outcomes: tuple[bool, ...]
    ) -> nodes.Expr:
        """Return a value of a template that notes what it is, one of some outcomes."""
        self.known |= {(*place, outcome) for outcome in outcomes}
        return nodes.Filter(value, _NOTED, [nodes.Const(place)], [], None, None)


class _Noting(Environment):
    """An environment that changes templates between parsing and compiling."""

    branches: TemplateBranches

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        template = super()._parse(source, name, filename)
        for number, (node, attribute, outcomes) in enumerate(list(_deciding(template))):
            place = (str(name), node.lineno, number)
            value = getattr(node, attribute)
            setattr(node, attribute, self.branches.noting(value, place, outcomes))
        for number, macro in enumerate(template.find_all(nodes.Macro)):
            place = (f"{name}, {macro.name}", macro.lineno, number)
            called = self.branches.noting(nodes.Const(macro.name), place, (True,))
            macro.body.insert(0, nodes.ExprStmt(called))
        return template


def _deciding(template: nodes.Template) -> Iterator[tuple[nodes.Node, str, tuple[bool, ...]]]:
    """Yield every node that decides, the name of what it decides by, and what that must be."""
    for node in template.find_all((nodes.If, nodes.CondExpr)):
        yield node, "test", (True, False)
    for node in template.find_all((nodes.Or, nodes.And)):
        yield node, "left", (True, False)
    for loop in template.find_all(nodes.For):
        yield loop, "iter", (True,)
        if loop.test is not None:
            yield loop, "test", (True, False)


def _noted(branches: TemplateBranches) -> Callable[..., object]:
    # With the context it is called when a template is rendered, also for what is constant.
    @pass_context
    def noted(_context: Context, value: object, place: tuple[str, int, int]) -> object:
        branches.rendered.add((*place, bool(value)))
        return value

    return noted
