"""What `help` and interactive shells show of options: their documentation, which stands with their declarations."""

from __future__ import annotations

from inspect import Parameter, Signature

from runpress.model.node import OPTIONS, Node, canonical_order


def with_options(value: object) -> None:
    """Put its options into the docstring and the signature of a node, once: pydantic shows them on its first use only."""
    if not isinstance(value, type) or not issubclass(value, Node) or OPTIONS in (value.__doc__ or ""):
        return
    fields = value.model_fields
    names = [name for name in canonical_order(value) if fields[name].description]
    lines = [f"    {name}: {fields[name].description}" for name in names]
    value.__doc__ = (value.__doc__ or "").strip() + OPTIONS + "\n".join(lines)
    value.__signature__ = Signature(
        [
            Parameter(
                name,
                Parameter.KEYWORD_ONLY,
                default=Parameter.empty if fields[name].is_required() else fields[name].default,
                annotation=Parameter.empty if "Annotated" in str(fields[name].annotation) else fields[name].annotation,
            )
            for name in names
        ]
    )
