"""
Signatures that read well, short names that lead to what they name, and what autodoc does not find.

Autodoc writes an annotation as Python sees it: with the bounds of its numbers, and with all types
that an alias stands for. On a page stand the type and the name of the alias.

Autodoc finds no meaning where no comment stands: a constant of another module, a member whose label
is a fact, a property whose place attrs has taken.
"""

import ast
import inspect
import re
import sys
from collections.abc import Mapping
from functools import cache, partial
from importlib import import_module
from textwrap import dedent
from types import MemberDescriptorType
from typing import Any, TypeVar

from attrs import fields_dict
from docutils import nodes
from docutils.statemachine import StringList
from sphinx.addnodes import desc_signature, pending_xref
from sphinx.application import Sphinx
from sphinx.domains.python import PythonDomain
from sphinx.environment import BuildEnvironment
from sphinx.pycode import ModuleAnalyzer
from sphinx.util.docutils import SphinxDirective
from sphinx.util.inspect import object_description
from sphinx.util.typing import stringify_annotation

from povertyplan.messages import field_label
from povertyplan.model.fields import FACTS, Field, FieldKind, Period
from povertyplan.year.households import LABELS, Judgement

#: The aliases of the reference, each before those that it is a part of.
_ALIASES = (
    "povertyplan.model.places.Row",
    "povertyplan.model.fields.Figure",
    "povertyplan.model.fields.Field",
    "povertyplan.model.fields.Value",
    "povertyplan.model.fields.Flat",
    "povertyplan.model.places.Figures",
    "povertyplan.model.relations.Relation",
    "povertyplan.year.FlowTable",
    "povertyplan.year.ProgressReport",
    "povertyplan.year.LabourTable",
    "povertyplan.year.CoverageTable",
    "povertyplan.checks.Facts",
    "povertyplan.checks.Document",
    "povertyplan.records.Record",
    "povertyplan.documents.forms.Held",
    "povertyplan.messages.Said",
    "povertyplan.messages.Filling",
)
#: What attrs writes for the default of a field into the source of a constructor.
_ATTRS_DEFAULT = re.compile(r"attr_dict\['(\w+)'\]\.default")
#: A number held to bounds: its type, whose bounds are said in words.
_BOUNDED = re.compile(r"~?typing\.Annotated\[(\w+), Between\([^)]*\)\]")


@cache
def _expansions() -> dict[str, str]:
    """Return what autodoc writes for each alias, and the alias as a link."""
    expansions: dict[str, str] = {}
    for path in _ALIASES:
        module, _, name = path.rpartition(".")
        alias = getattr(import_module(module), name)
        written = _readable(stringify_annotation(alias, "smart"), expansions)
        expansions[written] = f"~{path}"
    return expansions


def _readable(signature: str, expansions: Mapping[str, str]) -> str:
    """Return a signature with plain numbers, and with aliases in place of what they stand for."""
    text = _BOUNDED.sub(r"\1", signature)
    for written, alias in expansions.items():
        text = text.replace(written, alias)
    return text


def _made_readable(directive: type[Any]) -> type[Any]:
    """Return a directive of the Python domain that leaves nothing unreadable, nothing unsaid."""

    class Readable(directive):  # type: ignore[misc]  # the directives have no type in common
        def run(self) -> list[nodes.Node]:
            if self.name == "py:attribute" and not "".join(self.content):
                meaning = _meaning(self.options["module"], self.arguments[0])
                self.content: StringList = StringList([meaning], self.get_source_info()[0])
            described: list[nodes.Node] = super().run()
            return described

        def handle_signature(self, sig: str, signode: desc_signature) -> tuple[str, str]:
            expansions = _expansions()
            if "type" in self.options:
                self.options["type"] = _readable(self.options["type"], expansions)
            named: tuple[str, str] = super().handle_signature(_readable(sig, expansions), signode)
            return named

    return Readable


def _resolve(
    app: Sphinx, env: BuildEnvironment, node: pending_xref, content: nodes.TextElement
) -> nodes.Node | None:
    """Resolve a name by its last words, if one object has them; a type variable stays text."""
    target = node["reftarget"]
    module, _, name = target.rpartition(".")
    if isinstance(getattr(sys.modules.get(module), name, None), TypeVar):
        return content
    if node["refdomain"] != "py":
        return None
    node["refspecific"] = True
    domain = env.domains.python_domain
    return domain.resolve_xref(env, node["refdoc"], app.builder, "obj", target, node, content)


def _constructor(
    _app: Sphinx,
    what: str,
    _name: str,
    made: object,
    options: object,
    signature: str | None,
    result: str | None,
) -> tuple[str, str | None] | None:
    """
    Return how a class is made, with the values of its defaults.

    A class whose page leaves members out is made by the library alone: nothing is said of it.
    """
    if what not in {"class", "exception"} or not isinstance(made, type) or not signature:
        return None
    left_out: set[str] | None = getattr(options, "exclude_members", None)
    if left_out is not None and len(left_out) > 1:
        return "", ""
    return _ATTRS_DEFAULT.sub(partial(_default, made), signature), result


def _default(made: type[Any], name: re.Match[str]) -> str:
    """Return the default of an argument whose name attrs has in its place."""
    return object_description(fields_dict(made)[name[1]].default)


class _Alias(SphinxDirective):
    """A name for a type: what it stands for, with links, and the comment above it."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Write the alias as a directive of the Python domain."""
        (path,) = self.arguments
        room, _, name = path.rpartition(".")
        definition = {alias: written for written, alias in _expansions().items()}[f"~{path}"]
        comment = _comment(room, name, getattr(sys.modules[room], name))
        lines = [f".. py:type:: {path}", f"   :canonical: {definition}", ""]
        return self.parse_text_to_nodes("\n".join([*lines, *(f"   {line}" for line in comment)]))


def _comment(room: str, name: str, value: object) -> list[str]:
    """Return the comment above a constant, in whichever module of a room it is defined."""
    for module, loaded in sorted(sys.modules.items()):
        if module.startswith(room) and getattr(loaded, name, None) is value:
            comments = ModuleAnalyzer.for_module(module).find_attr_docs()
            if ("", name) in comments:
                return comments["", name]
    return []


#: What follows the label of a figure: the year that it is of, and its unit.
_YEARS = {Period.BASE: " of the base year", Period.GOAL: " of the goal year"}
_UNITS = {FieldKind.RATE: ", in per cent", FieldKind.POINTS: ", in percentage points"}


def _label(member: Field | Judgement) -> str:
    """Return what a member of an enumeration stands for, by the facts about it."""
    if isinstance(member, Judgement):
        label = LABELS[member]
        return f"{label.en} ({label.vi})"
    facts = FACTS[member]
    english, vietnamese = (field_label(member, None, lang) for lang in ("en", "vi"))
    year = _YEARS[facts.period] if facts.period else ""
    unit = _UNITS.get(facts.kind, "")
    return f"{english}{year}{unit} ({vietnamese})"


def _computed_once(place: MemberDescriptorType) -> str:
    """Return the docstring of a property in whose place attrs has put one for its value."""
    (kind,) = ast.parse(dedent(inspect.getsource(place.__objclass__))).body
    functions = {node.name: node for node in ast.walk(kind) if isinstance(node, ast.FunctionDef)}
    return ast.get_docstring(functions[place.__name__]) or ""


def _meaning(room: str, path: str) -> str:
    """Return what an attribute means beside which no comment stands, blank if nothing says it."""
    kind, _, name = path.rpartition(".")
    member = getattr(getattr(sys.modules[room], kind), name)
    if isinstance(member, Field | Judgement):
        return _label(member)
    return _computed_once(member) if isinstance(member, MemberDescriptorType) else ""


def _describe(
    _app: Sphinx, what: str, name: str, value: object, _options: object, lines: list[str]
) -> None:
    """Describe a constant by the comment above it."""
    room, _, own_name = name.rpartition(".")
    if what == "data":
        lines[:] = [*_comment(room, own_name, value), ""]


def setup(app: Sphinx) -> None:
    """Register how signatures are written, and how names are resolved."""
    for name, directive in PythonDomain.directives.items():
        app.add_directive_to_domain("py", name, _made_readable(directive), override=True)
    app.add_directive("autoalias", _Alias)
    app.connect("autodoc-process-signature", _constructor)
    app.connect("autodoc-process-docstring", _describe)
    app.connect("missing-reference", _resolve)
