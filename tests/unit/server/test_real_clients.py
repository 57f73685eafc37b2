"""The real `wandb-workspaces` saves, loads, shares and deletes views on the local server."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.local_server import Running, running


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


SCRIPTS = Path(__file__).parent / "scripts"


def test_the_tutorial_on_workspaces_runs_as_it_stands(local: Running) -> None:
    said = local.run((SCRIPTS / "workspace_tutorial.txt").read_text()).splitlines()
    assert said[-1] == "Workspace created and saved."
    project = local.server.projects.find("ada", "workspace-api-example")
    assert project is not None
    views = local.server.views.all(project, type="project-view")
    assert sorted(view.display_name for view in views) == [
        "Advanced Filtered Workspace with Regex",
        "An example workspace",
        "Example W&B Workspace",
        "Grouped Runs Workspace",
        "My Workspace Template",
        "Run Colors Workspace",
        "Sorted Runs Workspace",
        "Updated Workspace Name",
    ]
    (run,) = local.server.runs.all(project, first=10)
    spec = next(view.spec for view in views if view.display_name == "Run Colors Workspace")
    assert json.loads(spec)["section"]["customRunColors"] == {run.name: "purple"}


def test_the_walkthrough_makes_its_report(local: Running) -> None:
    local.run((SCRIPTS / "training_report.txt").read_text())
    project = local.server.projects.find("acme", "my-awesome-project")
    assert project is not None
    (view,) = local.server.views.all(project, type="runs")
    assert view.display_name == "My Awesome Model Training Report"
    assert [block["type"] for block in json.loads(view.spec)["blocks"]][1:-1] == [
        "table-of-contents",
        "heading",
        "markdown-block",
        "heading",
        "markdown-block",
        "heading",
        "markdown-block",
        "panel-grid",
    ]


def test_a_report_is_a_draft_until_it_is_saved_again(local: Running) -> None:
    said = local.run(
        """
import wandb, wandb_workspaces.reports.v2 as wr
report = wr.Report(entity="acme", project="drafts", title="Soon")
report.save(draft=True)
first = report.url
print([one.display_name for one in wandb.Api().reports("acme/drafts")])
report.save()
print(report.url == first, [one.display_name for one in wandb.Api().reports("acme/drafts")])
print([one.id == report.id for one in wandb.Api().reports("acme/drafts", name="Soon")])
print(len(wandb.Api().reports("acme/drafts", name="Never")))
"""
    ).splitlines()
    assert said == ["[]", "True ['Soon']", "[True]", "0"]


def test_a_report_of_the_first_package_is_saved_and_loaded(local: Running) -> None:
    said = local.run(
        """
import wandb_workspaces.reports.v1 as wr
report = wr.Report(entity="acme", project="old", title="Old times", blocks=[wr.H1("Heading"), wr.P("Text")])
report.save()
print(wr.Report.from_url(report.url).title)
"""
    ).splitlines()
    assert said == ["Old times"]


def test_what_the_package_loads_it_saves_as_it_was(local: Running) -> None:
    """Many blocks and panels go through a save and a load without a change of the stored spec."""
    said = local.run(
        """
import wandb, wandb_workspaces.reports.v2 as wr
wandb.Api().create_project("all", "acme")
panels = [wr.LinePlot(y=["loss"]), wr.BarPlot(metrics=["acc"]), wr.ScatterPlot(x="lr", y="acc"), wr.ScalarChart(metric="acc"),
          wr.RunComparer(), wr.MediaBrowser(media_keys=["images"]), wr.MarkdownPanel(markdown="*x*")]
report = wr.Report(entity="acme", project="all", title="All", blocks=[
    wr.TableOfContents(), wr.H1("A"), wr.H2("B"), wr.P(["text ", wr.Link("link", "https://example.com"), wr.InlineLatex("x")]),
    wr.UnorderedList(["a", "b"]), wr.CheckedList([wr.CheckedListItem("c", checked=True)]), wr.CodeBlock("x = 1", language="python"),
    wr.BlockQuote("q"), wr.CalloutBlock("note"), wr.LatexBlock("x^2"), wr.HorizontalRule(), wr.Image("https://example.com/a.png", caption="c"),
    wr.PanelGrid(runsets=[wr.Runset("acme", "all", name="R", filters="Config('lr') > 0.1")], panels=panels)])
report.save()
first = wr.Report.from_url(report.url, as_model=True).spec.model_dump_json(by_alias=True)
again = wr.Report.from_url(report.url)
again.save()
print(first == wr.Report.from_url(report.url, as_model=True).spec.model_dump_json(by_alias=True), len(again.blocks))
"""
    ).splitlines()
    assert said == ["True 13"]


RUN = """
import wandb
with wandb.init(entity="acme", project="digits", id="first", config={"lr": 0.1, "model": {"depth": 3}}, name="first", tags=["x"]) as run:
    for step in range(5):
        run.log({"loss": 1 / (step + 1)} if step % 2 else {"loss": 1 / (step + 1), "acc": step})
    open("note.txt", "w").write("hello")
    run.save("note.txt")
api = wandb.Api()
"""


def test_a_run_is_logged_listed_and_read(local: Running) -> None:
    said = local.run(
        RUN
        + """
(found,) = api.runs("acme/digits")
print(found.name, found.state, found.config["lr"], found.summary["loss"])
print([round(row["loss"], 3) for row in found.scan_history()])
print([(row["_step"], row["acc"], len(row)) for row in found.scan_history(keys=["acc"])])
print([row["_step"] for row in found.scan_history(min_step=1, max_step=3)])
print(len(found.history(pandas=False)), [row["acc"] for row in found.history(keys=["acc"], pandas=False)])
print(found.file("note.txt").download(replace=True).read())
with wandb.init(entity="acme", project="digits", id="first", resume="must") as run:
    print(run.starting_step)
    run.log({"loss": 7})
print([round(row["loss"], 3) for row in wandb.Api().run("acme/digits/first").scan_history()][-2:])
"""
    ).splitlines()
    assert said == [
        "first finished 0.1 0.2",
        "[1, 0.5, 0.333, 0.25, 0.2]",
        "[(0, 0, 2), (2, 2, 2), (4, 4, 2)]",
        "[1, 2]",
        "5 [0, 2, 4]",
        "hello",
        "5",
        "[0.2, 7]",
    ]


def test_what_the_server_does_not_do_is_said(local: Running) -> None:
    said = local.run(
        """
import wandb
try:
    wandb.Api().users("bea")
except Exception as error:
    print(error)
"""
    )
    assert "this server does not answer `users`" in said


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
