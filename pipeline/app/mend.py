"""Repair files of anybody (sửa tệp): read, repair, write beside; the file that was given is never touched."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.app.inspect import convert_older, read_limited
from pipeline.app.office_of_file import houses_of
from pipeline.checking.check_result import BINDING
from pipeline.checking.house import UNKNOWN_HOUSE, House
from pipeline.checking.rules.registry import RULES_BY_CODE
from pipeline.errors import Refused, Unreadable, UsageError, VanthuError
from pipeline.filing.writer import must_be_new
from pipeline.intake.confined import Confined
from pipeline.reading.file_kind import kind_of
from pipeline.repair import Repaired, as_json, change_lines, left_lines, repair
from pipeline.typeset.libreoffice.soffice import Engine, find_engine


@dataclass(frozen=True, kw_only=True)
class Mended:
    """One file after the repair: what was changed and where the new file is, or the trouble."""

    path: Path
    target: Path
    repaired: Repaired | None = None
    trouble: VanthuError | None = None

    @property
    def changes(self) -> tuple[str, ...]:
        """Each change in words."""
        return tuple(change_lines(self.repaired)) if self.repaired else ()

    @property
    def left(self) -> tuple[str, ...]:
        """What is left for people, in words."""
        return tuple(left_lines(self.repaired)) if self.repaired else ()

    def as_json(self) -> dict[str, object]:
        """The published JSON shape of one repaired file."""
        error = {"message": self.trouble.message, "hint": self.trouble.remedy} if self.trouble else None
        said = as_json(self.repaired) if self.repaired else {"changes": [], "left": []}
        return {"file": str(self.path), "output": str(self.target) if self.repaired else None, **said, "error": error}

    @property
    def sound(self) -> bool:
        """Whether it was repaired, and breaks no binding rule any more."""
        repaired = self.repaired
        return repaired is not None and all(RULES_BY_CODE[left.code].severity not in BINDING for left in repaired.left)


def fix(files: Sequence[Path], output: Path, *, folder: Path | None = None) -> tuple[Mended, ...]:
    """Repair what is safe in Word files of anybody, into new files: `output` if it ends in `.docx`, else in that folder.

    The files given are never touched; one that cannot be repaired stops no other.
    `folder`: the office's records, by themselves found as for a check. UsageError: a place is taken, no such folder.
    """
    paths = tuple(dict.fromkeys(files))
    houses = houses_of(paths, folder).without_rules()
    return tuple(mend(path, target, houses.of_file(path)) for path, target in targets(paths, output).items())


def targets(paths: Sequence[Path], output: Path) -> dict[Path, Path]:
    """Where each new file goes: `output` itself for one file if it ends in `.docx`, else into that folder.

    UsageError: another file is in such a place, or it is one of the given files.
    """
    if output.suffix.lower() == ".docx":
        if len(paths) > 1:
            raise UsageError(
                f"{len(paths)} tệp không ghi chung vào {output}",
                "Cho --output một thư mục: mỗi tệp sửa xong một tệp mới.",
            )
        places = dict.fromkeys(paths, output)
    else:
        places = {path: output / f"{path.stem}.docx" for path in paths}
    if len(set(places.values())) < len(places):
        raise UsageError("Hai tệp cùng tên sẽ ghi vào một chỗ", "Sửa từng tệp, mỗi tệp một --output.")
    taken = [place for place in places.values() if place.exists()]
    if taken:
        raise UsageError(f"Tệp {taken[0]} đã có", "Chọn tên khác; phần mềm không ghi đè tệp của bạn.")
    if output.exists() and not output.is_dir():
        raise UsageError(f"{output} không phải thư mục", "Cho --output một thư mục, hoặc một tên tận cùng bằng .docx.")
    return places


def mend(
    path: Path, target: Path, house: House = UNKNOWN_HOUSE, *, engine: Callable[[], Engine] = find_engine
) -> Mended:
    """Repair one file and write the result; an older file is converted first."""
    try:
        data = read_limited(path)
        kind = kind_of(data)
        if kind.needs_conversion:
            made = convert_older({path: kind}, engine=engine)[path]
            if isinstance(made, VanthuError):
                return Mended(path=path, target=target, trouble=made)
            data = made
        with Confined() as room:
            repaired = room.call(repair, data, name=path.name, house=house)
    except (Unreadable, Refused) as trouble:
        return Mended(path=path, target=target, trouble=trouble)
    must_be_new(target, repaired.docx)
    return Mended(path=path, target=target, repaired=repaired)
