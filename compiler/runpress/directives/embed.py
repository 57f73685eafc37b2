"""An `embed` fence: exactly one of `url`, `html`, `gallery` and `markdown`."""

from __future__ import annotations

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
        "links": "gallery",
        "content": "markdown",
        "text": "markdown",
        "title": "caption",
    },
)


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
    if not given and not findings:
        names = ", ".join(f"`{name}`" for name in EmbedOptions.choices[:-1])
        findings.append(
            codes.MISSING_KEY.at(
                context.opening,
                f"an embed lacks {names} or `{EmbedOptions.choices[-1]}`",
                label="add `url:`, for example",
            )
        )
    return (node if given else None), findings


DIRECTIVE = Directive("embed", "A video, a tweet, a track, a gallery, or Markdown kept as Markdown.", lower_embed)
