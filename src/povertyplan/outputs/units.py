"""The names of communes in many plans, and in a list of those that are expected."""

from collections.abc import Iterable, Sequence

from attrs import frozen

from povertyplan.model.names import key

#: The kinds of communes, and how documents shorten them.
_KINDS = {
    key(short): key(kind)
    for kind, shorts in {
        "xã": ("xã", "x."),
        "phường": ("phường", "p."),
        "thị trấn": ("thị trấn", "tt", "tt."),
        "đặc khu": ("đặc khu", "đk", "đk."),
    }.items()
    for short in shorts
}


@frozen
class UnitName:
    """
    The name of a unit without regard to how it is typed, and its kind, empty if not told.

    >>> UnitName.of("TT. Hoà Sơn") == UnitName.of("thị trấn  HÒA SƠN")
    True
    """

    kind: str
    name: str

    @classmethod
    def of(cls, text: str) -> "UnitName":
        """Return the name that a text holds, with or without its kind."""
        folded = key(text)
        for short, kind in _KINDS.items():
            rest = folded.removeprefix(short)
            is_apart = short.endswith(".") or rest.startswith((" ", "."))
            if rest != folded and rest.strip(" .") and is_apart:
                return cls(kind, rest.strip(" ."))
        return cls("", folded)

    def may_be(self, other: "UnitName") -> bool:
        """
        Whether both may name one unit: a kind that only one of them tells does not count.

        >>> UnitName.of("xã Tân Lập").may_be(UnitName.of("Tân Lập"))
        True
        >>> UnitName.of("xã Tân Lập").may_be(UnitName.of("thị trấn Tân Lập"))
        False
        """
        is_kind_open = not self.kind or not other.kind
        return self.name == other.name and (is_kind_open or self.kind == other.kind)


def which(name: UnitName, among: Sequence[UnitName]) -> int | None:
    """
    Return the position of the one unit with a name, or None if there is none or several.

    A unit of the same kind goes before one whose kind is open.
    """
    exact = [position for position, other in enumerate(among) if other == name]
    possible = [position for position, other in enumerate(among) if other.may_be(name)]
    positions = exact or possible
    return positions[0] if len(positions) == 1 else None


def same_units(names: Iterable[UnitName]) -> list[list[int]]:
    """
    Return the positions of names that are of one unit, for each unit that is named twice.

    A name without a kind is of each unit that it may be of.

    >>> same_units(map(UnitName.of, ["xã A", "B", "A", "thị trấn B", "xã B"]))
    [[0, 2], [1, 3], [1, 4]]
    """
    by_name: dict[str, list[tuple[int, UnitName]]] = {}
    for position, name in enumerate(names):
        by_name.setdefault(name.name, []).append((position, name))
    groups: list[list[int]] = []
    for alike in by_name.values():
        told_kinds = dict.fromkeys(name.kind for _, name in alike if name.kind)
        for kind in told_kinds or ("",):
            group = [position for position, name in alike if name.kind in {kind, ""}]
            if len(group) > 1:
                groups.append(group)
    return groups
