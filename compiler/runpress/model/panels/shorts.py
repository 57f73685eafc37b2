"""Short forms that several panel types share."""

from __future__ import annotations

from runpress.model.shorts import Alias, Split

MAX_RUNS = Alias("max_runs", "max_runs_to_show", "The greatest number of runs: `max_runs: 20`.")
MAX_BARS = Alias("max_bars", "max_bars_to_show", "The greatest number of bars: `max_bars: 20`.")
COLORS = Alias(
    "colors", "line_colors", 'Colours by run id, group value or line: `colors: {cosine: teal, step: "#FAC13C"}`.'
)
EXPRESSIONS = Alias("expressions", "custom_expressions", "Expressions of metrics: `expressions: [loss - val_loss]`.")


def log(*axes: str) -> Split:
    """`log: y`, `log: [x, y]` or `log: {x: true}`."""
    return Split(
        "log", {axis: f"log_{axis}" for axis in axes}, "Logarithmic axes: `log: y` or `log: {x: true}`.", flags=True
    )


def ranges(*axes: str) -> Split:
    """`range: {y: [0, 1]}`."""
    return Split("range", {axis: f"range_{axis}" for axis in axes}, f"Ends of axes: `range: {{{axes[-1]}: [0, 1]}}`.")


def titles(*axes: str) -> Split:
    """`titles: {x: Epoch}`."""
    return Split("titles", {axis: f"title_{axis}" for axis in axes}, f"Titles of axes: `titles: {{{axes[0]}: Epoch}}`.")


def legend(*parts: str) -> Split:
    """`legend: "${run:name}"`, `legend: {position: east}`, or `legend: false`."""
    fields = {part: "show_legend" if part == "show" else f"legend_{part}" for part in parts}
    return Split(
        "legend",
        fields,
        'The legend: `legend: "${run:name}"`' + (" or `legend: {position: east}`." if "position" in parts else "."),
        scalar="template",
        switch="show" if "show" in parts else "",
    )
