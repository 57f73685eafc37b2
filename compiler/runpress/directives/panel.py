"""A `panel` fence: its type tells the options."""

from __future__ import annotations

from functools import cache

from runpress.diagnostics import Diagnostic, Edit
from runpress.diagnostics.codes import directives as codes
from runpress.diagnostics.codes import panels as panel_codes
from runpress.diagnostics.suggest import is_same, suggestion
from runpress.directives.directive import Context, Directive, Lowered
from runpress.directives.expand import short_forms
from runpress.directives.reading import as_mapping, read
from runpress.directives.smoothing import weight_faults
from runpress.directives.subject import IN_FENCES, Codes, Subject
from runpress.directives.unknown import known_keys
from runpress.model.located import Entry, Located
from runpress.model.node import Node
from runpress.model.panels import PANELS, TYPE_NAMES, LinePanel
from runpress.model.panels.base import Panel, lacking
from runpress.source import Span

_CALLED_TYPE = dict.fromkeys(("kind", "panel", "panel_type", "chart", "chart_type", "plot"), "type")


def lower_panel(body: Located, context: Context) -> Lowered:
    """A panel of the type that `type:` names or its keys tell."""
    tree = as_mapping(body)
    if tree is None:
        return read(Panel, body, Subject("a panel"), owner=context.opening)
    word, findings = panel_type(tree, context)
    if word is None:
        return None, findings
    model, subject = PANELS[word], panel_subject(word)
    defaults = [context.defaults.entries[name] for name in (word, "panel") if name in context.defaults.entries]
    panel, more = read(model, tree, subject, owner=context.opening, defaults=defaults)
    findings += more
    if panel is None:
        return None, findings
    if context.dialect == "editor":
        panel = _left_to_server(panel)
    findings += _exclusive(panel, word, context)
    if isinstance(panel, LinePanel) and not findings:
        findings += _smoothing(panel, context)
    lacks = [group for group in lacking(panel) if not _is_said_empty(panel, group, context.fence)]
    if lacks and not findings:
        findings.append(_lacks(lacks[0], word, context))
    return (None if lacks else panel), findings


def _left_to_server(panel: Panel) -> Panel:
    """The panel as W&B's editor has it: without some options, where nobody says them."""
    unsaid = panel.left_to_server - panel.model_fields_set
    return panel.model_copy(update=dict.fromkeys(unsaid)) if unsaid else panel


def panel_type(tree: Located, context: Context) -> tuple[str | None, list[Diagnostic]]:
    """The type of a panel: what `type:` says, else the one type whose own keys are there."""
    entries = tree.entries
    entry = entries.get("type")
    if entry is not None and entry.value.value is not None:
        return _named(entry)
    word = told_by(frozenset(entries))
    if word == "line" and _is_scatter(entries):
        word = "scatter"
    if word is not None:
        return word, []
    place = entry.key if entry else context.opening
    return None, _misspelt(entries) or [
        codes.MISSING_KEY.at(
            place, "a panel lacks `type`", label="add `type: line`, for example", help=f"types: {', '.join(PANELS)}"
        )
    ]


def _misspelt(entries: dict[str, Entry]) -> list[Diagnostic]:
    """The keys that were meant to tell the type: `typ: line`, `Y: loss`."""
    telling = {"type", *(hint for model in PANELS.values() for hint in model.hints)}
    meant = {key: _CALLED_TYPE.get(key) or suggestion(key, telling) for key in entries if key not in _owners()}
    return [
        codes.UNKNOWN_KEY.at(
            entries[key].key,
            f"a panel has no option `{key}`",
            label=f"did you mean `{near}`?",
            fix=(Edit(entries[key].key, near),) if is_same(key, near) else (),
        )
        for key, near in meant.items()
        if near
    ]


def told_by(keys: frozenset[str]) -> str | None:
    """The type that some keys tell: one that they hint at, and that knows the most of them."""
    hinted = [word for word, model in PANELS.items() if keys.intersection(model.hints)]
    return max(hinted, key=lambda word: len(keys.intersection(known_keys(PANELS[word]))), default=None)


def _is_scatter(entries: dict[str, Entry]) -> bool:
    """Whether `x` is a value that a run has once: lines have none of these, clouds of runs do."""
    x = entries.get("x")
    return x is not None and str(x.value.value).startswith(("config.", "summary."))


def panel_name(word: str) -> str:
    """A panel type in a sentence: "a line panel"."""
    return f"{'an' if word[0] in 'aeiou' else 'a'} {word} panel"


@cache
def panel_subject(word: str, subject_codes: Codes = IN_FENCES) -> Subject:
    """How findings speak of a panel type."""
    model = PANELS[word]
    own = {*known_keys(model)}
    elsewhere = {key: sentence for key, sentence in _owners().items() if key not in own}
    return Subject(panel_name(word), subject_codes, elsewhere=elsewhere, also_called=dict(model.also_called))


@cache
def _owners() -> dict[str, str]:
    """For each option the sentence that says which panel types have it."""
    types: dict[str, list[str]] = {}
    for word, model in PANELS.items():
        for key in dict.fromkeys([*short_forms(model), *model.model_fields]):
            types.setdefault(key, []).append(word)
    return {key: f"`{key}` is for {_joined(words)} panels" for key, words in types.items()}


def _joined(words: list[str]) -> str:
    if len(words) > 3:  # noqa: PLR2004 - more than a reader wants to know
        return f"{', '.join(words[:3])} and other"
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _named(entry: Entry) -> tuple[str | None, list[Diagnostic]]:
    typed = entry.value.value
    if isinstance(typed, str) and typed in PANELS:
        return typed, []
    place = entry.value.span if entry.value.span.end > entry.value.span.start else entry.key
    if not isinstance(typed, str):
        message = "`type` takes the name of a panel type"
        return None, [codes.BAD_VALUE.at(place, message, help=f"types: {', '.join(PANELS)}")]
    called = TYPE_NAMES.get(typed.lower(), "")
    near = called or suggestion(typed, PANELS)
    return None, [
        panel_codes.UNKNOWN_TYPE.at(
            place,
            f"there is no panel type `{typed[:60]}`",
            label=f"did you mean `{near}`?" if near else "",
            help="" if near else f"types: {', '.join(PANELS)}; any other type of W&B's is `raw` with its `spec`",
            fix=(Edit(place, near),) if near and (called or is_same(typed, near)) else (),
        )
    ]


def _is_said_empty(panel: Panel, group: tuple[str, ...], fence: Span) -> bool:
    """Whether the author writes that there is nothing, `y: []` or `x: null`: W&B keeps such panels."""
    own = [field for field in group if _own_key(panel, field, fence)]
    places = [panel.value_span(field) for field in own]
    return any(place.text.strip() for place in places if place)


def _exclusive(panel: Panel, word: str, context: Context) -> list[Diagnostic]:
    """Options of the fence (not of defaults) that say different things about one."""
    findings: dict[Span, Diagnostic] = {}
    for first, second, unless in panel.exclusive:
        places = [_own_key(panel, name, context.fence) for name in (first, second)]
        if None in places or (unless and getattr(panel, unless)):
            continue
        earlier, later = sorted((place for place in places if place), key=lambda span: span.start)
        hint = f"; with `{unless}` it can have both" if unless else ""
        finding = codes.CONFLICT.at(
            later,
            f"{panel_name(word)} has both `{first}` and `{second}`",
            label=f"`{earlier.text.strip()}` in line {earlier.begin.line} says it already",
            help=f"keep one of them{hint}",
        )
        findings.setdefault(later, finding)
    return list(findings.values())


def _smoothing(panel: LinePanel, context: Context) -> list[Diagnostic]:
    place = panel.value_span("smoothing_factor") if _own_key(panel, "smoothing_factor", context.fence) else None
    return weight_faults(place, kind=panel.smoothing_type, weight=panel.smoothing_factor, code=codes.BAD_VALUE)


def _own_key(node: Node, name: str, fence: Span) -> Span | None:
    """Where a fence sets an option of its node; None if it does not, or if a default of the document does."""
    if name not in node.model_fields_set:
        return None
    span = node.key_span(name)
    is_own = span is not None and span.source is fence.source and fence.start <= span.start < fence.end
    return span if is_own else None


def _lacks(group: tuple[str, ...], word: str, context: Context) -> Diagnostic:
    names = [f"`{field}`" for field in group]
    listed = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"
    return codes.MISSING_KEY.at(
        context.opening,
        f"{panel_name(word)} lacks {listed}",
        label=f"add `{group[0]}:`",
    )


DIRECTIVE = Directive("panel", "A panel: a figure, a table, a browser of media.", lower_panel)
