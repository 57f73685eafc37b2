"""An `embed` fence: exactly one of its choices, and the options that belong to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from runpress.diagnostics import Diagnostic
from runpress.diagnostics.codes import directives as codes
from runpress.directives.directive import Context, Directive, Lowered
from runpress.directives.reading import read
from runpress.directives.subject import Subject
from runpress.model.embed import EmbedOptions
from runpress.model.located import Located

_SUBJECT = Subject(
    "an embed",
    also_called={
        "src": "url",
        "href": "url",
        "link": "url",
        "image": "url",
        "picture": "url",
        "video": "url",
        "youtube": "url",
        "tweet": "url",
        "links": "gallery",
        "content": "markdown",
        "text": "markdown",
        "title": "caption",
        "table": "table_name",
        "query": "weave",
        "config": "weave",
        "path": "file",
        "alias": "version",
    },
)


_BELONGS_TO = {
    "service": ("url", "html"),
    "width": ("url",),
    "height": ("url", "weave", "table_name", "artifact"),
    "href": ("url",),
    "project": ("table_name", "artifact"),
    "tab": ("artifact",),
    "version": ("artifact",),
    "file": ("artifact",),
}
"""The options that are for some choices alone."""
_TOGETHER = {"version": "file", "file": "version"}


def lower_embed(body: Located, context: Context) -> Lowered:
    """What is embedded, if it is one thing."""
    node, findings = read(EmbedOptions, body, _SUBJECT, owner=context.opening)
    if node is None:
        return None, findings
    given = [name for name in EmbedOptions.choices if getattr(node, name) is not None]
    if len(given) > 1:
        findings.append(
            codes.CONFLICT.at(
                node.key_span(given[1]) or context.opening,
                f"an embed has both `{given[0]}` and `{given[1]}`",
                label="one embed shows one thing",
                help="write a fence for each",
            )
        )
    elif given:
        findings += _misplaced(node, given[0], context)
    elif not findings:
        findings.append(
            codes.MISSING_KEY.at(
                context.opening,
                f"an embed lacks {_named(EmbedOptions.choices)}",
                label="add `url:`, for example",
            )
        )
    return (node if given else None), findings


def _misplaced(node: EmbedOptions, choice: str, context: Context) -> Iterator[Diagnostic]:
    """A finding for each option that says nothing here."""
    for name, choices in _BELONGS_TO.items():
        if getattr(node, name) is None:
            continue
        place = node.key_span(name) or context.opening
        if choice not in choices:
            yield codes.UNKNOWN_KEY.at(
                place, f"`{name}` is for an embed with {_named(choices)}", label=f"this one has `{choice}`"
            )
        elif _TOGETHER.get(name) and getattr(node, _TOGETHER[name]) is None:
            yield codes.MISSING_KEY.at(
                place, f"`{name}` of an artifact lacks `{_TOGETHER[name]}`", label=f"add `{_TOGETHER[name]}:`"
            )
    if node.file is not None and node.tab is not None:
        yield codes.CONFLICT.at(
            node.key_span("tab") or context.opening,
            "`tab` is for a whole artifact, not for a file of it",
            help="leave out `tab`, or `version` and `file`",
        )


def _named(names: Sequence[str]) -> str:
    quoted = [f"`{name}`" for name in names]
    return " or ".join(filter(None, (", ".join(quoted[:-1]), quoted[-1])))


DIRECTIVE = Directive(
    "embed", "A video, a tweet, a track, a gallery, a query, or Markdown kept as Markdown.", lower_embed
)
