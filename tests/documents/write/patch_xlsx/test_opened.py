"""A workbook that is being changed."""

import pytest

from povertyplan.documents.write.patch_xlsx.opened import computed_on_load

SHEETS = '<x:sheets><x:sheet name="a"/></x:sheets>'
MAIN = f'<x:workbook xmlns:x="urn:x">{SHEETS}{{}}<x:extLst/></x:workbook>'


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", '<x:calcPr fullCalcOnLoad="1"/>'),
        ("<x:definedNames/>", '<x:definedNames/><x:calcPr fullCalcOnLoad="1"/>'),
        ("<x:calcPr/>", '<x:calcPr fullCalcOnLoad="1"/>'),
        ('<x:calcPr calcId="1" />', '<x:calcPr calcId="1" fullCalcOnLoad="1"/>'),
        (
            "<x:calcPr fullCalcOnLoad='0' calcId='1'></x:calcPr>",
            "<x:calcPr calcId='1' fullCalcOnLoad=\"1\"></x:calcPr>",
        ),
        ('<x:calcPr fullCalcOnLoad="1" calcId="1"/>', '<x:calcPr fullCalcOnLoad="1" calcId="1"/>'),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_workbook_says_that_it_is_computed_when_it_is_opened(
    before: str, after: str, encoding: str
) -> None:
    part = computed_on_load(MAIN.format(before).encode(encoding))
    assert part == MAIN.format(after).encode(encoding)
