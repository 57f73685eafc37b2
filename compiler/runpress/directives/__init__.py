"""Directives: one module a fence. The body of a fence becomes a node; what is wrong becomes findings.

    node, findings = DIRECTIVES[word].lower(body, Context(fence=…, defaults=…))

- `word` is the one word of the info string: `panel`, `runset`, `grid`, `section`, `embed`, `wandb-block`.
- `body` is the located YAML of the fence (see `Directive.body`: a `wandb-block` is JSON, and gets its text
  as one located string). An empty body is `Located({}, span)`.
- The node is None where the body cannot be understood at all; otherwise what could be read is there,
  and options with faults are left out, so that a page shows as much as possible.
- Findings lie inside the fence. `lower` never raises, whatever the body holds.

Front matter is read by `directives.front_matter.lower_front_matter`.
"""

from __future__ import annotations

from collections.abc import Mapping

from runpress.directives import embed, grid, panel, runset, section, wandb_block
from runpress.directives.directive import Context, Directive, Lowered

DIRECTIVES: Mapping[str, Directive] = {
    directive.word: directive
    for directive in (
        panel.DIRECTIVE,
        runset.DIRECTIVE,
        grid.DIRECTIVE,
        section.DIRECTIVE,
        embed.DIRECTIVE,
        wandb_block.DIRECTIVE,
    )
}

__all__ = ["DIRECTIVES", "Context", "Directive", "Lowered"]
