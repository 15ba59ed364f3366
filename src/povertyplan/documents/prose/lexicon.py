"""
The lexicon of a plan's text, as tables: indicators, other indicators, and the words around figures.

A phrase is words with gaps: ``[x]`` may be left out, ``x/y`` is one or the other,
and ``x_y`` is two words.  Of two phrases that begin alike the longer counts.
"""

from collections.abc import Mapping
from enum import StrEnum, auto
from typing import TypeAlias

from attrs import frozen

from povertyplan.model.fields import Count, Field, Rate


class Word(StrEnum):
    """What a phrase does for the figures around it."""

    SUBJECT = auto()  #: names an indicator
    OTHER = auto()  #: names another indicator, which has figures of its own and no target
    FALL = auto()  #: by how much
    RISE = auto()
    TO = auto()  #: to what
    FROM = auto()  #: from what
    SAYS = auto()
    LINK = auto()  #: the same in another unit
    BOUND = auto()
    APPROXIMATE = auto()
    MEAN = auto()  #: a figure of each year
    COMPARED = auto()
    RESPECTIVELY = auto()  #: the figures of several indicators in their order
    YEAR = auto()
    PERIOD = auto()
    START = auto()  #: a state before the plan
    END = auto()  #: the end of some year
    PAST = auto()
    AHEAD = auto()
    PLANNED = auto()
    ANOTHER = auto()  #: another unit
    PART = auto()  #: a part of this unit
    SPAN = auto()  #: another span of time
    REACH = auto()  #: a measure, which reaches households and does not set their number
    WHOLE = auto()  #: what a rate is of
    OWN = auto()  #: this unit
    PERCENT = auto()
    FIGURE = auto()
    RANGE = auto()
    COMMA = auto()
    STOP = auto()
    FILLER = auto()
    UNKNOWN = auto()


class Way(StrEnum):
    """The way in which a figure states its indicator."""

    LEVEL = auto()
    DROP = auto()
    RISE = auto()
    FROM = auto()
    UNSAID = auto()


class Measure(StrEnum):
    """The quantity that the unit of a figure measures."""

    COUNT = auto()
    RATE = auto()


#: The field of a figure by how it is said and what it measures.
Fields: TypeAlias = Mapping[tuple[Way, Measure], Field]


@frozen
class Indicator:
    """A row of the lexicon: an indicator, how it is called, and the fields of its figures."""

    name: str
    phrases: str  #: parted by ``;``
    units: str  #: of its counts
    fields: Fields  #: empty where a plan has no field for it
    rate: bool = False  #: whether it names a rate
    near: bool = False
    labour: bool = False
    whole: bool = False  #: whether others are shares of it
    parts: tuple[str, ...] = ()  #: the indicators that it names together, by their names


_PEOPLE = "người lao_động lđ người_lao_động chỉ_tiêu"
_POOR: Fields = {
    (Way.LEVEL, Measure.COUNT): Count.POOR_GOAL,
    (Way.LEVEL, Measure.RATE): Rate.POOR_GOAL_RATE,
    (Way.DROP, Measure.COUNT): Count.POOR_DROP,
    (Way.DROP, Measure.RATE): Rate.POOR_RATE_DROP,
    (Way.RISE, Measure.RATE): Rate.POOR_RATE_DROP,
}
_NEAR: Fields = {
    (Way.LEVEL, Measure.COUNT): Count.NEAR_POOR_GOAL,
    (Way.LEVEL, Measure.RATE): Rate.NEAR_POOR_GOAL_RATE,
    (Way.DROP, Measure.COUNT): Count.NEAR_POOR_DROP,
    (Way.DROP, Measure.RATE): Rate.NEAR_POOR_RATE_DROP,
    (Way.RISE, Measure.RATE): Rate.NEAR_POOR_RATE_DROP,
}
_TRAINED: Fields = {
    (Way.LEVEL, Measure.COUNT): Count.TRAINED,
    (Way.LEVEL, Measure.RATE): Rate.TRAINED_RATE,
}
_CERTIFIED: Fields = {
    (Way.LEVEL, Measure.COUNT): Count.CERTIFIED,
    (Way.LEVEL, Measure.RATE): Rate.CERTIFIED_RATE,
}
_POOR_FALL: Fields = {
    (Way.LEVEL, Measure.RATE): Rate.POOR_RATE_DROP,
    (Way.DROP, Measure.RATE): Rate.POOR_RATE_DROP,
    (Way.LEVEL, Measure.COUNT): Count.POOR_DROP,
    (Way.DROP, Measure.COUNT): Count.POOR_DROP,
}
_NEAR_FALL: Fields = {
    (Way.LEVEL, Measure.RATE): Rate.NEAR_POOR_RATE_DROP,
    (Way.DROP, Measure.RATE): Rate.NEAR_POOR_RATE_DROP,
    (Way.LEVEL, Measure.COUNT): Count.NEAR_POOR_DROP,
    (Way.DROP, Measure.COUNT): Count.NEAR_POOR_DROP,
}
_WORKING: Fields = {(Way.LEVEL, Measure.COUNT): Count.WORKING_AGE}
_JOBS: Fields = {(Way.LEVEL, Measure.COUNT): Count.NEW_JOBS}
_ABROAD: Fields = {(Way.LEVEL, Measure.COUNT): Count.EXPORTED}
_LABOUR = "[tổng] [số] [lượng] [lượt] [người] [lao_động/lđ]"
_RATE = "tỷ_lệ [%] [phần_trăm] [số]"
_CERTIFICATE = (
    "có [văn] [bằng] [cấp] [,/và/hoặc/-//] [có] chứng_chỉ [đạt] [sơ_cấp] [nghề] [trở_lên]"
)
#: Indicators.  A rate is a row of its own, for it is read by other units.
INDICATORS: tuple[Indicator, ...] = (
    Indicator("hộ nghèo", "[tổng] [số] [lượng] hộ nghèo; [số] hn", "hộ", _POOR),
    Indicator(
        "hộ cận nghèo", "[tổng] [số] [lượng] [hộ] cận_nghèo; [số] hcn",
        "hộ", _NEAR, near=True,
    ),
    Indicator(
        "tỷ lệ hộ nghèo",
        f"{_RATE} hộ nghèo; tỷ_lệ nghèo; tỷ_lệ hn", "hộ", _POOR, rate=True,
    ),
    Indicator(
        "mức giảm tỷ lệ hộ nghèo", "tỷ_lệ giảm [số] [hộ] nghèo", "hộ",
        _POOR_FALL,
        rate=True,
    ),
    Indicator(
        "mức giảm tỷ lệ hộ cận nghèo", "tỷ_lệ giảm [số] [hộ] cận_nghèo", "hộ",
        _NEAR_FALL,
        rate=True, near=True,
    ),
    Indicator(
        "tỷ lệ hộ cận nghèo",
        f"{_RATE} [hộ] cận_nghèo; tỷ_lệ hcn",
        "hộ", _NEAR, rate=True, near=True,
    ),
    Indicator(
        "lao động trong độ tuổi",
        f"{_LABOUR} trong [độ] tuổi [lao_động]; dân_số [trong] [độ] tuổi lao_động"
        "; [tổng] [số] [người/lao_động] trong [độ] tuổi [có_khả_năng] lao_động",
        _PEOPLE, _WORKING, labour=True, whole=True,
    ),
    Indicator(
        "lao động qua đào tạo", f"{_LABOUR} [đã] qua đào_tạo", _PEOPLE, _TRAINED, labour=True
    ),
    Indicator(
        "tỷ lệ lao động qua đào tạo",
        f"{_RATE} [người] [lao_động/lđ] [đã] qua đào_tạo",
        _PEOPLE, _TRAINED, rate=True, labour=True,
    ),
    Indicator(
        "lao động có bằng cấp, chứng chỉ",
        f"{_LABOUR} [đã] [qua_đào_tạo] {_CERTIFICATE}",
        _PEOPLE, _CERTIFIED, labour=True,
    ),
    Indicator(
        "tỷ lệ lao động có bằng cấp, chứng chỉ",
        f"{_RATE} [người] [lao_động/lđ] [đã] [qua_đào_tạo] {_CERTIFICATE}",
        _PEOPLE, _CERTIFIED, rate=True, labour=True,
    ),
    Indicator(
        "việc làm mới",
        f"{_LABOUR} [sẽ] [được] giải_quyết/tạo/tạo_thêm [thêm] việc_làm [ổn_định/bền_vững] [mới]"
        f"; {_LABOUR} [được] có [thêm] việc_làm [ổn_định] [mới]; số việc_làm mới",
        _PEOPLE, _JOBS, labour=True,
    ),
    Indicator(
        "lao động đi làm việc ở nước ngoài",
        f"{_LABOUR} [tham_gia] [đi] xuất_khẩu/xuất_khẫu lao_động; [số] xklđ"
        f"; {_LABOUR} [tham_gia] [đi] làm_việc/lao_động [có_thời_hạn] [ở/tại] nước_ngoài"
        " [có_thời_hạn] [theo] [hợp_đồng] [lao_động]",
        _PEOPLE, _ABROAD, labour=True,
    ),
    # Understood, and without a place in the model.
    Indicator(
        "hộ nghèo đa chiều",
        "[tổng] [số] [lượng] hộ nghèo đa_chiều; [tổng] [số] hộ [cận] nghèo_đa_chiều",
        "hộ", {},
    ),
    Indicator("tỷ lệ hộ nghèo đa chiều", f"{_RATE} [hộ] nghèo đa_chiều", "hộ", {}, rate=True),
    Indicator(
        "hộ nghèo và hộ cận nghèo",
        "[tổng] [số] hộ nghèo ,/và/+///hoặc/& [số] [hộ] cận_nghèo", "hộ", {},
        parts=("hộ nghèo", "hộ cận nghèo"),
    ),
    Indicator(
        "tỷ lệ hộ nghèo và hộ cận nghèo",
        f"{_RATE} hộ nghèo ,/và/+///hoặc/& [số] [hộ] cận_nghèo", "hộ", {}, rate=True,
        parts=("tỷ lệ hộ nghèo", "tỷ lệ hộ cận nghèo"),
    ),
    Indicator(
        "tỷ lệ lao động được đào tạo nghề",
        f"{_RATE} [người] lao_động/lđ [đã] qua/được đào_tạo_nghề"
        f"; {_RATE} [người] lao_động/lđ được đào_tạo",
        _PEOPLE, {}, rate=True, labour=True,
    ),
)  # fmt: skip
#: Other indicators: the figures beside them are theirs, and a plan sets no target for them.
OTHER_INDICATORS: Mapping[str, str] = {
    "households that leave or enter": (
        "[tổng] [số] [hộ] [mới] thoát/vượt/vượt_chuẩn/thoát_khỏi [hộ] nghèo/cận_nghèo"
        "; [tổng] [số] [hộ] tái nghèo/cận_nghèo; [số] [hộ] [nghèo/cận_nghèo] phát_sinh [mới]"
        "; [số] hộ nghèo/cận_nghèo mới; tỷ_lệ thoát nghèo/cận_nghèo; khá_giả"
    ),
    "jobs of another kind": (
        "[tư_vấn] [,] giới_thiệu [có] [việc_làm] [ổn_định]; kết_nối việc_làm"
        "; [giải_quyết/tạo] việc_làm trong_nước/tại_chỗ/tại_địa_phương/trong_tỉnh/ngoài_tỉnh"
        "; [trong_và] trong/ngoài/tại tỉnh; các tỉnh"
        "; làm_việc trong_nước/trong_tỉnh/ngoài_tỉnh/tại/ở; lao_động ngoài_tỉnh"
        "; [đi] làm_việc [ở/tại] nước_ngoài và làm_việc; đi_làm_việc ngoài_tỉnh/trong_tỉnh/tại"
        "; thiếu_việc_làm; [tỷ_lệ] thất_nghiệp"
        "; [tỷ_lệ] [lao_động] [có] việc_làm thường_xuyên; tỷ_lệ lao_động [có_việc_làm]"
    ),
    "training classes": (
        "[mở] [tuyển_sinh] [,/và] [tổ_chức] đào_tạo [nghề] [cho]; dạy_nghề; học_nghề"
        "; [lao_động/người] [sẽ] được đào_tạo_nghề/đào_tạo; bồi_dưỡng"
    ),
    "income and money": (
        "[mức] thu_nhập [bình_quân] [đầu_người]; kinh_phí; vốn; dư_nợ; doanh_số; mức_vay; ngân_sách"
        "; bảo_hiểm_y_tế; bhyt; bảo_hiểm_xã_hội; tốc_độ; giá_trị; tăng_trưởng; tăng_thu_nhập"
    ),
    "parts of a sum": "trong_đó; bao_gồm; gồm",
}
#: What leads from a sum to its parts.
SUMS = frozenset({"trong đó", "bao gồm", "gồm"})
#: Words whose number is a name: administrative units, and what else is numbered.
UNITS = "phường;xã;thị trấn;thôn;ấp;xóm;khóm;khu phố;khu;tổ;tổ dân phố;tdp;quận;bản;làng;đội"
NUMBERED = (
    "chương trình;nghị quyết;quyết định;thông tư;nghị định;công văn;chỉ thị;kế hoạch;đề án;dự án"
    ";điều;khoản;mục;biểu;phụ lục;tiêu chí;lần thứ;khóa;đợt;quý"
)
#: The other phrases, by what they do.
WORDS: Mapping[Word, str] = {
    Word.FALL: "giảm;hạ;thấp_hơn;giảm_được;kéo_giảm",
    Word.RISE: "tăng;tăng_thêm;cao_hơn",
    Word.TO: "còn;còn_lại;xuống;xuống_còn;ở_mức;lên;nâng_lên;tăng_lên;lên_đến;lên_tới;giữ;duy_trì",
    Word.FROM: "từ;từ_mức",
    Word.SAYS: ":;là;đạt;bằng;có;cho;đưa;đạt_mức;cho_ít",
    Word.LINK: (
        "(;[;=;tương_ứng;tương_ứng_với;tương_đương;tương_đương_với;chiếm;tỷ_lệ;chiếm_tỷ_lệ;với"
        ";đạt_tỷ_lệ;tỷ_lệ_đạt;tức;tỷ_lệ_chiếm"
    ),
    Word.BOUND: (
        "dưới;trên;trên_dưới;ít_nhất;tối_thiểu;tối_đa;nhiều_nhất;không_quá;không_vượt_quá;vượt"
        ";vượt_quá;quá;không_dưới;không_thấp_hơn;không_cao_hơn;hơn;trở_lên;trở_xuống;<;>;≤;≥;ít_hơn;từ_trên"
    ),
    Word.APPROXIMATE: "gần;khoảng;xấp_xỉ;~;ước;ước_đạt;ước_tính;ước_khoảng",
    Word.MEAN: (
        "bình_quân;trung_bình;mỗi_năm;một_năm;hằng_năm;hàng_năm;/ năm;bình_quân / năm;từng_năm"
    ),
    Word.COMPARED: "so_với;so;so_cùng_kỳ",
    Word.RESPECTIVELY: "lần_lượt;theo_thứ_tự",
    Word.START: (
        "đầu_năm;đầu_kỳ;năm_trước;năm_ngoái;hiện;hiện_nay;hiện_tại;hiện_có;hiện_còn;hiện_trạng;đã"
        ";đến_nay;rà_soát;kết_quả_rà_soát;qua_rà_soát;sau_rà_soát;cùng_kỳ"
        ";cùng_kỳ_năm_trước;tính_đến"
        ";đầu_nhiệm_kỳ;cuối_năm_trước;thực_hiện_được"
    ),
    Word.END: "cuối_năm;cuối_kỳ;hết_năm;trong_năm;năm_nay;cuối_năm_nay",
    Word.PAST: "kết_quả;đánh_giá;thực_trạng;tình_hình;đặc_điểm",
    Word.AHEAD: (
        "mục_tiêu;chỉ_tiêu;nhiệm_vụ;kế_hoạch;giải_pháp;phương_hướng;các_chỉ_tiêu;các_mục_tiêu"
        ";một_số_chỉ_tiêu;chỉ_tiêu_cụ_thể;mục_tiêu_cụ_thể;chỉ_tiêu_chủ_yếu"
    ),
    Word.PLANNED: "phấn_đấu;dự_kiến;sẽ;đặt_mục_tiêu;hướng_tới;quyết_tâm;cố_gắng;phải;cần",
    Word.ANOTHER: (
        "huyện;thị_xã;quận;thành_phố;tỉnh;cả_nước;toàn_quốc;trung_ương;cấp_trên;toàn_huyện"
        ";toàn_tỉnh;toàn_thành_phố;bình_quân_chung"
    ),
    Word.PART: (
        "thôn;ấp;xóm;khóm;bản;làng;buôn;tổ_dân_phố;tdp;khu_phố;khu_vực;nông_thôn;mỗi;từng"
        ";dân_tộc_thiểu_số;đồng_bào;đồng_bào_dân_tộc;dtts;người_có_công;phụ_nữ;thanh_niên;hội_viên"
        ";người_khuyết_tật;lao_động_nữ;nữ;thuộc"
    ),
    Word.SPAN: "giai_đoạn;nhiệm_kỳ;quý;tháng;tháng_đầu_năm;cả_giai_đoạn;trong_năm_năm",
    Word.REACH: (
        "hỗ_trợ;giúp;giúp_đỡ;vay;cho_vay;vay_vốn;cấp;cấp_thẻ;tặng;xây;xây_nhà;sửa;sửa_chữa;vận_động"
        ";tiếp_cận;bảo_hiểm;miễn;đảm_bảo;bảo_đảm;thăm;trao;tuyên_truyền;tập_huấn;nhận"
        ";phân_công;tư_vấn"
        ";được_cấp;được_vay;được_hỗ_trợ;được_hưởng;được_vay_vốn;tham_gia;nhà_ở"
    ),
    Word.WHOLE: (
        "[so_với] [trên/trong] tổng số/số_hộ/hộ [hộ] [dân] [dân_cư] [toàn] [xã/phường]"
        ";[so_với] [trên/trong] tổng_số lao_động/lđ; [trên/trong] tổng_số;số_hộ_dân;số_hộ_dân_cư"
        ";số_hộ_toàn_xã;tổng_dân_số;trên_tổng_số_hộ;hộ_dân;/ tổng_số_hộ;dân_số;số_dân"
        ";[tổng] số hộ [dân]"
    ),
    Word.OWN: (
        "[toàn] xã/phường/thị_trấn/đặc_khu; ubnd [xã/phường]; ủy_ban_nhân_dân [xã/phường]"
        "; địa_phương"
        "; hội_đồng_nhân_dân; hđnd"
    ),
    Word.PERCENT: "( % );( đvt/đơn_vị_tính/đơn_vị : % )",
    Word.COMMA: ",|;|và|-|–|—|)|]|*|•|“|”|\"|'|+|_",
    Word.STOP: ".;…",
    Word.FILLER: (
        "đến;trong;của;tại;ở;vào;trên_địa_bàn;hộ;số;tổng;tổng_số;người;thì;được;thêm;mới"
        ";theo;cụ_thể"
        ";như_sau;chung;chỉ;về;mức;thực_hiện;hoàn_thành;đi;lại;năm;ngày;điểm;%;giảm_nghèo;công_tác"
        ";bền_vững;nhanh;đa_chiều;nhằm;để;tiếp_tục;chương_trình;mục_tiêu_quốc_gia;mtqg"
        ";nông_thôn_mới"
        ";riêng;kéo;lao_động;lđ;thời_điểm;nâng;nay;từ_nay;con_số_này;này;toàn;chỉ_tiêu_giao;các;cả"
        ";( hộ );( người );( lao_động )"
        ";( đvt/đơn_vị_tính/đơn_vị : hộ/người/lao_động );số_liệu;tổng_cộng"
        ";sẽ_còn;nghèo;theo_tiêu_chí"
        ";[(] [theo] chuẩn [hộ] nghèo [tiếp_cận] [đa_chiều] [mới] [)];[theo] chuẩn/tiêu_chí mới"
        ";[(] theo tiêu_chí [chuẩn] nghèo [tiếp_cận] [đa_chiều] [mới] [)]; lao_động địa_phương"
        "; dân; nhân_dân; toàn_bộ"
    ),
}
