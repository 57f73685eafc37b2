"""Pages of findings: an overview, and one page an area with what `runpress explain` says of each code."""

from __future__ import annotations

import re
from types import ModuleType

from text import page, table

from runpress.diagnostics import Code
from runpress.diagnostics.codes import AREAS, CODES
from runpress.diagnostics.explain import page as explanation

FOLDER = "findings"
_FENCE = re.compile(r"^(`{3,}).*?^\1`*$", re.MULTILINE | re.DOTALL)


def finding_pages() -> dict[str, str]:
    """By path."""
    return {f"{FOLDER}/index.md": _overview(), **{f"{FOLDER}/{_name(area)}.md": _area(area) for area in AREAS}}


def title_of(area: ModuleType) -> str:
    """What the findings of an area are about: "Fences and the YAML in them"."""
    said = (area.__doc__ or "").partition(": ")[2].strip().rstrip(".")
    return said[:1].upper() + said[1:]


def _overview() -> str:
    rows = [
        (f"[`{code.id}`]({_name(area)}.md#{_anchor(code)})", str(code.severity), _sentence(code.title))
        for area in AREAS
        for code in _codes(area)
    ]
    return page(
        "Findings",
        "Every code of `runpress check`, what it means, and what to do.",
        "Errors fail `runpress check`; warnings do so with `--strict`; notes never do. In a terminal, `runpress explain "
        "CODE` shows the same. `<!-- runpress: ignore[CODE] reason -->` before a block, or `ignore: [CODE]` in the front matter, "
        "leaves a finding out.",
        table(("Code", "Severity", "What was found"), rows),
    )


def _area(area: ModuleType) -> str:
    codes = _codes(area)
    described = f"{codes[0].id} to {codes[-1].id}: what was found, and what to do."
    return page(title_of(area), described, *(_explained(code) for code in codes))


def _explained(code: Code) -> str:
    """The page of a code as a section: its headings one level deeper, code in it as it is."""
    text = explanation(code.id).strip() or f"# {code.id}: {code.title}"
    at, parts = 0, []
    for fence in _FENCE.finditer(text):
        parts += [re.sub(r"^#", "##", text[at : fence.start()], flags=re.MULTILINE), fence.group()]
        at = fence.end()
    parts.append(re.sub(r"^#", "##", text[at:], flags=re.MULTILINE))
    return "".join(parts)


def _codes(area: ModuleType) -> list[Code]:
    return sorted((value for value in vars(area).values() if isinstance(value, Code)), key=lambda code: code.id)


def _anchor(code: Code) -> str:
    """The anchor of a code's heading, as MkDocs and runpress make it."""
    heading = f"{code.id}: {CODES[code.id].title}"
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def _name(area: ModuleType) -> str:
    return area.__name__.rpartition(".")[2].replace("_", "-")


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."
