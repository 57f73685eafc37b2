"""Tables of what can be written in a fence: options, and the short forms that stand for them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from text import code, lines, listed, table

from runpress.model.node import Node
from runpress.model.reference import NodeReference, OptionReference, ShortReference, inner_nodes, reference_of


def described(
    model: type[Node], name: str, *, without: frozenset[str] = frozenset(), level: int = 2, of: str = ""
) -> str:
    """Everything about one node, its heading and example left out. `of` tells its headings from others."""
    about = reference_of(model, name)
    mark = "#" * level
    options = [option for option in about.options if option.name not in without]
    parts = [
        needs(about),
        f"{mark} Short forms{of}\n\n{shorts(about)}" if about.shorts else "",
        f"{mark} Options{of}\n\n{table_of(options, short_keys(about))}" if options else "",
    ]
    for inner, fields in inner_nodes(model).items():
        if not fields <= without:
            parts.append(inside(inner, fields, mark))
    return "\n\n".join(part for part in parts if part)


def inside(model: type[Node], fields: Iterable[str], mark: str) -> str:
    """What stands in an option that is a mapping itself."""
    about = reference_of(model, "")
    parts = [f"{mark} In {listed(sorted(fields), 'and')}", about.doc, shorts(about) if about.shorts else ""]
    return "\n\n".join(part for part in (*parts, table_of(about.options, short_keys(about))) if part)


def needs(about: NodeReference) -> str:
    """The sentence on options that must be there."""
    wanted = [listed(group) for group in about.needs]
    return f"It needs {' and '.join(wanted)}." if wanted else ""


def shorts(about: NodeReference) -> str:
    """The table of short forms."""
    return table(
        ("Short form", "What it says", "Stands for"),
        ((code(short.key), short.doc, _stands_for(short)) for short in about.shorts),
    )


def _stands_for(short: ShortReference) -> str:
    """The options that a short form sets, of a mapping with the key in it that sets each."""
    if not short.parts:
        return listed(short.fields, "and")
    return lines(*(f"{code(part)}: {code(field)}" for part, field in zip(short.parts, short.fields, strict=True)))


def table_of(options: Iterable[OptionReference], short: Mapping[str, str]) -> str:
    """The table of options."""
    return table(("Option", "Value", "What it does"), (_row(option, short.get(option.name, "")) for option in options))


def short_keys(about: NodeReference) -> dict[str, str]:
    """The short form of each option that has one."""
    return {field: short.key for short in about.shorts for field in short.fields}


def _row(option: OptionReference, short: str) -> tuple[str, str, str]:
    return (
        lines(code(option.name), f"or {code(short)}" if short and short != option.name else ""),
        lines(
            option.type,
            "must be there" if option.is_required else "",
            f"{code(option.default)} if left out" if option.default else "",
        ),
        lines(option.doc, f"W&B: {listed(option.wires, 'and')}" if option.wires else ""),
    )
