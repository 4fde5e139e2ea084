"""The shell of a self-contained web page (khung trang HTML): nothing is fetched and nothing runs.

No scripts; one style sheet in the page, whose hash the page's policy names; pictures, where there are any, as data.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib import resources
from typing import Final

import jinja2

_FOLDER: Final = "web"
_HEAD: Final = "head.html.j2"
_STYLE: Final = "style.css"


@dataclass(frozen=True)
class PageShell:
    """The pages of one package: Jinja templates and a style sheet in its folder `web`; whether they show pictures."""

    package: str
    templates: tuple[str, ...]
    pictures: bool = False

    def render(self, template: str, values: dict[str, object], *, more_style: str = "") -> str:
        """A page from a template, whose values are escaped. `more_style`: rules of this page beside the style sheet's."""
        style = _text(self.package, _STYLE) + more_style
        page = _environment(self.package, self.templates).get_template(template)
        return page.render(policy=self._policy(style), style=style, **values)

    def _policy(self, style: str) -> str:
        """The content security policy: this style sheet, pictures in the page if there are any, nothing else."""
        digest = base64.b64encode(sha256(style.encode("utf-8")).digest()).decode("ascii")
        pictures = "img-src data:; " if self.pictures else ""
        return f"default-src 'none'; {pictures}style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


@cache
def _environment(package: str, templates: tuple[str, ...]) -> jinja2.Environment:
    texts = {name: _text(package, name) for name in templates}
    head = resources.files("pipeline.web").joinpath(_HEAD).read_text(encoding="utf-8")
    return jinja2.Environment(
        loader=jinja2.DictLoader({**texts, _HEAD: head}),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def _text(package: str, name: str) -> str:
    return resources.files(package).joinpath(_FOLDER, name).read_text(encoding="utf-8")
