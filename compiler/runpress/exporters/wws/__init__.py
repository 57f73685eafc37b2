"""Python code for W&B's package `wandb-workspaces` that builds the same view.

Each part gives its code and, beside it, the JSON that the package writes for that code. Where that is not what is
stored, a comment in the code says so (`losses.py`).
"""

from __future__ import annotations

from typing import Final

from runpress.codec.about import About
from runpress.codec.json_text import Json
from runpress.codec.normal import normal_form
from runpress.exporters.wws.code import names_in, statement
from runpress.exporters.wws.losses import Part, comment, differences

SUFFIX: Final = ".py"
_MODULES: Final = {
    "expr": "from wandb_workspaces import expr",
    "wr": "import wandb_workspaces.reports.v2 as wr",
    "wri": "import wandb_workspaces.reports.v2.interface as wri",
    "ws": "import wandb_workspaces.workspaces as ws",
}


def export(about: About, spec: dict[str, Json]) -> str:
    """The code for a view; `spec` is what W&B stores, `about` what stands beside it."""
    part = built(about, spec)
    assert part.code is not None  # noqa: S101 - every view has code
    body = _top_notes(about, spec, part) + statement(about.kind, part.code)
    imports = "\n".join(sorted((_MODULES[name] for name in names_in(body, tuple(_MODULES))), key=_import_order))
    title = about.title.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ") or f"A {about.kind}"
    return (
        f'"""{title}, written by `runpress export --to wws`."""\n\n{imports}\n\n{body}\n'
        f'if __name__ == "__main__":\n    {about.kind}.save()\n'
    )


def built(about: About, spec: dict[str, Json]) -> Part:
    """The code for a view, and the spec that the package writes for it."""
    if about.kind == "workspace":
        from runpress.exporters.wws.workspace import workspace

        return workspace(spec, about)
    from runpress.exporters.wws.report import report

    return report(spec, about)


def _import_order(line: str) -> tuple[bool, str]:
    """Plain imports first, as sorters of imports have them."""
    return line.startswith("from"), line


def _top_notes(about: About, spec: dict[str, Json], part: Part) -> str:
    """Comments about the view as a whole."""
    paths = list(differences(normal_form(spec), normal_form(part.said)))
    top = [path for path in paths if not path.startswith(_INSIDE)]
    notes = list(comment(top)) if top else []
    if not about.project or (about.kind == "workspace" and not about.entity):
        notes.append("fill in the project: the document does not say one")
    return "".join(f"# {note}\n" for note in notes)


_INSIDE: Final = ("blocks[", "section.panelBankConfig.sections[")
"""What has comments where it stands."""
