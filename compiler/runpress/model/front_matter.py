"""Front matter: what a document says about itself, and what it leaves to its panels."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, ClassVar, Literal, TypeAlias

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from runpress.frozen import frozen
from runpress.model.located import Located
from runpress.model.node import Node, option
from runpress.model.runset import project_path, with_whole_project
from runpress.model.settings import WorkspaceSettings
from runpress.model.shorts import ShortForm
from runpress.model.values import Listed, ProjectName, Read, Texts

Width: TypeAlias = Literal["readable", "fixed", "fluid"]
Dialect: TypeAlias = Literal["sdk", "editor"]


@dataclass(frozen=True, slots=True, eq=False)
class Defaults:
    """Options that panels, grids and run sets inherit: `panel` and each panel type to a mapping with places."""

    entries: Mapping[str, Located] = field(default_factory=dict)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Defaults) and self.plain() == other.plain()

    def __hash__(self) -> int:
        return hash(tuple(sorted(self.entries)))

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Defaults are made where their places are known, and taken as they are."""
        del source, handler
        return core_schema.is_instance_schema(
            cls, serialization=core_schema.plain_serializer_function_ser_schema(cls.plain)
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Filled in where panel types are known."""
        del schema, handler
        return {"type": "object", "x-defaults": True}

    def plain(self) -> dict[str, object]:
        """The options without their places."""
        return {word: located.plain() for word, located in self.entries.items()}

    def over(self, other: "Defaults") -> "Defaults":
        """These defaults where they say something, else the other ones (of the whole project)."""
        if not other.entries:
            return self
        merged = dict(other.entries)
        for word, located in self.entries.items():
            below = merged.get(word)
            merged[word] = _merged(located, below) if below else located
        return Defaults(merged)


@frozen
class FrontMatterDefaults:
    """What `mkdocs.yml` says for documents that do not say it themselves."""

    entity: str | None = None
    project: str | None = None
    width: Width | None = None
    defaults: Defaults = Defaults()


class Author(Node):
    """A person who wrote the document."""

    name: str = option(..., doc="The name that readers see.", wire="name")
    username: str | None = option(doc="The name on the server.", wire="username")


def _read_author(value: Any) -> Any:
    return {"name": value} if isinstance(value, str) else value


def _write_author(author: Author) -> str | None:
    return author.name if author.model_fields_set == {"name"} else None


Authors: TypeAlias = Annotated[
    tuple[Annotated[Author, Read(_read_author, {"type": "string"}, write=_write_author)], ...], Listed()
]


class FrontMatter(Node):
    """The document's own keys. Keys of other tools are kept in `others`, unread."""

    example: ClassVar[str] = """\
title: Cosine beats step decay on digits
description: 24 runs, four learning-rate schedules.
authors: [ada]
date: 2026-11-21
kind: report
id: digits-schedules
project: acme/digits
width: readable
defaults: {panel: {x: Step}, line: {smoothing: {type: gaussian, weight: 20}}}
"""
    shorts: ClassVar[tuple[ShortForm, ...]] = ()

    title: str | None = option(doc="The title; the first heading of level 1, or the file's name, if left out.")
    description: str | None = option(doc="One or two sentences below the title.")
    authors: Authors = option((), doc="Who wrote it: names, or mappings with `name` and `username`.", wire="authors")
    date: str | None = option(doc="The day, `2026-11-21`.")
    kind: Literal["report", "workspace"] | None = option(
        doc="What the document is on the server; a page, never published, if left out."
    )
    id: str | None = option(doc="A stable name of the document; renaming the file does not change it.")
    entity: str | None = option(doc="The owner of the project.")
    project: ProjectName | None = option(doc="The project whose runs are shown, `digits` or `acme/digits`.")
    projects: Annotated[tuple[ProjectName, ...], Listed()] = option(
        (), doc="Projects that one workspace is published to, each as a view of its own: `[digits, acme/letters]`."
    )
    width: Width | None = option(doc="How wide the text is set; `readable` if left out.", wire="width")
    draft: bool = option(False, doc="Whether it is a draft on the server: readers of the project do not see it.")
    theme: str | None = option(doc="The theme to show it in.")
    ignore: Texts = option((), doc="Codes of findings that are not shown for this document: `ignore: [MD301]`.")
    settings: WorkspaceSettings = option(
        WorkspaceSettings(), doc="Settings of a workspace, which its panels inherit.", wire="settings"
    )
    defaults: Defaults = option(
        Defaults(), doc="Options that panels inherit: `{panel: {x: Step}, line: {smoothing: 0.6}}`."
    )
    extra: dict[str, Any] | None = option(doc="What W&B keeps at the top and runpress does not know, kept as it is.")
    omit: Texts = option((), doc="Keys that W&B's copy lacks, by path: `omit: [panelSettings]`.")
    dialect: Dialect = option(
        "sdk",
        doc="How it is stored: as the Python package does (`sdk`), or as W&B's `editor` does: empty leaves in text, code line by line, no x axis in panels that do not say one.",
    )
    edge_paragraphs: Literal["both", "first", "last", "none"] = option(
        "both", doc="At which ends of a report W&B's copy has an empty paragraph."
    )
    others: dict[str, Any] = option({}, doc="Keys of other tools. Never written by hand.")

    _whole_project = model_validator(mode="before")(with_whole_project)

    @property
    def project_path(self) -> str | None:
        """`entity/project`, as far as the document says it."""
        return project_path(self.entity, self.project)


def _merged(upper: Located, lower: Located) -> Located:
    if not isinstance(upper.value, dict) or not isinstance(lower.value, dict):
        return upper
    return Located({**lower.value, **upper.value}, upper.span)
