"""The part of a page from a start tag that withdraws its text to where that tag ends."""

from collections import Counter

from attrs import define, field

#: Tags without an end tag.
_VOID = frozenset({"br", "col", "embed", "frame", "hr", "img", "input", "link", "meta", "wbr"})
_ROW_GROUPS = frozenset({"tbody", "thead", "tfoot"})
#: Tags of a table that end, where no end tag does, what is open inside these tags.
_PARENTS = {
    "td": _ROW_GROUPS | {"table", "tr"},
    "th": _ROW_GROUPS | {"table", "tr"},
    "tr": _ROW_GROUPS | {"table"},
    **dict.fromkeys(_ROW_GROUPS, frozenset({"table"})),
}
#: Tags that end where another of their kind begins.
_ENDED_BY_ITSELF = frozenset({"p", "li"})
#: Tags that do not end a line.
INLINE = frozenset(
    {
        "a", "abbr", "b", "big", "code", "del", "em", "font", "i", "ins", "label", "mark", "nobr",
        "s", "small", "span", "strike", "strong", "sub", "sup", "u", "wbr",
    }
)  # fmt: skip


def is_inline(tag: str) -> bool:
    """
    Whether a tag does not end a line; Word's own tags, such as ``o:p``, do not.

    >>> is_inline("del"), is_inline("o:p"), is_inline("td")
    (True, True, False)
    """
    return tag in INLINE or ":" in tag


@define
class Region:
    """
    The open tags of a page from the one on that begins a region.

    >>> region = Region()
    >>> region.start("s", begins=True)
    >>> region.start("b")
    >>> region.end("b"), region.is_open, region.end("s"), region.is_open
    (False, True, False, False)
    """

    open_tags: list[str] = field(factory=list[str])
    #: How often each tag is open: to look for one in the list takes time.
    numbers: Counter[str] = field(factory=Counter[str])

    @property
    def is_open(self) -> bool:
        """Whether the page is inside the region."""
        return bool(self.open_tags)

    @property
    def first(self) -> str:
        """The tag that began the region."""
        return self.open_tags[0]

    def start(self, tag: str, *, begins: bool = False) -> None:
        """Open a tag, which begins the region or stands inside of it."""
        if not self.open_tags and not begins:
            return
        parents = _PARENTS.get(tag)
        if parents is not None:
            while self.open_tags and self.open_tags[-1] not in parents:
                self._close()
        elif tag in _ENDED_BY_ITSELF and self.open_tags[-1:] == [tag]:
            self._close()
        is_inside = bool(self.open_tags) or begins
        if is_inside and tag not in _VOID:
            self.open_tags.append(tag)
            self.numbers[tag] += 1

    def end(self, tag: str) -> bool:
        """
        Close a tag, and return whether it stands outside the region.

        An end tag that has no start tag inside the region ends a tag around it, and
        the region with it; one of a paragraph or inside a line may be a mistake.
        """
        if not self.open_tags:
            return True
        if self.numbers[tag]:
            while self.open_tags[-1] != tag:
                self._close()
            self._close()
            return False
        if not is_inline(tag) and tag != "p":
            self.open_tags.clear()
            self.numbers.clear()
        return not self.open_tags

    def _close(self) -> None:
        self.numbers[self.open_tags.pop()] -= 1
