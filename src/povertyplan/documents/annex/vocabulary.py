"""
The words that the headings of an annex use, as tables, and the patterns that find them.

Words match as whole words, in any case and any spelling of tones (see
`povertyplan.model.names.key`).  To teach the reader another word, add it to its table.
"""

import re

from povertyplan.model.names import key


def any_of(*phrases: str) -> re.Pattern[str]:
    """
    Return a pattern that finds any of some phrases as whole words in the key of a text.

    >>> poor = any_of("nghèo", "hộ nghèo")
    >>> [poor.search(key(text)) is not None for text in ("Số HỘ NGHÈO", "nghèonàn")]
    [True, False]
    """
    longest_first = sorted(map(key, phrases), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")


# What a column counts.

HOUSEHOLDS = any_of("hộ", "hộ khẩu")
PERSONS = any_of("nhân khẩu", "số khẩu", "khẩu", "số người", "người", "dân số", "NK")
#: The unit of a column, which decides what it counts: ``Dân số (hộ)``.
UNIT_OF_HOUSEHOLDS = re.compile(rf"\((?:{key('đơn vị tính')}|{key('ĐVT')})?:? ?{key('hộ')}\)")
#: ``Hộ``, ``Số hộ``, ``Tổng số khẩu``
UNITS_FIRST = re.compile(
    rf"(?:{any_of('tổng số', 'tổng', 'số').pattern} )?(?:{HOUSEHOLDS.pattern}|{PERSONS.pattern})"
)
#: A number, of households unless other words say of what.
NUMBER = any_of("số lượng", "SL", "tổng số")
RATE = any_of("tỷ lệ", "tỉ lệ", "TL", "%", "(%)", "tỷ trọng")
NEAR_POOR = any_of(
    "hộ cận nghèo", "cận nghèo", "cận-nghèo", "hộ cận", "khẩu cận", "cận", "CN", "HCN"
)
#: These words are in the words for the near-poor, too, which are looked for first.
POOR = any_of("nghèo", "HN")
_ALL_OF_A_UNIT = any_of(
    "tổng số hộ", "tổng hộ", "tổng số", "số hộ", "hộ dân", "toàn bộ số hộ", "toàn bộ hộ",
)  # fmt: skip
#: The households that a rate is of: ``so với tổng số hộ dân trên địa bàn``.
_OF_ALL_HOUSEHOLDS = (
    rf"(?:{any_of('so với', 'so', 'trên', 'của', 'trong').pattern}|/)\s*{_ALL_OF_A_UNIT.pattern}"
)
#: Words beside ``Tỷ lệ`` that do not say whose rate it is: its share of all, and its year.
NOT_WHOSE = (
    re.compile(_OF_ALL_HOUSEHOLDS),
    any_of(
        "chiếm", "tương ứng", "hộ", "hộ dân", "dân cư", "tự nhiên", "toàn xã", "toàn phường",
        "toàn thị trấn", "trên địa bàn", "xã", "phường", "của thôn", "của xã", "của phường",
        "đầu năm", "đầu kỳ", "cuối năm", "cuối kỳ", "đến", "ngày", "tháng", "năm", "thời điểm",
        "tại thời điểm", "rà soát", "dự kiến", "ước", "ước tính",
    ),
)  # fmt: skip
#: By how much a figure is less than the year before.
DROP = any_of("giảm")
#: The aim and the standard of a plan, which name the poor and count none.
PURPOSE = any_of("giảm nghèo", "thoát nghèo bền vững", "chuẩn nghèo", "chuẩn nghèo đa chiều")

# Which year it is of.

#: The base year: the review of last year.
BASE = any_of("đầu năm", "đầu kỳ", "hiện có", "hiện trạng", "rà soát", "thực hiện", "năm trước")
#: The goal year: what the plan sets.
GOAL = any_of("dự kiến", "kế hoạch", "KH", "mục tiêu", "chỉ tiêu", "phấn đấu", "giao")
#: The end of a year: of the goal year, unless the heading bears a year.
END_OF_YEAR = any_of("cuối năm", "cuối kỳ")
#: The start of a year, which is the end of the year before: ``đầu năm``, ``01/01/2024``.
START_OF_YEAR = re.compile(
    rf"{any_of('đầu năm', 'đầu kỳ').pattern}"
    r"|(?<!\d)0?1\s*[/.-]\s*0?1\s*[/.-]\s*(?=\d{4})"
    rf"|(?<!\w){key('đầu')} (?=\d{{4}})"
)
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")

# What makes it a column that a plan is not checked by.

#: Words for other households, and for changes between two counts.
OTHER = any_of(
    "DTTS", "dân tộc", "ghi chú", "mức sống trung bình", "hộ nông", "làm nông", "thoát",
    "tái nghèo", "tái", "phát sinh", "tăng", "đa chiều", "thiếu hụt", "về khẩu",
    "khẩu nông", "không nghèo", "không thuộc", "không phải", "ngoài",
    # Rates of the poor and not of all households.
    *(
        f"{of} {whole}{category}"
        for of in ("so với", "trên", "trong")
        for whole in ("tổng số hộ ", "tổng hộ ", "số hộ ", "hộ ")
        for category in ("nghèo", "cận nghèo")
    ),
)  # fmt: skip
#: Words for some of the poor or near-poor households, such as those with a loan.
SOME = any_of(
    "BTXH", "bảo trợ", "chính sách", "có công", "khả năng lao động", "vay", "vốn", "thẻ", "BHYT",
    "bảo hiểm", "hỗ trợ", "trẻ em", "nữ", "phụ nữ", "chủ hộ", "khuyết tật", "cao tuổi", "nhà ở",
    "nước sạch", "đăng ký", "chuyển",
)  # fmt: skip
#: Words beside households or persons that still mean all of them.
ALL_HOUSEHOLDS = any_of(
    "tổng", "tổng cộng", "số", "dân", "cư", "gia đình", "nhân dân", "dân số",
    "thường trú", "cư trú", "thực tế", "thực", "toàn", "trên", "có", "hiện", "hiện nay", "đến",
    "tính", "tại", "thời điểm", "ngày", "tháng", "năm", "quý", "kỳ", "cuối", "đầu", "trước", "sau",
    "này", "nay", "của", "và", "theo", "kết quả", "số liệu", "tình hình", "thông tin", "chung",
    "cơ bản", "quản lý", "quy mô", "về", "chính thức", "ước", "ước tính", "điều tra", "thống kê",
    "chia ra", "các", "trong", "đơn vị tính", "chỉ số", "UBND", "dân số trung bình", "công an",
    "quyết định", "QĐ", "nghị quyết", "NQ", "sinh sống", "đang", "được", "báo cáo", "sáp nhập",
    "sắp xếp", "tự nhiên", "có mặt", "thường trú và tạm trú", "thường trú, tạm trú",
)  # fmt: skip
#: Words beside the poor or near-poor that, like `ALL_HOUSEHOLDS`, still mean all of them.
ALL_POOR = any_of(
    "giai đoạn", "chuẩn", "theo chuẩn", "tiêu chí", "mới", "còn", "còn lại", "chiếm", "so với",
    "so", "trên", "hết", "mức", "đạt", "phê duyệt", "được duyệt", "công nhận", "quốc gia",
    "diễn biến", "nay", "phần trăm", "điểm", "địa phương", "K/H", "bộ", "cả",
    "lượng", "TH", "ƯTH", "danh sách", "đã", "qua", "dự báo", "dự", "ngoái", "đề ra", "ở", "cấp",
    "ĐVT", "có mặt", "mặt", "do", "HĐND",
    "T1", "T2", "T3", "T4", "T5", "T6", "T7", "T8", "T9", "T10", "T11", "T12",
    "T01", "T02", "T03", "T04", "T05", "T06", "T07", "T08", "T09",
)  # fmt: skip
#: The name of the commune, or of what it belongs to, at the end of a heading.
NAMED_UNIT = re.compile(
    rf"{any_of('xã', 'phường', 'thị trấn', 'đặc khu', 'huyện', 'tỉnh').pattern}(?: \w+){{1,4}}$"
)

# Which column names the units.

#: The headings of columns of names, from the largest units to the smallest.
UNITS = (
    any_of("tỉnh", "huyện", "quận"),
    any_of("xã", "phường", "thị trấn", "đặc khu"),
    any_of("đơn vị", "địa bàn", "tên"),
    any_of(
        "tổ dân phố", "TDP", "thôn", "bản", "ấp", "xóm", "khóm", "khu phố", "khu dân cư", "buôn",
        "tổ", "làng", "khối",
    ),
)  # fmt: skip
#: Words beside a unit that name something else: its head, a number of units, its kind.
NO_UNIT_NAME = any_of(
    "đơn vị tính", "trưởng", "họ tên", "họ và tên", "bí thư", "cán bộ", "phụ trách", "số", "loại",
    "mã", "khó khăn", "giao", "phân tổ",
)  # fmt: skip
ORDINAL = any_of("TT", "STT", "số TT", "số thứ tự")

# Documents that a heading cites, whose numbers and years are not those of its column.

_YEAR_ABOUT = r"(?:19|20)\d\d"
#: ``15/QĐ-UBND ngày 12/12/2023``, ``07/2021/NĐ-CP``
_NUMBER_AND_SYMBOL = (
    rf"(?<!\d)\d{{1,6}}/(?:{_YEAR_ABOUT}/)?[^\W\d][\w-]*"
    rf"(?:\s+{key('ngày')}\s+\d+[/.-]\d+[/.-]\d{{4}})?"
)
_DOCUMENT = any_of("NĐ", "nghị định", "QĐ", "quyết định", "thông tư", "NQ", "nghị quyết")
#: ``Nghị định số 07/2021``, ``QĐ 15``
_DOCUMENT_AND_NUMBER = (
    rf"{_DOCUMENT.pattern}(?: {key('số')})?"
    r" (?:\d{1,6}/\d{4}(?:/[^\W\d][\w-]*)?|\d{1,3}(?![\d/]))"
)
#: ``2021-2025``, the years that a standard is for
_SPAN_OF_YEARS = rf"{_YEAR_ABOUT}\s*[-–]\s*{_YEAR_ABOUT}"
CITATION = re.compile(f"{_NUMBER_AND_SYMBOL}|{_DOCUMENT_AND_NUMBER}|{_SPAN_OF_YEARS}")
#: A hyphen between two words, as in ``cận-nghèo``.
HYPHEN = re.compile(r"(?<=[^\W\d])[-–](?=[^\W\d])")
