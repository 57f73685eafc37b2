"""The settings of a project, as values. `RUNPRESS_*` variables win over what mkdocs.yml says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from runpress.frozen import frozen
from runpress.model.located import Located
from runpress.project.target_settings import TargetSettings
from runpress.source import Span

if TYPE_CHECKING:  # pydantic, which a build with nothing to do does not need
    from runpress.model.front_matter import FrontMatterDefaults

DEFAULT_THEME = "default"
WIDTHS = ("readable", "fixed", "fluid")
_VARIABLES = {
    "RUNPRESS_ENTITY": "entity",
    "RUNPRESS_PROJECT": "project",
    "RUNPRESS_WIDTH": "width",
    "RUNPRESS_THEME": "theme",
}


@frozen
class DataFolder:
    """Where the recorded runs of a project lie."""

    project: str
    """`entity/project`."""
    path: str
    """A folder, a file or a glob, relative to the folder of mkdocs.yml."""


@frozen(kw_only=True)
class Configuration:
    """The settings of a project. Values are checked; `nav` and `defaults` keep their places."""

    site_name: str = ""
    site_description: str = ""
    docs_dir: str = "docs"
    exclude_docs: str = ""
    """Patterns in the manner of .gitignore, one a line."""
    nav: Located | None = None
    entity: str | None = None
    project: str | None = None
    targets: tuple[TargetSettings, ...] = ()
    """Places to publish to, for `--target`."""
    width: str | None = None
    defaults: Located | None = None
    data: tuple[DataFolder, ...] = ()
    theme: str = DEFAULT_THEME
    custom_dir: str | None = None
    """A folder of templates that override the theme's, relative to the folder of mkdocs.yml."""
    spans: Mapping[str, Span] = field(default_factory=dict, compare=False, repr=False)
    """Where each value stands."""

    @property
    def digest_text(self) -> str:
        """All that a page may depend on, as text that changes when it does."""
        plain = [self.nav.plain() if self.nav else None, self.defaults.plain() if self.defaults else None]
        shown = replace(self, nav=None, defaults=None, targets=(), spans={})
        return repr((shown, plain))

    def front_matter_defaults(self) -> FrontMatterDefaults:
        """What documents inherit from the configuration."""
        from runpress.model.front_matter import Defaults, FrontMatterDefaults

        value = self.defaults.value if self.defaults else None
        entries = {key: entry.value for key, entry in value.items()} if isinstance(value, dict) else {}
        width: Any = self.width
        return FrontMatterDefaults(entity=self.entity, project=self.project, width=width, defaults=Defaults(entries))


def with_environment(configuration: Configuration, environ: Mapping[str, str]) -> Configuration:
    """The settings with what `RUNPRESS_*` variables say in their place."""
    changes: dict[str, Any] = {
        name: environ[variable] for variable, name in _VARIABLES.items() if environ.get(variable)
    }
    if changes.get("width") not in (None, *WIDTHS):
        del changes["width"]
    return replace(configuration, **changes) if changes else configuration


def locate(configuration: Configuration, folder: Path) -> Path:
    """Where the documents stand: `docs_dir`, else the folder itself where there is none of that name."""
    docs = folder / configuration.docs_dir
    return docs if docs.is_dir() or "docs_dir" in configuration.spans else folder
