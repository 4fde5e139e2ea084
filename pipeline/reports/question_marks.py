"""Questions that the program wrote into a form that it sent back (câu hỏi ghi ở ô), recognised when the form returns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

START: Final = "ĐỀ NGHỊ LÀM RÕ:"
END: Final = "(Sửa ngay ở ô này; nếu số đã đúng, ghi lý do vào cột Ghi chú hoặc xuống dưới dòng này.)"
ANSWERED: Final = f"{START} đã sửa ở bản gửi lại. {END}"
_QUESTION: Final = re.compile(
    r"\s*".join(map(re.escape, START.split())) + r".*?" + r"\s*".join(map(re.escape, END.split())), re.DOTALL
)


RETURNED: Final = "tra-lai"  # the folder of forms that were sent back


def returned_name(unit: str, version: int) -> str:
    """The file name for a unit's form that is sent back with its open points marked."""
    return f"{unit}-ban-{version}.xlsx"


def question_text(problems: Sequence[str], likely: Sequence[str]) -> str:
    """The text of the comment at a cell."""
    said = "; ".join(problems)
    choices = f" Có thể là: {' hoặc '.join(likely)}." if likely else ""
    return f"{START} {said}.{choices}\n{END}"


def without_questions(comment: str) -> str:
    """A comment without the program's questions; what somebody wrote below them stays."""
    return _QUESTION.sub("", comment).strip() if START[:8] in comment else comment
