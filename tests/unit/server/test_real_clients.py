"""The real `wandb-workspaces` saves, loads, shares and deletes views on the local server."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from support.local_server import Running, running

pytestmark = pytest.mark.timeout(180)


@pytest.fixture(scope="module")
def local(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(tmp_path_factory.mktemp("server")) as found:
        yield found


REPORT = """
import wandb
wandb.Api().create_project("digits", "acme")
import wandb_workspaces.reports.v2 as wr
report = wr.Report(entity="acme", project="digits", title="Cosine wins", description="24 runs.", blocks=[
    wr.H1("Results"), wr.P("Text."),
    wr.PanelGrid(runsets=[wr.Runset(entity="acme", project="digits")], panels=[wr.LinePlot(y=["val_loss"])]),
])
report.save()
"""


def test_a_report_is_saved_loaded_and_changed_in_place(local: Running) -> None:
    said = local.run(
        REPORT
        + """
print(report.url)
again = wr.Report.from_url(report.url)
print(again.title, again.description, [type(block).__name__ for block in again.blocks])
again.title = "Cosine wins again"
again.save()
print(again.id == report.id)
"""
    ).splitlines()
    assert said[0].startswith(f"{local.url}/acme/digits/reports/Cosine-wins--")
    assert said[1:] == ["Cosine wins 24 runs. ['H1', 'P', 'PanelGrid']", "True"]
    project = local.server.projects.find("acme", "digits")
    assert project is not None
    (view,) = local.server.views.all(project, type="runs", name="Cosine wins again")
    assert [version.display_name for version in local.server.views.versions(view.id)] == [
        "Cosine wins again",
        "Cosine wins",
    ]


def test_a_report_is_cloned_shared_and_deleted(local: Running) -> None:
    said = local.run(
        REPORT
        + """
first = report.id
clone = report.save(clone=True)
print(clone.id != first)
print(clone.get_share_url())
link = clone.enable_share_link()
print(link.startswith(clone.url + "?accessToken="), clone.get_share_url() == link, clone.enable_share_link() == link)
print(clone.disable_share_link(), clone.disable_share_link(), clone.get_share_url())
print(clone.enable_share_link() != link)
print(clone.delete())
try:
    wr.Report.from_url(clone.url)
except Exception as error:
    print("gone")
"""
    ).splitlines()
    assert said == ["True", "None", "True True True", "True False None", "True", "True", "gone"]


def test_a_workspace_is_saved_loaded_and_saved_as_a_new_view(local: Running) -> None:
    said = local.run(
        """
import wandb_workspaces.workspaces as ws, wandb_workspaces.reports.v2 as wr, wandb
wandb.Api().create_project("digits", "acme")
workspace = ws.Workspace(name="Schedules", entity="acme", project="digits", sections=[
    ws.Section(name="Validation", panels=[wr.LinePlot(x="Step", y=["val_loss"])], is_open=True)])
workspace.save()
print(workspace.url)
again = ws.Workspace.from_url(workspace.url)
print(again.name, [section.name for section in again.sections])
again.name = "Others"
again.save_as_new_view()
print(again.url != workspace.url)
"""
    ).splitlines()
    assert said[0].startswith(f"{local.url}/acme/digits?nw=")
    assert said[1:] == ["Schedules ['Validation']", "True"]


def test_a_run_is_logged_and_listed(local: Running) -> None:
    said = local.run(
        """
import wandb
with wandb.init(entity="acme", project="digits", config={"lr": 0.1}, name="first") as run:
    for step in range(5):
        run.log({"loss": 1 / (step + 1)})
(found,) = wandb.Api().runs("acme/digits")
print(found.name, found.state, found.config["lr"], found.summary["loss"])
"""
    ).splitlines()
    assert said[-1] == "first finished 0.1 0.2"


def test_who_has_no_key_gets_nothing(local: Running) -> None:
    said = local.run(
        """
import os
os.environ["WANDB_API_KEY"] = "x" * 40
import wandb
try:
    wandb.Api().projects("acme")
    print(len(wandb.Api().projects("acme")))
except Exception as error:
    print(type(error).__name__)
"""
    )
    assert "Error" in said
