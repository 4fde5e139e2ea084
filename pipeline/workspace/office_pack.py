"""An office's own pack (mẫu của cơ quan): the folder `mau/` beside its records; files replace the program's by name.

Its table of types is read here, since records depend on it; its Word files are read where papers are set.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path as Folder

from pipeline.decree.pack_folder import BLOCKS, OFFICE_PACK, shipped_templates
from pipeline.decree.paper_types import PaperTypes
from pipeline.decree.type_table import office_lines, paper_types, with_office_types
from pipeline.finding import Finding
from pipeline.intake.file import is_text, shown
from pipeline.records.office import KINDS
from pipeline.workspace.closest import closest, plain_letters
from pipeline.workspace.decoding import read_text
from pipeline.workspace.findings_at import error, quote, warning
from pipeline.workspace.home import OFFICE_TABLE
from pipeline.workspace.limits import Limits
from pipeline.workspace.value_places import Place

_WRONG_ROW, _NO_LAYOUT, _UNKNOWN, _A_KIND = "MAU-01", "MAU-02", "MAU-03", "MAU-08"
_ALSO = ("Thumbs.db", "desktop.ini")
Lines = Mapping[tuple[str, str], int]
"""Where an office's rows and their columns stand: see `office_lines`."""


def office_types(root: Folder, limits: Limits) -> tuple[PaperTypes, tuple[Finding, ...]]:
    """The table of types of an office, and findings on it and on the names of files beside it."""
    types, findings, lines = _table(root, limits)
    findings = (*findings, *_folder_misnamed(root), *_outside(root))
    if not (root / OFFICE_PACK).is_dir():
        return types, findings
    return types, (*findings, *_layouts_wanting(root, types, lines), *_unknown_names(root, types))


def _folder_misnamed(root: Folder) -> Iterator[Finding]:
    """A finding for what was meant as the office's pack and is not read: `Mau`, `mẫu`, or a plain file called `mau`."""
    pack = root / OFFICE_PACK
    for name in _names(root):
        place = root / name
        if plain_letters(name) != OFFICE_PACK or (pack.is_dir() and place.is_dir() and place.samefile(pack)):
            continue
        if place.is_dir():
            words = f"Thư mục {quote(shown(name))} không được dùng: mẫu của cơ quan nằm trong thư mục “{OFFICE_PACK}”"
            hint = f"Đổi tên thành “{OFFICE_PACK}”: chữ thường, không dấu."
            if pack.is_dir():
                hint = f"Chuyển các tệp trong đó sang “{OFFICE_PACK}” (chữ thường, không dấu) rồi xóa thư mục này."
        else:
            words = f"{quote(shown(name))} là một tệp, nên không được dùng làm thư mục mẫu của cơ quan"
            hint = f"Đổi tên hoặc xóa tệp này; mẫu thì đặt trong thư mục “{OFFICE_PACK}”."
        yield warning(_UNKNOWN, Place(shown(name)), words, hint=hint)


def _outside(root: Folder) -> Iterator[Finding]:
    """A finding for each file of a pack that lies beside the records instead of in the pack."""
    ours = {path.name for path in shipped_templates().iterdir() if path.is_file()}
    for name in sorted(ours & set(_names(root))):
        where = (
            f"Tệp {quote(name)} nằm cạnh hồ sơ nên không được dùng: mẫu của cơ quan nằm trong thư mục “{OFFICE_PACK}”"
        )
        yield warning(_UNKNOWN, Place(name), where, hint=f"Chuyển vào {OFFICE_PACK}/{name}; không dùng nữa thì xóa.")


def _table(root: Folder, limits: Limits) -> tuple[PaperTypes, tuple[Finding, ...], Lines]:
    """The program's types with the office's rows, findings on these, and the lines on which they stand."""
    if not (root / OFFICE_TABLE).exists():
        return paper_types(), (), {}
    text, findings = read_text(root, OFFICE_TABLE, limits)
    if text is None:
        return paper_types(), findings, {}
    types, problems = with_office_types(text, paper_types())
    found = tuple(
        error(_WRONG_ROW, Place(OFFICE_TABLE, problem.line or 1, 1), problem.message, hint=problem.hint)
        for problem in problems
    )
    lines = office_lines(text)
    types, taken = _without_kinds(types, lines)
    return types, (*findings, *found, *taken), lines


def _without_kinds(types: PaperTypes, lines: Lines) -> tuple[PaperTypes, tuple[Finding, ...]]:
    """The table without own types that are named like a kind of record: a record could not say which it is."""
    kinds = {plain_letters(kind): kind for kind in KINDS}
    taken = {
        paper_type.name: kinds[plain_letters(paper_type.name)]
        for paper_type in types.types
        if paper_type.own and plain_letters(paper_type.name) in kinds
    }
    found = tuple(
        error(
            _A_KIND,
            Place(OFFICE_TABLE, lines.get((name, "")), 1),
            f"Loại “{name}” trùng tên hồ sơ “loại: {kind}” của phần mềm, nên không rõ hồ sơ nào thuộc loại nào",
            hint=f'Đặt tên loại khác trong [loai."{name}"] ở dòng này.',
        )
        for name, kind in taken.items()
    )
    kept = tuple(paper_type for paper_type in types.types if paper_type.name not in taken)
    return replace(types, types=kept), found


def _layouts_wanting(root: Folder, types: PaperTypes, lines: Lines) -> Iterator[Finding]:
    """A finding for each type whose Word layout exists neither in the program nor in the office's pack."""
    there = {*_names(shipped_templates()), *_names(root / OFFICE_PACK)}
    for paper_type in types.types:
        file = f"{paper_type.layout}.docx"
        if paper_type.record and file not in there:
            near = _near(file, (name for name in there if name.endswith(".docx")))
            words = f"Loại “{paper_type.name}” dùng mẫu {quote(f'{OFFICE_PACK}/{file}')}, nhưng không có tệp ấy"
            hint = f"Có lẽ là bo_cuc = “{near.removesuffix('.docx')}”. " if near else ""
            line = lines.get((paper_type.name, "bo_cuc")) or lines.get((paper_type.name, ""))
            place = Place(OFFICE_TABLE, line, 1 if line else None)
            yield error(_NO_LAYOUT, place, words, hint=f"{hint}Thêm tệp ấy, hoặc sửa dòng bo_cuc.")


def _unknown_names(root: Folder, types: PaperTypes) -> Iterator[Finding]:
    """A finding for each file or folder with a name that nothing uses, with the nearest name in use."""
    ours = shipped_templates()
    known = {*_names(ours), BLOCKS, *(f"{paper_type.layout}.docx" for paper_type in types.types)}
    blocks = set(_names(ours / BLOCKS))
    yield from _strangers(root, OFFICE_PACK, known, elsewhere=dict.fromkeys(blocks, f"{OFFICE_PACK}/{BLOCKS}"))
    if (root / OFFICE_PACK / BLOCKS).is_dir():
        # An office may have blocks of its own, which its layouts include: only what looks like one of ours is asked about.
        others = dict.fromkeys(known - {BLOCKS}, OFFICE_PACK)
        yield from _strangers(root, f"{OFFICE_PACK}/{BLOCKS}", blocks, own_suffix=".docx", elsewhere=others)


def _strangers(
    root: Folder, below: str, known: Iterable[str], *, elsewhere: Mapping[str, str], own_suffix: str = ""
) -> Iterator[Finding]:
    """A finding for each name in a folder of the pack that is not known there; `elsewhere`: the folders of other names."""
    names = tuple(known)
    for name in _names(root / below):
        if name in names or name in _ALSO:
            continue
        home = elsewhere.get(name)
        near = None if home else _near(name, names)
        if near is None and home is None and own_suffix and name.endswith(own_suffix):
            continue
        words = f"{quote(f'{below}/{shown(name)}')} không thay cho tệp nào của bộ mẫu, nên không được dùng"
        if home:
            hint = f"Tệp tên ấy thuộc thư mục “{home}”: chuyển sang đó."
        elif near:
            hint = f"Có lẽ là “{below}/{near}”: đổi tên cho đúng."
        elif name.endswith(".docx"):
            hint = f"Mẫu của loại riêng thì ghi bo_cuc trong “{OFFICE_TABLE}”; các tên khác: vanthu templates copy DIR."
        else:
            hint = "Các tên được dùng: vanthu templates copy DIR."
        yield warning(_UNKNOWN, Place(f"{below}/{shown(name)}"), words, hint=hint)


def _near(name: str, names: Iterable[str]) -> str | None:
    """The known name that is meant; of names with one ending only what stands before it counts, else all are alike."""
    stem, dot, ending = name.rpartition(".")
    alike = {known.removesuffix(dot + ending): known for known in names if dot and known.endswith(dot + ending)}
    if not alike:
        return closest(name, names)
    found = closest(stem, alike)
    return alike[found] if found is not None else None


def _names(folder: Folder) -> tuple[str, ...]:
    """The names in a folder, without files that programs leave beside an open document; none if it does not exist."""
    try:
        found = sorted(path.name for path in folder.iterdir())
    except OSError:
        return ()
    return tuple(name for name in found if is_text(name) and not name.startswith(("~", ".")))
