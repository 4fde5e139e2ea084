"""The model behind every record (hồ sơ): titles, references, and readers for dates, times and figures as clerks write them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError

from pipeline.intake.figure import canonical, read_figure
from pipeline.text import DONG, money_unit


class Record(BaseModel):
    """A frozen value whose YAML keys are the lower-case titles of its fields."""

    model_config = ConfigDict(frozen=True, extra="forbid", validate_by_name=True, validate_by_alias=True)

    blank_counts: ClassVar[bool] = False
    """Whether a key without a value has a meaning: `biên bản:` alone asks for minutes."""


def titled(title: str, default: Any = ..., *, about: str = "") -> Any:  # noqa: ANN401 - stands where pydantic's Field does
    """A model field with its Vietnamese title; the YAML key is the title in lower case.

    So the one mapping between code and what people read is in the model itself. `about`: an explanation for skeleton
    and schema.
    """
    return Field(default, title=title, alias=title.lower(), description=about or None)


class Target(StrEnum):
    """The kinds of records that a reference may name (đối tượng được dẫn chiếu)."""

    AGENCY = "cơ quan"
    PERSON = "cán bộ"
    COMMITTEE = "ban chỉ đạo"
    BODY = "cơ quan hoặc ban chỉ đạo"
    PARTY = "cơ quan, nhóm cơ quan, ban chỉ đạo hoặc cán bộ"
    REPORTING = "cơ quan hoặc nhóm cơ quan"
    INDICATOR = "chỉ tiêu"
    OUTLINE = "đề cương"
    PERIOD = "kỳ báo cáo"
    PAPER = "văn bản"


@dataclass(frozen=True)
class RefersTo:
    """Marks a string field as the id of another record; with `or_text`, a text not shaped like an id is just text."""

    target: Target
    or_text: bool = False


_DATE_FORMS = (
    (re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})"), (3, 2, 1)),
    (re.compile(r"(\d{4})-(\d{2})-(\d{2})"), (1, 2, 3)),
)
_MONTHS = 12
_MONTH = re.compile(r"(\d{1,2})/(\d{4})")
_TIME = re.compile(r"(\d{1,2})(?::|h| giờ ?)(\d{2})?")


def parse_date(value: object) -> object:
    """Read `15/3/2024` or `2024-03-15` as a date. ValueError for anything else: dates are never guessed."""
    if not isinstance(value, str):
        return value
    for pattern, (year, month, day) in _DATE_FORMS:
        if found := pattern.fullmatch(value.strip()):
            try:
                return date(int(found[year]), int(found[month]), int(found[day]))
            except ValueError:
                raise PydanticCustomError("date_impossible", "không có ngày này trong lịch") from None
    raise PydanticCustomError("date_form", "ngày viết dạng 15/3/2024 hoặc 2024-03-15")


def parse_time(value: object) -> object:
    """Read `14:00`, `14h00` or `14 giờ 00` as a time of day. ValueError for anything else."""
    if not isinstance(value, str):
        return value
    found = _TIME.fullmatch(value.strip())
    if not found:
        raise PydanticCustomError("time_form", "giờ viết dạng 14:00")
    try:
        return time(int(found[1]), int(found[2] or 0))
    except ValueError:
        raise PydanticCustomError("time_impossible", "không có giờ này trong ngày") from None


def parse_month(value: object) -> object:
    """Read `3/2024` as the first day of that month: the month of issue while the day is still blank."""
    if not isinstance(value, str):
        return value
    found = _MONTH.fullmatch(value.strip())
    if not found or not 1 <= int(found[1]) <= _MONTHS:
        raise PydanticCustomError("month_form", "tháng viết dạng 3/2024")
    return date(int(found[2]), int(found[1]), 1)


_YES = {"có": True, "không": False}


def parse_yes(value: object) -> object:
    """Read `có` or `không` as a truth value."""
    if not isinstance(value, str):
        return value
    if value.strip().lower() not in _YES:
        raise PydanticCustomError("yes_form", "chỉ ghi “có” hoặc “không”")
    return _YES[value.strip().lower()]


def parse_figure(value: object) -> object:
    """Bring a figure as an office writes it (`1.234,5`) into the form of records (`1234,5`).

    ValueError names the possible readings where there are several.
    """
    if not isinstance(value, str):
        return value
    read = read_figure(value)
    if not read.is_read or read.unit not in {"", "%"}:
        reason = read.why or "để trống" if not read.is_read else f"có chữ “{read.unit}” đi kèm số"
        raise PydanticCustomError("figure_form", "số chưa đọc được", {"reason": reason})
    return canonical(read.value)


def parse_dong(value: object) -> object:
    """Read an amount in đồng: `1250000`, `1.250.000 đồng`, `1,25 triệu đồng`. ValueError for parts of a đồng."""
    if not isinstance(value, str):
        return value
    read = read_figure(value)
    reason = read.why if read.reason else "không phải một số tiền"
    if read.is_read:
        unit = money_unit(read.unit or str(DONG)) or money_unit(f"{read.unit} {DONG}")
        amount = DONG.converted(read.value, unit) if unit is not None else None
        if amount is not None and DONG.is_sensible(amount):
            return int(amount)
        reason = "đơn vị không phải đồng" if amount is None else "có phần lẻ của một đồng"
    raise PydanticCustomError("dong_form", "số tiền chưa đọc được", {"reason": reason})


_LENGTH = re.compile(r"[0-9]{1,4}(?:[.,][0-9]{1,3})?")


def parse_length(value: object) -> object:
    """Read a length in millimetres, with a decimal comma or, as machines write it, a point."""
    if isinstance(value, str):
        if not _LENGTH.fullmatch(value.strip()):
            raise PydanticCustomError("float_parsing", "không phải một số")
        return float(value.strip().replace(",", "."))
    return value


_DATE_PATTERN = r"^(\d{1,2}/\d{1,2}/\d{4}|\d{4}-\d{2}-\d{2})$"

FIGURE_FORM = r"^-?[0-9]{1,15}(,[0-9]{1,6})?$"
# What may be typed for it, for editors; the grammar of figures decides.
FIGURE_TYPED = r"^[-−–+]?([0-9]{1,15}|[0-9]{1,3}([. ][0-9]{3})+)(,[0-9]{1,6})?( ?%)?$"
Figure = Annotated[str, BeforeValidator(parse_figure), StringConstraints(pattern=FIGURE_FORM, strip_whitespace=True)]
Dong = Annotated[int, BeforeValidator(parse_dong)]
Length = Annotated[float, BeforeValidator(parse_length)]
SLUG_FORM = "^[a-z0-9]+(-[a-z0-9]+)*$"
Slug = Annotated[str, StringConstraints(pattern=SLUG_FORM, max_length=60)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Day = Annotated[date, BeforeValidator(parse_date), WithJsonSchema({"type": "string", "pattern": _DATE_PATTERN})]
Month = Annotated[date, BeforeValidator(parse_month), WithJsonSchema({"type": "string", "pattern": r"^\d{1,2}/\d{4}$"})]
Clock = Annotated[
    time,
    BeforeValidator(parse_time),
    WithJsonSchema({"type": "string", "pattern": r"^\d{1,2}(:\d{2}|h(\d{2})?| giờ ?(\d{2})?)$"}),
]
Yes = Annotated[bool, BeforeValidator(parse_yes), WithJsonSchema({"enum": ["có", "không"]})]
AgencyRef = Annotated[Slug, RefersTo(Target.AGENCY)]
PersonRef = Annotated[Slug, RefersTo(Target.PERSON)]
CommitteeRef = Annotated[Slug, RefersTo(Target.COMMITTEE)]
BodyRef = Annotated[Slug, RefersTo(Target.BODY)]
PartyRef = Annotated[Slug, RefersTo(Target.PARTY)]
PeriodRef = Annotated[Slug, RefersTo(Target.PERIOD)]
PaperRef = Annotated[Slug, RefersTo(Target.PAPER)]
Party = Annotated[Text, RefersTo(Target.PARTY, or_text=True)]


def one_or_more(value: object) -> object:
    """Put a single text where a list may stand into a list, so that a clerk need not write one."""
    return (value,) if isinstance(value, str) else value


Parties = Annotated[
    tuple[Party, ...],
    BeforeValidator(one_or_more),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}, "minItems": 1}]}),
]

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def is_slug(text: str) -> bool:
    """Whether a text has the shape of an id (mã): lower-case ASCII letters, digits and hyphens."""
    return _SLUG.fullmatch(text) is not None


def figure(text: str) -> Decimal:
    """The value of a `Figure`, which a record holds as digits with a comma before the decimals."""
    return Decimal(text.replace(",", "."))
