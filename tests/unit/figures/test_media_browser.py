"""Media browsers: which images, in which order and form."""

from __future__ import annotations

import pytest

from runpress.data.protocol import Media, MediaQuery
from runpress.figures import draw, queries
from runpress.figures.figure import MediaContent
from runpress.model.panels import MediaBrowserPanel
from runpress.model.runset import Runset
from support.memory_data import MemoryData
from support.runs import PROJECT, run, selected

BY_NAME = Runset(name="all", order=["name"])


@pytest.fixture
def data():
    images = [
        Media(name, "samples", step, index, f"/d/{name}{step}{index}.png", caption="<b>")
        for name in "ba"
        for step in (10, 0)
        for index in (1, 0)
    ]
    return MemoryData([run("a"), run("b")], images=[*images, Media("a", "other", 0, 0, "/d/o.png")])


def drawn(data, **options):
    return draw(MediaBrowserPanel(**{"media_keys": ["samples"], **options}), selected(data, BY_NAME), data)


def items(data, **options):
    found = drawn(data, **options).content
    assert isinstance(found, MediaContent), found
    return [(item.run[-1], item.step, item.index) for item in found.items]


def test_images_come_by_run_step_and_index(data):
    assert items(data) == [(name, step, index) for name in "ab" for step in (0, 10) for index in (0, 1)]
    item = drawn(data).content.items[0]
    assert (item.run, item.label, item.caption, item.path, item.key) == (
        "acme/demo/a",
        "run a",
        "<b>",
        "/d/a00.png",
        "samples",
    )


def test_steps_and_indexes_are_chosen(data):
    assert items(data, media_index=1, step_index=1) == [("a", 10, 1), ("b", 10, 1)]
    assert items(data, step_stride_length=2, media_index=0) == [("a", 0, 0), ("b", 0, 0)]
    figure = drawn(data, max_gallery_items=3)
    assert len(figure.content.items) == 3
    assert figure.notes == ("3 images of 8 shown",)


def test_modes_and_axes(data):
    found = drawn(data, num_columns=4, gallery_axis="run").content
    assert (found.mode, found.columns, found.x_axis) == ("gallery", 4, "run")
    found = drawn(data, grid_x_axis="step", grid_y_axis="index").content
    assert (found.mode, found.x_axis, found.y_axis) == ("grid", "step", "index")
    assert drawn(data, mode="grid").content.y_axis == "run"
    assert drawn(data, mode="auto", grid_x_axis="step").content.mode == "grid"
    assert drawn(data, mode="auto", grid_x_axis="step", gallery_axis="run").content.mode == "gallery"


def test_the_alternative(data):
    assert drawn(data).alt == "8 images of samples, 2 runs, steps 0 to 10"
    assert drawn(data, media_keys=["other"]).alt == "1 image of other, 1 run, step 0"


def test_a_key_under_which_nothing_was_logged(data):
    assert drawn(data, media_keys=["sample"]).content.reason == "0 of 2 runs log `sample`; 2 log `samples`"


def test_queries(data):
    assert queries(MediaBrowserPanel(media_keys=["samples"]), selected(data, BY_NAME))[0] == MediaQuery(
        PROJECT, ("a", "b"), ("samples",)
    )
