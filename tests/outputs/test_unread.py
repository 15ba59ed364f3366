"""Files that were not read, and what is left out."""

from povertyplan.documents.folder import LeftOut
from povertyplan.messages import phrase
from povertyplan.outputs.unread import as_left_out, as_unread
from tests.support.unread import unread

PDFS = [unread(f"{number}.pdf", "A PDF.") for number in range(12)]


def test_many_files_with_one_reason_are_counted() -> None:
    first, reason = as_unread(PDFS, "vi", verbose=False)
    named = ", ".join(f"{number}.pdf" for number in range(10))
    assert first == (f"12 tệp chưa kiểm tra: {named} và 2 tệp khác (thêm --verbose để xem đủ)")
    assert reason == "    A PDF."
    first, _ = as_unread(PDFS, "vi", verbose=True)
    assert first.endswith("10.pdf, 11.pdf")


def test_no_control_character_of_a_name_is_printed() -> None:
    odd = [unread(f"{name}\x1b[31m", "A\nB") for name in "ab"]
    for files in (odd, odd[:1]):
        assert all(line.isprintable() for line in as_unread(files, "en", verbose=False))


def test_what_is_left_out() -> None:
    left_out = [
        LeftOut("a.md", phrase("not a plan"), is_told=True),
        LeftOut(".b", phrase("hidden")),
        LeftOut("c.md", phrase("not a plan"), is_told=True),
    ]
    told = ["left out, not a plan: a.md, c.md"]
    assert list(as_left_out(left_out, "en", verbose=False)) == told
    assert list(as_left_out(left_out, "en", verbose=True)) == [*told, "left out, hidden: .b"]
