"""A poor or near-poor household, known by a code: why it is poor, and what is done for it."""

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import TypeAlias

from attrs import field as attribute
from attrs import frozen

from povertyplan.arguments.expected import Number
from povertyplan.arguments.strict import strict_fields, strict_words
from povertyplan.model.fields import Category
from povertyplan.model.names import normalized
from povertyplan.model.persons import names_person
from povertyplan.model.units import Unit

#: A code has at most this many characters.
_LONGEST_CODE = 16
_CODE = re.compile(rf"(?=.*[0-9])[A-Za-z0-9.-]{{1,{_LONGEST_CODE}}}")
#: The numbers of identity cards have 9 or 12 digits, those of telephones and of insurance 10.
_NUMBER_OF_PERSON = re.compile(r"[0-9]{9,10}|[0-9]{12}")


@strict_words
class PovertyCause(StrEnum):
    """
    Why a household is poor (nguyên nhân nghèo): the eight causes of the official form.

    A household may have several.  Source: the forms of annex VII of Circular
    07/2021/TT-BLDTBXH, as amended by Circular 02/2022/TT-BLDTBXH.

    >>> from povertyplan.year import Household, PovertyCause
    >>> ill = Household("H-1", Unit("Chợ"), "poor", causes=["illness", "labour"])
    >>> PovertyCause.ILLNESS in ill.causes
    True
    """

    LAND = "land"
    CAPITAL = "capital"
    LABOUR = "labour"
    TOOLS = "tools"
    KNOWLEDGE = "knowledge"
    SKILL = "skill"
    ILLNESS = "illness"
    OTHER = "other"


@strict_words
class Policy(StrEnum):
    """
    What a household is supported with (chính sách hỗ trợ): the eight kinds that plans name.

    >>> from povertyplan.year import Household
    >>> Household("H-1", Unit("Chợ"), "poor", support=["credit"]).support
    frozenset({<Policy.CREDIT: 'credit'>})
    """

    TRAINING = "training"
    CREDIT = "credit"
    EXTENSION = "extension"
    HEALTH = "health"
    EDUCATION = "education"
    HOUSING = "housing"
    PROTECTION = "protection"
    LEGAL_AID = "legal_aid"


@strict_words
class Outlook(StrEnum):
    """
    Whether a household is judged able to leave poverty within the year.

    >>> from povertyplan.year import Household
    >>> Household("H-1", Unit("Chợ"), "poor", outlook="able").outlook
    <Outlook.ABLE: 'able'>
    """

    ABLE = "able"
    UNABLE = "unable"


@frozen
class Label:
    """What something is called in each language."""

    en: str
    vi: str


#: What a review judges of a household.
Judgement: TypeAlias = Category | PovertyCause | Policy | Outlook
#: What each is called, as forms and messages write it.
LABELS: Mapping[Judgement, Label] = MappingProxyType(
    {
        Category.POOR: Label("poor household", "hộ nghèo"),
        Category.NEAR_POOR: Label("near-poor household", "hộ cận nghèo"),
        PovertyCause.LAND: Label("lacks land to farm", "thiếu đất sản xuất"),
        PovertyCause.CAPITAL: Label("lacks capital", "thiếu vốn sản xuất"),
        PovertyCause.LABOUR: Label("lacks workers", "thiếu lao động"),
        PovertyCause.TOOLS: Label("lacks tools", "thiếu công cụ, phương tiện sản xuất"),
        PovertyCause.KNOWLEDGE: Label(
            "lacks knowledge of production", "thiếu kiến thức về sản xuất"
        ),
        PovertyCause.SKILL: Label("lacks skills", "thiếu kỹ năng lao động"),
        PovertyCause.ILLNESS: Label(
            "has someone who is ill or was injured", "có người ốm đau, bệnh nặng, tai nạn"
        ),
        PovertyCause.OTHER: Label("another cause", "nguyên nhân khác"),
        Policy.TRAINING: Label("training", "đào tạo nghề"),
        Policy.CREDIT: Label("credit", "tín dụng ưu đãi"),
        Policy.EXTENSION: Label("agricultural extension", "khuyến nông"),
        Policy.HEALTH: Label("health care", "y tế"),
        Policy.EDUCATION: Label("education", "giáo dục"),
        Policy.HOUSING: Label("housing", "nhà ở"),
        Policy.PROTECTION: Label("social protection", "bảo trợ xã hội"),
        Policy.LEGAL_AID: Label("legal aid", "trợ giúp pháp lý"),
        Outlook.ABLE: Label("able to leave poverty", "có khả năng thoát nghèo"),
        Outlook.UNABLE: Label("unable to leave poverty", "không có khả năng thoát nghèo"),
    }
)


def label_of(judgement: Judgement, lang: str) -> str:
    """
    Return what a cause, a policy, an outlook or a category is called in a language.

    >>> label_of(PovertyCause.LAND, "vi"), label_of(Policy.HEALTH, "en")
    ('thiếu đất sản xuất', 'health care')
    """
    label = LABELS[judgement]
    return label.vi if lang == "vi" else label.en


def _code(code: str) -> str:
    """Refuse a code that may be a name, or the number of a person; neither is repeated."""
    if _CODE.fullmatch(code) is None:
        raise ValueError(
            f"Household.code must be 1 to {_LONGEST_CODE} letters A-Z, digits, '-' and '.', with a"
            " digit, for a household is known by a code, never by a name, got another text"
        )
    if _NUMBER_OF_PERSON.fullmatch(code) is not None:
        raise ValueError(
            "Household.code must begin with a letter where it has 9, 10 or 12 digits, as numbers"
            " of identity cards and telephones have, got one of these"
        )
    return code


def _causes(causes: Iterable[PovertyCause]) -> frozenset[PovertyCause]:
    return frozenset(causes)


def _support(support: Iterable[Policy]) -> frozenset[Policy]:
    return frozenset(support)


def _helper(helper: str) -> str:
    """Refuse a person in place of a body."""
    if names_person(helper):
        raise ValueError(
            "Household.helper must be a body, such as 'Hội Nông dân', and no person, got a name"
        )
    return normalized(helper)


@frozen(repr=False, field_transformer=strict_fields)
class Household:
    """
    One household of a register, by its code; no field is for the name of a person.

    Messages and ``repr`` show the code alone.

    >>> Household("H-012", Unit("Chợ"), Category.POOR, causes=["capital"], outlook="able")
    <Household H-012>

    Raises `ValueError` for a code without a digit, or one that may be the number of an identity
    card or a telephone, and for a helper that is the name of a person; none of them is repeated.
    """

    code: str = attribute(converter=_code)  #: what it is called in place of a name (mã hộ)
    unit: Unit  #: the unit where it lives (tổ dân phố, thôn)
    category: Category  #: whether it is poor or near-poor (diện: hộ nghèo, hộ cận nghèo)
    persons: Number | None = None  #: the number of its members (số nhân khẩu)
    #: why it is poor (nguyên nhân nghèo), empty where the review has not judged yet
    causes: frozenset[PovertyCause] = attribute(default=frozenset(), converter=_causes)
    #: whether it can leave poverty this year (khả năng thoát nghèo), None where the review has not
    #: judged yet
    outlook: Outlook | None = None
    #: the support proposed for it (đề xuất hỗ trợ)
    support: frozenset[Policy] = attribute(default=frozenset(), converter=_support)
    #: the body that helps it (đơn vị nhận giúp đỡ): a mass organisation, an office, an enterprise
    helper: str = attribute(default="", converter=_helper)

    def __repr__(self) -> str:
        """Return the code, which is all that is shown of a household."""
        return f"<Household {self.code}>"

    @property
    def is_judged(self) -> bool:
        """Whether the review has said why the household is poor, and whether it can leave."""
        return bool(self.causes) and self.outlook is not None
