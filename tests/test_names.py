"""A name means one thing: no class name stands twice in the package."""

import ast
from collections import defaultdict

from tests.support.layers import modules, tree


def test_no_class_name_stands_twice() -> None:
    places = defaultdict(list)
    for module in modules():
        for node in ast.walk(tree(module)):
            if isinstance(node, ast.ClassDef):
                # `_Reader` and `Reader` are the same word to whoever reads.
                places[node.name.lstrip("_")].append(module)
    assert {name: found for name, found in places.items() if len(found) > 1} == {}
