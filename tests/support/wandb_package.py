"""The real `wandb-workspaces` without a network: code that builds views runs, and what it would send is looked at.

Every look-up of a project is answered, and the default entity is `acme`, as when the specs were recorded.
"""

from __future__ import annotations

import json
import logging
import os
import warnings
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from typing import Any
from unittest import mock

from support.normalise import normalise

ANSWER = {"project": {"id": "x", "internalId": "PROJECT_ID"}}


@contextmanager
def offline() -> Iterator[None]:
    """The package as if a server answered; nothing leaves the machine, nothing is printed."""
    with mock.patch.dict(os.environ, {"WANDB_MODE": "offline", "WANDB_SILENT": "true"}), ExitStack() as stack:
        stack.enter_context(warnings.catch_warnings())
        warnings.simplefilter("ignore")
        import wandb
        from wandb_workspaces.reports.v2 import interface as reports
        from wandb_workspaces.workspaces import interface as workspaces
        from wandb_workspaces.workspaces import internal

        api = mock.MagicMock(default_entity="acme")
        api.client.app_url = "https://wandb.ai"
        stack.enter_context(mock.patch.object(wandb, "Api", return_value=api))
        for module in (reports, internal):
            stack.enter_context(mock.patch.object(module, "execute_graphql", return_value=ANSWER))
        for module in (reports, workspaces):
            stack.enter_context(mock.patch.object(module, "get_app_url", return_value="https://wandb.ai"))
        for name in ("termwarn", "termlog"):
            stack.enter_context(mock.patch.object(wandb, name))
        logging.disable(logging.CRITICAL)
        try:
            yield
        finally:
            logging.disable(logging.NOTSET)


def built_by(code: str) -> Any:
    """The report or workspace that code for the package builds, under one of these names."""
    import wandb_workspaces.reports.v2 as wr
    import wandb_workspaces.workspaces as ws
    from wandb_workspaces import expr
    from wandb_workspaces.reports.v2 import interface as wri

    names: dict[str, Any] = {"wr": wr, "ws": ws, "expr": expr, "wri": wri}
    exec(compile(code, "<code>", "exec"), names)  # noqa: S102 - our own test data
    return names.get("report") or names["workspace"]


def spec_of(view: Any) -> Any:
    """What the package would send for a view, in normal form."""
    return normalise(json.loads(view._to_model().spec.model_dump_json(by_alias=True, exclude_none=True)))


def loaded(kind: str, spec: Mapping[str, Any], *, title: str = "T", entity: str = "acme", project: str = "demo") -> Any:
    """The package's object for a stored spec."""
    import wandb_workspaces.reports.v2 as wr
    import wandb_workspaces.workspaces as ws
    from wandb_workspaces.reports.v2 import interface as reports
    from wandb_workspaces.reports.v2 import internal as report_models
    from wandb_workspaces.workspaces import internal

    spec = json.loads(json.dumps(spec))
    if kind == "report":
        reports._strip_refs(spec)
        owner = {"name": project, "entityName": entity}
        view = {
            "id": "",
            "name": "",
            "displayName": title,
            "description": "",
            "project": owner,
            "spec": json.dumps(spec),
        }
        return wr.Report._from_model(report_models.ReportViewspec.model_validate(view))
    model = internal.WorkspaceViewspec.model_validate_json(json.dumps(spec))
    return ws.Workspace._from_model(
        internal.View(entity=entity, project=project, display_name=title, name="", id="", spec=model)
    )
