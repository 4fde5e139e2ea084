"""Copying the program's Word templates for editing (mẫu trình bày)."""

from __future__ import annotations

from pathlib import Path

from pipeline.decree.pack_folder import shipped_templates
from pipeline.errors import EnvironmentMissing, UsageError
from pipeline.filing.writer import must_be_new
from pipeline.typeset.docx.shipped import shipped_files

_NAMED = 3


def copy_templates(folder: Path) -> tuple[str, ...]:
    """Copy the Word templates that come with the program into `folder`; gives their names, relative to it.

    UsageError: the folder is a file, or one of the names is taken; then nothing is copied. EnvironmentMissing: the
    program is installed without them.
    """
    home, names = shipped_templates(), shipped_files()
    if not names:
        raise EnvironmentMissing(f"Không tìm thấy mẫu đi kèm phần mềm ở {home}", "Phần mềm cài thiếu tệp; hãy cài lại.")
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder} là một tệp, không phải thư mục", "Chọn tên thư mục khác.")
    present = [name for name in names if (folder / name).exists() or (folder / name).is_symlink()]
    if present:
        more = f" và {len(present) - _NAMED} tệp khác" if len(present) > _NAMED else ""
        raise UsageError(
            f"Thư mục {folder} đã có {', '.join(present[:_NAMED])}{more}; chưa chép tệp nào",
            "Phần mềm không ghi đè mẫu của bạn: chọn thư mục khác, hoặc chuyển các tệp ấy đi.",
        )
    for name in names:
        must_be_new(folder / name, (home / name).read_bytes())
    return names
