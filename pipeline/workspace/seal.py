"""Records that nobody edits (Mã kiểm): checking that one is still as the program wrote it."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel

from pipeline.finding import Finding
from pipeline.records.corrections import AnnexSet
from pipeline.workspace.findings_at import warning
from pipeline.workspace.value_places import Place
from pipeline.workspace.writing import SEAL, is_as_written

EDITED = "DL-042"
_UNTOUCHED = "không sửa ở đây"


def seal_findings(file: str, text: str, record: BaseModel | None) -> Iterator[Finding]:
    """The warning on a set of annexes that is no longer as the program wrote it.

    A warning, not an error: the paper can be built, so that a corrected word does not stop an office; the warning is
    repeated at each build. A set without any seal was written by a person, who is responsible for it.
    """
    if not isinstance(record, AnnexSet) or is_as_written(text):
        return
    head = [line for line in text.splitlines() if line.startswith("#")]
    sealed = any(line.startswith(SEAL) for line in head)
    if not sealed and (record.paper is not None or not any(_UNTOUCHED in line for line in head)):
        return
    place = Place(file, next((at for at, line in enumerate(text.splitlines(), 1) if line.startswith(SEAL)), 1))
    again = (
        f"vanthu reports compile THƯ_MỤC {record.period}"
        if record.paper is None
        else f"vanthu reports opinions submit THƯ_MỤC {record.period}"
    )
    yield warning(
        EDITED,
        place,
        "Phụ lục do phần mềm lập đã bị sửa tay (Mã kiểm không còn khớp): số liệu in ra có thể khác số các đơn vị đã gửi",
        hint=f"Lập lại: {again} (bản sửa tay được giữ bên cạnh). Số phải đổi thì ghi vào hồ sơ “loại: điều chỉnh số liệu” "
        "rồi lập lại.",
    )
