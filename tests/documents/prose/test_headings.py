"""How lines open, and which of them stand above others."""

from povertyplan.documents.prose.headings import mark


def test_items_stand_below_what_leads_to_them_and_headings_above() -> None:
    openings = ["còn 90 hộ", "- còn 90 hộ", "* năm 2023", "mục tiêu:", "1. mục tiêu"]
    ranks = [mark(line, line).rank for line in openings]
    assert ranks == sorted(ranks)
    assert [len({*ranks[:number]}) for number in range(1, 6)] == [1, 2, 3, 3, 4]
    assert mark("+ còn 90 hộ", "+ còn 90 hộ").rank == ranks[1]
