"""The keys of filters: `config.lr`, `state`, and W&B's spelling `Config("lr")`, `Metric("State")`."""

from __future__ import annotations

from collections.abc import Callable

from runpress.diagnostics.codes import runsets
from runpress.diagnostics.suggest import did_you_mean, suggestion
from runpress.model.attributes import ATTRIBUTES, attribute_named
from runpress.model.filters.faults import Fault
from runpress.model.filters.tokens import Token
from runpress.model.keys import TAGS, Key, config_called, quoted

_SECTIONS = ("config", "summary", "tags", "run")


def read_word(token: Token) -> Key:
    """The key that a word names. Raises a Fault that suggests what may be meant."""
    try:
        return Key.parse(token.text)
    except ValueError as error:
        raise _unknown(token, str(error)) from None


def _unknown(token: Token, message: str) -> Fault:
    return Fault(
        token.start, token.end, message, label=_nearest(token.text), help=_advice(token.text), code=runsets.FILTER_KEY
    )


def _nearest(typed: str) -> str:
    head, point, rest = typed.partition(".")
    if not point:
        return did_you_mean(typed, _attribute_names(typed))
    section = suggestion(head, _SECTIONS)
    return f"did you mean `{section}.{rest}`?" if section and section != head else ""


def _advice(typed: str) -> str:
    head, _, rest = typed.partition(".")
    if head in _SECTIONS and head != "run":
        return f"one name follows each point: `{head}.{rest.strip('.') or 'lr'}`"
    return (
        ""
        if _nearest(typed) and "." in typed
        else f"a config value is `config.{typed}`, a summary value `summary.{typed}`"
    )


def _attribute_names(typed: str) -> list[str]:
    """Our names, or the Python API's where the author writes those."""
    fronts = typed[:1].isupper()
    return [attribute.front if fronts else attribute.name for attribute in ATTRIBUTES.values()]


def _summary(name: str) -> Key:
    return Key("summary", tuple(name.split(".")))


def _metric(name: str) -> Key:
    attribute = attribute_named(name)
    if attribute is None:
        raise ValueError(name)
    return Key("run", (attribute.name,))


CALLS: dict[str, Callable[[str], Key]] = {
    "Config": config_called,
    "Summary": _summary,
    "SummaryMetric": _summary,
    "Metric": _metric,
    "Tags": lambda name: Key("tags", (name,)) if name else TAGS,
    "KeysInfo": lambda name: Key("keys_info", (name,)),
}
"""W&B's spelling: the word before the brackets, and what it makes of the name in them."""


def read_call(word: Token, name: Token | None, text: str, end: int) -> Key:
    """The key of `word("text")`. Raises a Fault that suggests what may be meant."""
    if not text and word.text != "Tags":
        raise Fault(word.start, end, f"`{word.text}()` lacks the name of a key", help=f'write `{word.text}("lr")`')
    try:
        return CALLS[word.text](text)
    except ValueError:
        place = name or word
        raise Fault(
            place.start,
            place.end,
            f"runs have no attribute `{text}`",
            label=did_you_mean(text, [attribute.front for attribute in ATTRIBUTES.values()]),
            help=f"a summary value is `SummaryMetric({quoted(text)})`, a config value `Config({quoted(text)})`",
            code=runsets.FILTER_KEY,
        ) from None
