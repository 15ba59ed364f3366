"""Plans as Markdown, as the text of the file and as a forge shows it."""

from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token

from povertyplan import Plan, read_text
from povertyplan.documents.layout import page
from povertyplan.documents.write import markdown
from tests.support.laid_out import PLAN, laid_out, plan_named

FORGE = MarkdownIt("commonmark").enable(["table", "strikethrough"])
ANNEX = """\
| TT | Đơn vị | Tổng số hộ dân cư | Tỷ lệ hộ nghèo, cận nghèo |  |  |
| :-: | :-- | --: | --: | --: | --: |
|  |  |  | **Hộ nghèo năm 2023** |  | **Hộ nghèo dự kiến năm 2024** |
|  |  | **Số hộ năm 2023** | **Số hộ** | **Tỷ lệ (%)** | **Số hộ** |
| *A* | *B* | *1* | *2* | *3* | *4* |
| 1 | Chợ | 1.160 | 16 | 1,38 |  |
| **I** | **Khu vực nông thôn** |  |  |  |  |
| 2 | Ngò | 76 | 0 | - | 0 |
|  | **Tổng cộng** | **1.236** | **16** |  |  |
"""
TARGETS = """\
### 1. Mục tiêu giảm nghèo

- Tỷ lệ hộ nghèo cuối năm: 1,4%
  + Số hộ nghèo giảm: 2 hộ
"""
FOOT = """\
**Nơi nhận:**

- Các thôn;
- Lưu: VT.

**TM. ỦY BAN NHÂN DÂN**

**CHỦ TỊCH**

**Vũ Ngọc Vân**
"""


def shown(text: str) -> Iterator[Token]:
    """Yield what a forge makes of a text: its marks and words one by one."""
    for token in FORGE.parse(text):
        yield from token.children if token.children is not None else (token,)


def words_shown(text: str) -> str:
    return "".join(token.content for token in shown(text) if token.type == "text")


def test_a_plan_as_markdown() -> None:
    text = markdown.text(laid_out())
    assert text.endswith(f"\n\n{ANNEX}")
    assert f"\n\n{TARGETS}\n" in text
    assert f"\n\n{FOOT}\n" in text
    assert read_text(text).plan == PLAN


def test_items_of_an_officer_are_a_list() -> None:
    prose = {"III": ["Các thôn:", "- Chợ;", "+ Chợ Mới;", "- Ngò.", "1. Hết."]}
    text = markdown.text(page(PLAN, prose))
    assert "\n\nCác thôn:\n\n- Chợ;\n  + Chợ Mới;\n- Ngò.\n\n1. Hết.\n\n## IV." in text


def test_a_plan_that_states_nothing_of_itself() -> None:
    text = markdown.text(laid_out(Plan.of(2024, [{"name": "Chợ", "poor_goal": 2}])))
    assert "\n\n# Giảm nghèo năm 2024\n\n## I. " in text
    assert "****" not in text
    assert "CHỦ TỊCH" not in text
    assert "Nơi nhận" not in text


def test_a_forge_shows_the_words_of_the_plan_and_no_markup_of_them() -> None:
    usual = markdown.text(laid_out())
    names = ("**Chợ** ~~_b_~~ `c` <b>d</b> [e](f) | &lt; $g$", r"# 1\. a\*b | \| :tada: <s>h</s>")
    text = markdown.text(laid_out(plan_named(*names)))
    in_usual, in_text = ([each.type for each in shown(one)] for one in (usual, text))
    assert [each for each in in_text if each != "text"] == [
        each for each in in_usual if each != "text"
    ]
    assert all(name in words_shown(text) for name in names)
    assert read_text(text).plan == plan_named(*names)


def test_a_line_break_in_a_text_of_the_plan_is_a_blank() -> None:
    assert "| 2 | Ngò Mới | 76 |" in markdown.text(laid_out(plan_named("Chợ", "Ngò\r\nMới")))
