"""Line panels over a few runs whose values are easy to work with by hand."""

from __future__ import annotations

from runpress.figures import draw
from runpress.figures.figure import EmptyContent, LineContent
from runpress.model.panels import LinePanel
from runpress.model.runset import Runset
from support.memory_data import MemoryData
from support.runs import rows, run, selected

BY_NAME = Runset(name="all", order=["name"])
BY_OPT = Runset(name="grouped", order=["name"], groupby=["config.opt"])


def three_runs() -> MemoryData:
    return MemoryData(
        [
            run("a", config={"opt": "sgd", "lr": 0.1}, tags=["base"]),
            run("b", config={"opt": "sgd", "lr": 0.2}),
            run("c", config={"opt": "adam", "lr": 0.1}),
        ],
        {
            "a": rows(loss=[4, 2, 1], acc=[0.1, 0.5, 0.9], epoch=[0, 0.5, 1]),
            "b": rows(loss=[6, 4, 3], acc=[0.2, 0.4, 0.6], epoch=[0, 0.5, 1]),
            "c": rows(loss=[5, 5, 0], acc=[0.3, 0.3, 0.3]),
        },
    )


def drawn(data, *, runset=BY_NAME, **options):
    return draw(LinePanel(**options), selected(data, runset), data)


def content(data, **options) -> LineContent:
    figure = drawn(data, **options)
    assert isinstance(figure.content, LineContent), figure.content
    return figure.content


def reason(data, **options) -> str:
    figure = drawn(data, **options)
    assert isinstance(figure.content, EmptyContent)
    assert figure.alt == f"Nothing to show: {figure.content.reason}"
    return figure.content.reason


def curves(data, **options):
    return {curve.label: list(curve.y) for curve in content(data, **options).curves}
