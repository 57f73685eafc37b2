"""Python code for W&B's package `wandb-workspaces` that builds the same view.

Each part gives its code and, beside it, the JSON that the package writes for that code. Where that is not what is
stored, a comment in the code says so (`losses.py`).
"""

from __future__ import annotations

from typing import Final
from unicodedata import category

from runpress.codec.about import About
from runpress.codec.json_text import Deep, Json, has_surrogates
from runpress.codec.normal import normal_form
from runpress.codec.residue import same
from runpress.exporters.wws.code import names_in, statement
from runpress.exporters.wws.losses import Part, comment, differences, printable

_MODULES: Final = {
    "expr": "from wandb_workspaces import expr",
    "wr": "import wandb_workspaces.reports.v2 as wr",
    "wri": "import wandb_workspaces.reports.v2.interface as wri",
    "ws": "import wandb_workspaces.workspaces as ws",
}


_LONGEST_TITLE: Final = 128
_REFUSED: Final = ("So", "Sk", "Sm", "Sc", "Cs")
"""Kinds of characters."""


def export(about: About, spec: dict[str, Json]) -> str:
    """The code for a view; `spec` is what W&B stores, `about` what stands beside it."""
    part = built(about, spec)
    assert part.code is not None  # noqa: S101 - every view has code
    body = _top_notes(about, spec, part) + statement(about.kind, part.code)
    imports = "\n".join(sorted((_MODULES[name] for name in names_in(body, tuple(_MODULES))), key=_import_order))
    title = printable(about.title.replace("\\", "\\\\").replace('"', '\\"')) or f"A {about.kind}"
    return (
        f'"""{title}, written by `runpress export --to wws`."""\n\n{imports}\n\n{body}\n'
        f'if __name__ == "__main__":\n    {about.kind}.save()\n'
    )


def built(about: About, spec: dict[str, Json]) -> Part:
    """The code for a view, and the spec that the package writes for it."""
    spec = _sayable(spec)
    if about.kind == "workspace":
        from runpress.exporters.wws.workspace import workspace

        return workspace(spec, about, name=_sayable_title(about))
    from runpress.exporters.wws.report import report

    return report(spec, about, title=_sayable_title(about))


def _sayable(value: Json) -> Json:
    """A value without what no code says: halves of characters, numbers and depths beyond all bounds."""
    if isinstance(value, dict):
        return {_sayable(key): _sayable(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_sayable(inner) for inner in value]
    if isinstance(value, str) and has_surrogates(value):
        return value.encode("utf-8", "replace").decode()
    return None if isinstance(value, Deep) else value


def _sayable_title(about: About) -> str:
    """The title as the package takes it: names of workspaces without symbols, titles of reports up to a length."""
    if about.kind == "report":
        return about.title[:_LONGEST_TITLE]
    return "".join(letter for letter in about.title if category(letter) not in _REFUSED)


def _import_order(line: str) -> tuple[bool, str]:
    """Plain imports first, as sorters of imports have them."""
    return line.startswith("from"), line


def _top_notes(about: About, spec: dict[str, Json], part: Part) -> str:
    """Comments about the view as a whole."""
    paths = list(differences(normal_form(spec), normal_form(part.said)))
    top = [path for path in paths if not path.startswith(_INSIDE)]
    notes = list(comment(top)) if top else []
    if not same(_sayable(spec), spec):
        notes.append("wandb-workspaces cannot say halves of characters, endless numbers, or what is nested too deep")
    if about.title and _sayable_title(about) != about.title:
        notes.append("wandb-workspaces refuses the title; the code has what it takes of it")
    if not about.project or (about.kind == "workspace" and not about.entity):
        notes.append("fill in the project: the document does not say one")
    return "".join(f"# {note}\n" for note in notes)


_INSIDE: Final = ("blocks[", "section.panelBankConfig.sections[")
"""What has comments where it stands."""
