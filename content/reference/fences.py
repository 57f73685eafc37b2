"""Pages of front matter, settings and the fences besides `panel`."""

from __future__ import annotations

from options import described
from text import fence, page

from runpress.directives import DIRECTIVES
from runpress.model.front_matter import FrontMatter
from runpress.model.reference import FENCES
from runpress.model.settings import SectionPanelSettings, WorkspaceSettings

_TITLES = {
    "runset": "Run sets",
    "grid": "Grids",
    "section": "Sections",
    "embed": "Embedded media",
}


def fence_pages() -> dict[str, str]:
    """By path."""
    return {
        "front-matter.md": _front_matter(),
        **{f"{word}.md": _fence(word) for word in FENCES},
        "wandb-block.md": _raw(),
        "settings.md": _settings(),
    }


def _front_matter() -> str:
    return page(
        "Front matter",
        "The keys that a document says about itself.",
        "Front matter stands at the very top, between two lines of three hyphens. Keys that are not in the table "
        "belong to other tools and are left alone.",
        f"```yaml\n---\n{FrontMatter.example.rstrip()}\n---\n```",
        described(FrontMatter, "front matter", without=frozenset({"settings"})),
        "`settings` has [a page of its own](settings.md).",
    )


def _fence(word: str) -> str:
    model = FENCES[word]
    inner = frozenset({"panel_settings"}) if "panel_settings" in model.model_fields else frozenset()
    more = "`panel_settings` stands among the [settings](settings.md#of-a-section)." if inner else ""
    return page(
        _TITLES[word],
        DIRECTIVES[word].doc,
        fence(word, model.example),
        described(model, word, without=inner),
        more,
    )


def _raw() -> str:
    return page(
        "Blocks kept as JSON",
        DIRECTIVES["wandb-block"].doc,
        "The body is the JSON of one block as W&B stores it. It is kept byte for byte, and published as it is; the "
        "preview says what it is.",
        fence("wandb-block", '{"type": "new-kind-of-block", "children": [{"text": ""}]}'),
    )


def _settings() -> str:
    return page(
        "Settings",
        "What the panels of a workspace or of a section inherit.",
        "A panel's own options win over those of its section, and those over the workspace's. In reports they stand in "
        "`defaults:` of the [front matter](front-matter.md).",
        f"## Of a workspace\n\n`settings:` in the front matter.\n\n```yaml\nsettings:\n{_indented(WorkspaceSettings.example)}\n```",
        described(WorkspaceSettings, "settings", level=3, of=" of a workspace"),
        "## Of a section\n\n`panel_settings:` in a [`section` fence](section.md).",
        described(SectionPanelSettings, "panel_settings", level=3, of=" of a section"),
    )


def _indented(text: str) -> str:
    return "\n".join(f"  {line}" for line in text.rstrip().splitlines())
