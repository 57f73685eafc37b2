"""What mkdocs.yml says, checked: MkDocs' own keys that matter here, and the `runpress` map.

The map stands under `plugins: - runpress:`, or under `extra: runpress:`. Hosts, commands and secrets never come from
a repository's file: they are refused here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from runpress.diagnostics import Diagnostic
from runpress.diagnostics.codes import configuration as codes
from runpress.diagnostics.suggest import did_you_mean
from runpress.model.located import Entry, Located
from runpress.project.configuration import WIDTHS, Configuration, DataFolder
from runpress.project.target_settings import read_targets
from runpress.source import Span

_KNOWN = ("entity", "project", "targets", "width", "defaults", "data", "theme")
_REFUSED = {
    "host": "the address of a server",
    "base_url": "the address of a server",
    "url": "the address of a server",
    "server": "the address of a server",
    "port": "an address",
    "token": "a secret",
    "api_key": "a secret",
    "key": "a secret",
    "password": "a secret",
    "engine": "an engine",
    "command": "a command",
    "commands": "a command",
    "editor": "a command",
    "hooks": "a command",
    "plugins": "code",
    "python": "code",
}


def read_configuration(root: Located | None) -> tuple[Configuration, list[Diagnostic]]:
    """The settings of a mkdocs.yml, and what is wrong with those that are ours."""
    reader = _Reader()
    if root is None:
        return Configuration(), []
    if not isinstance(root.value, dict):
        reader.bad(root, "the file is not a mapping", "write `site_name: …` on its first line")
        return Configuration(), reader.findings
    values = reader.site(root.value)
    _misplaced(root.value, reader)
    own = _own_map(root.value, reader)
    if own is not None:
        values |= reader.own(own)
    return Configuration(**values, spans=reader.spans), reader.findings


def _misplaced(root: dict[str, Entry], reader: _Reader) -> None:
    """Settings that stand beside `runpress` in the list of plugins, and not below it; a list that is none."""
    entry = root.get("plugins")
    if entry is None or entry.value.value is None:
        return
    if not isinstance(entry.value.value, list | dict):
        reader.bad(entry.value, "`plugins` is not a list", "write each plugin as `- name` on a line of its own")
        return
    for item in entry.value.value if isinstance(entry.value.value, list) else ():
        if isinstance(item.value, dict) and "runpress" in item.value:
            for name, beside in item.value.items():
                if name in _KNOWN:
                    message = f"`{name}` stands beside `runpress`, not below it, so it is not read"
                    reader.findings.append(
                        codes.BAD_VALUE.at(beside.key, message, label="indent it by two more spaces")
                    )


def _own_map(root: dict[str, Entry], reader: _Reader) -> Located | None:
    """The `runpress` map, wherever it stands."""
    for item in _plugins(root):
        return item if item.value is not None else None
    extra = root.get("extra")
    if extra is not None and isinstance(extra.value.value, dict) and "runpress" in extra.value.value:
        own: Located = extra.value.value["runpress"].value
        if own.value is not None and not isinstance(own.value, dict):
            reader.bad(own, "`extra.runpress` is not a mapping", "write its settings below it, indented")
            return None
        return own
    return None


def _plugins(root: dict[str, Entry]) -> list[Located]:
    """The options of the `runpress` plugin, in both of MkDocs' forms (a list, a mapping)."""
    entry = root.get("plugins")
    if entry is None:
        return []
    items = entry.value.value if isinstance(entry.value.value, list) else [entry.value]
    return [item.value["runpress"].value for item in items if isinstance(item.value, dict) and "runpress" in item.value]


class _Reader:
    """Collects values, their places, and findings."""

    def __init__(self) -> None:
        self.findings: list[Diagnostic] = []
        self.spans: dict[str, Span] = {}

    def bad(self, located: Located, message: str, help: str) -> None:
        self.findings.append(codes.BAD_VALUE.at(located.span, message, help=help))

    def site(self, root: dict[str, Entry]) -> dict[str, Any]:
        """MkDocs' own keys. What is wrong in the others is MkDocs' to say."""
        values: dict[str, Any] = {}
        for name in ("site_name", "site_description", "docs_dir", "exclude_docs"):
            entry = root.get(name)
            if entry is None or entry.value.value is None:
                continue
            if isinstance(entry.value.value, str | int | float):
                values[name] = str(entry.value.value)
                self.spans[name] = entry.value.span
            else:
                self.bad(entry.value, f"`{name}` is not text", f"write `{name}: …` on one line")
        nav = root.get("nav")
        if nav is not None and nav.value.value is not None:
            values["nav"] = nav.value
        return values

    def own(self, own: Located) -> dict[str, Any]:
        if not isinstance(own.value, dict):
            self.bad(own, "`runpress` is not a mapping", "write its settings below it, indented")
            return {}
        readers: dict[str, Callable[[Entry], dict[str, Any]]] = {
            "entity": self._text,
            "project": self._text,
            "targets": self._targets,
            "width": self._width,
            "defaults": self._defaults,
            "data": self._data,
            "theme": self._theme,
        }
        values: dict[str, Any] = {}
        for name, entry in own.value.items():
            if name not in readers:
                self._unknown(name, entry)
            elif entry.value.value is not None:
                self.spans[name] = entry.value.span
                values |= readers[name](entry)
        return values

    def _unknown(self, name: str, entry: Entry) -> None:
        refused = _refused(name, entry)
        if refused is not None:
            self.findings.append(refused)
            return
        near = did_you_mean(name, _KNOWN)
        known = ", ".join(f"`{known}`" for known in _KNOWN)
        message = f"`runpress` has no setting `{name}`"
        self.findings.append(
            codes.UNKNOWN_KEY.at(entry.key, message, label=near, help="" if near else f"settings: {known}")
        )

    def _text(self, entry: Entry) -> dict[str, Any]:
        name, value = entry.key.text.strip("\"'"), entry.value.value
        if isinstance(value, str) and value.strip():
            return {name: value.strip()}
        self.bad(entry.value, f"`{name}` is not text", f"write `{name}: acme`")
        return {}

    def _targets(self, entry: Entry) -> dict[str, Any]:
        targets, findings = read_targets(entry, _refused)
        self.findings += findings
        return {"targets": targets}

    def _width(self, entry: Entry) -> dict[str, Any]:
        value = entry.value.value
        if value in WIDTHS:
            return {"width": value}
        near = did_you_mean(str(entry.value.plain()), WIDTHS) or "`readable`, `fixed` or `fluid`"
        self.bad(entry.value, f"there is no width `{entry.value.plain()}`", near)
        return {}

    def _defaults(self, entry: Entry) -> dict[str, Any]:
        if isinstance(entry.value.value, dict):
            # Imported here: a configuration without defaults has no need of the models.
            from runpress.directives.defaults import lower_defaults
            from runpress.directives.subject import IN_CONFIGURATION

            self.findings += lower_defaults(entry.value, key="defaults", codes=IN_CONFIGURATION)[1]
            return {"defaults": entry.value}
        self.bad(entry.value, "`defaults` is not a mapping", "write `defaults: {panel: {x: Step}}`")
        return {}

    def _data(self, entry: Entry) -> dict[str, Any]:
        if not isinstance(entry.value.value, dict):
            self.bad(
                entry.value,
                "`data` is not a mapping of projects to folders",
                "write `data: {acme/digits: runs/digits}`",
            )
            return {}
        folders: list[DataFolder] = []
        for project, inner in entry.value.value.items():
            path = inner.value.value
            if project.count("/") != 1 or not all(project.split("/")):
                self.bad(Located(project, inner.key), f"`{project}` is no project", "write `entity/project`")
            elif not isinstance(path, str) or not path.strip():
                self.bad(
                    inner.value,
                    f"the data of `{project}` is not a path",
                    "name a folder or a file, relative to mkdocs.yml",
                )
            elif "://" in path:
                message = f"`{path}` is an address: data of a repository lies in its own folder"
                self.findings.append(codes.REFUSED_KEY.at(inner.value.span, message, help="name a folder or a file"))
            else:
                folders.append(DataFolder(project, path.strip()))
                self.spans[f"data.{project}"] = inner.value.span
        return {"data": tuple(folders)}

    def _theme(self, entry: Entry) -> dict[str, Any]:
        value = entry.value.value
        if isinstance(value, str):
            return {"theme": value}
        if not isinstance(value, dict):
            self.bad(
                entry.value,
                "`theme` is not a name",
                "write `theme: default`, or `theme: {name: default, custom_dir: overrides}`",
            )
            return {}
        values: dict[str, Any] = {}
        for name, inner in value.items():
            if name not in ("name", "custom_dir"):
                near = did_you_mean(name, ("name", "custom_dir"))
                self.findings.append(
                    codes.UNKNOWN_KEY.at(
                        inner.key,
                        f"`theme` has no setting `{name}`",
                        label=near,
                        help="" if near else "settings: `name`, `custom_dir`",
                    )
                )
            elif not isinstance(inner.value.value, str):
                self.bad(inner.value, f"`theme.{name}` is not text", f"write `{name}: …`")
            else:
                values["theme" if name == "name" else name] = inner.value.value
                self.spans["theme" if name == "name" else name] = inner.value.span
        return values


def _refused(name: str, entry: Entry) -> Diagnostic | None:
    """The finding for a key that no file of a repository may say."""
    if name not in _REFUSED:
        return None
    message = f"`{name}` is {_REFUSED[name]}: it never comes from a file of the repository"
    return codes.REFUSED_KEY.at(entry.key, message, help="give it on the command line or in the environment")
