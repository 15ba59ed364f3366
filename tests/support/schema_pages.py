"""The page of the JSON Schemas: every key of the output, with its type and its meaning."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

from tests.support.markdown import table

_Schema: TypeAlias = Mapping[str, Any]
#: More words than these are counted, and not listed: the meaning says where they are explained.
_LISTED = 8


def keys(schema: _Schema, of: str) -> str:
    """Return every object of a schema with its keys; *of* tells apart what two schemas hold."""
    named = schema["$defs"]
    sections = [_section(schema, named, of)]
    for name, part in named.items():
        sections.append(f"### {_heading(name, of)}\n\n{_section(part, named, of)}")
    return "\n".join(sections)


def _section(part: _Schema, named: _Schema, of: str) -> str:
    """Return what an object is and its keys; of any other value its type."""
    rows = [*_rows(part, named, of, "")]
    listed = table(("key", "type", "meaning"), *rows) if rows else f"Type: {_type(part, of)}.\n"
    return f"{part['description']}\n\n{listed}"


def _heading(name: str, of: str) -> str:
    return f"{name} {of}".strip()


def _rows(part: _Schema, named: _Schema, of: str, before: str) -> Iterator[tuple[str, str, str]]:
    """Yield the keys of an object, and after each those of an object that has no name."""
    for key, value in part.get("properties", {}).items():
        path = f"{before}{key}"
        described = named[_name(value)] if "$ref" in value else value
        yield f"`{path}`", _type(value, of), value.get("description", described["description"])
        yield from _rows(value, named, of, f"{path}.")
        yield from _rows(value.get("items", {}), named, of, f"{path}[].")


def _name(reference: _Schema) -> str:
    """Return the name of the value that is referred to."""
    name: str = reference["$ref"].rpartition("/")[2]
    return name


def _type(part: _Schema, of: str) -> str:
    """Return the type of a value, as a link where it has a name."""
    match part:
        case {"$ref": _}:
            name = _name(part)
            return f"[{name}](#{_heading(name, of).replace(' ', '-')})"
        case {"const": value}:
            return _code(value)
        case {"enum": list(words)}:
            few = " or ".join(map(_code, words))
            return few if len(words) <= _LISTED else f"one of {len(words)} words"
        case {"oneOf": list(parts)} | {"anyOf": list(parts)}:
            return " or ".join(_type(each, of) for each in parts)
        case {"type": "array"}:
            return f"list of {_type(part['items'], of)}"
        case {"type": list(words)}:
            return " or ".join(words)
        case _:
            return str(part["type"])


def _code(value: object) -> str:
    return f"`{json.dumps(value, ensure_ascii=False)}`"
