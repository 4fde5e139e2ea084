"""Records that nobody edits (Mã kiểm): whether one is still what the program wrote."""

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
    """A set of annexes that is no longer what the program wrote: its figures may be nobody's.

    A warning, not an error: the paper can be built, so that a mended word does not stop an office; what is printed is told
    each time. A set without any mark of the program was put there by a person, who answers for it.
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
