"""What pyproject.toml cannot say: the Word templates travel inside the package (mẫu trình bày đi cùng gói cài đặt).

They live at the top of the repository, where people look for them; a wheel carries them as `pipeline/templates_docx`.
A checkout and an editable installation read them where they are, so there is one copy in the repository.
"""

from __future__ import annotations

from pathlib import Path
from shutil import rmtree

from setuptools import setup
from setuptools.command.build_py import build_py

_TEMPLATES = Path("templates_docx")


class BuildWithTemplates(build_py):
    """Copies the templates beside the modules of the package that is being built."""

    def run(self) -> None:
        """Build the modules, then put the templates of today in the place of those of an earlier build."""
        super().run()
        if not self.editable_mode:
            rmtree(Path(self.build_lib) / "pipeline" / _TEMPLATES, ignore_errors=True)
            for template, copy in self._copies():
                copy.parent.mkdir(parents=True, exist_ok=True)
                self.copy_file(str(template), str(copy))

    def get_outputs(self, include_bytecode: bool = True) -> list[str]:  # noqa: FBT001, FBT002 - setuptools' signature
        """What a build writes, the templates among it."""
        written = [] if self.editable_mode else [str(copy) for _, copy in self._copies()]
        return [*super().get_outputs(include_bytecode), *written]

    def get_source_files(self) -> list[str]:
        """What a source distribution has to hold, the templates among it."""
        return [*super().get_source_files(), *(str(template) for template, _ in self._copies())]

    def _copies(self) -> list[tuple[Path, Path]]:
        """Each template with its place in the build; lock files of Word beside an open document are none."""
        home = Path(self.build_lib) / "pipeline"
        carried = (*sorted(_TEMPLATES.rglob("*.docx")), *sorted(_TEMPLATES.glob("*.toml")))
        templates = (path for path in carried if not path.name.startswith(("~$", ".")))
        return [(template, home / template) for template in templates]


setup(cmdclass={"build_py": BuildWithTemplates})
