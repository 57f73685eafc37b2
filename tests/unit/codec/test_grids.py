"""Grids and the blocks that W&B stores for them: places, colours, what is kept."""

from __future__ import annotations

import copy

import pytest

from runpress.codec.fields import Decoding, Encoding
from runpress.codec.grid import decode_grid, encode_grid
from runpress.codec.ids import repeated_ids
from runpress.codec.json_text import objects_in
from runpress.codec.normal import is_equal
from runpress.codec.oddities import path_text
from runpress.model.blocks.grid import PanelGrid
from runpress.model.grid import GridOptions
from runpress.model.layout import Layout
from runpress.model.panels import LinePanel
from runpress.model.runset import Runset, RunSettings


def grid(*panels: LinePanel, runsets: tuple[Runset, ...] = (Runset(),), **options) -> PanelGrid:
    return PanelGrid(panels=panels, runsets=runsets, options=GridOptions(**options))


def encoded(block: PanelGrid) -> dict:
    return encode_grid(block, Encoding())


def with_layouts(*layouts) -> dict:
    block = encoded(grid(*(LinePanel() for _ in layouts)))
    for panel, layout in zip(block["metadata"]["panelBankSectionConfig"]["panels"], layouts, strict=True):
        panel["layout"] = layout
    return block


def place(x: float, y: float, w: float = 8, h: float = 6) -> dict:
    return {"x": x, "y": y, "w": w, "h": h}


def words(block: PanelGrid) -> list[tuple]:
    return [(panel.width, panel.height, panel.layout) for panel in block.panels]


def again(stored: dict) -> PanelGrid:
    """The grid of a block; it is checked that the block comes back."""
    found = decode_grid(copy.deepcopy(stored), Decoding(repeated=repeated_ids(objects_in(stored))))
    assert [panel["layout"] for panel in panels_of(encoded(found))] == [panel["layout"] for panel in panels_of(stored)]
    return found


def panels_of(block: dict) -> list[dict]:
    return [{"layout": None, **panel} for panel in block["metadata"]["panelBankSectionConfig"]["panels"]]


class TestPlaces:
    def test_panels_that_flow_there_say_nothing(self) -> None:
        assert words(again(with_layouts(place(0, 0), place(8, 0), place(16, 0), place(0, 6)))) == [(None,) * 3] * 4

    def test_sizes_are_said_where_they_are_enough(self) -> None:
        found = again(with_layouts(place(0, 0, 24, 8), place(0, 8, 5)))
        assert words(found) == [("1/1", 8, None), (5, None, None)]

    def test_a_size_that_most_have_is_said_once(self) -> None:
        found = again(with_layouts(*(place(12 * (at % 2), 10 * (at // 2), 12, 10) for at in range(6))))
        assert (found.options.columns, found.options.height) == (2, 10)
        assert words(found) == [(None,) * 3] * 6

    def test_other_places_are_exact(self) -> None:
        found = again(with_layouts(place(0, 4), place(8, 0)))
        assert words(found) == [(None, None, Layout(x=0, y=4, w=8, h=6)), (None, None, Layout(x=8, y=0, w=8, h=6))]

    def test_panels_that_overlap_stay_there_and_are_found(self) -> None:
        scope = Decoding()
        found = decode_grid(with_layouts(place(0, 1), place(4, 2), place(20, 0)), scope, path=("blocks", 1))
        assert [panel.layout is None for panel in found.panels] == [False, True, True]
        assert [path_text(each.path) for each in scope.findings if each.code.id == "ST807"] == [
            f"$.blocks[1].metadata.panelBankSectionConfig.panels[{at}].layout" for at in (1, 2)
        ]
        assert [panel["layout"] for panel in panels_of(encoded(found))] == [place(0, 1), place(4, 2), place(20, 0)]

    @pytest.mark.parametrize("key", ["$json", "\ud800", "z"])
    @pytest.mark.parametrize("value", ["loss", {"a": [1]}, None])
    def test_a_panel_that_overlaps_another_keeps_its_place_with_any_key_beside_that(self, key: str, value) -> None:
        stored = with_layouts(place(0, 0), place(4, 0), place(5, 0), place(6, 0))
        _, second, third, fourth = stored["metadata"]["panelBankSectionConfig"]["panels"]
        second["layout"][key] = third[key] = fourth[key] = fourth["layout"][key] = value
        assert is_equal(encoded(again(stored)), stored)

    def test_panels_that_a_script_put_over_others_leave_these_their_words(self) -> None:
        layouts = place(0, 0, 12, 8), place(12, 0, 12, 8), place(0, 0, 6, 4)
        found = decode_grid(with_layouts(*layouts), Decoding())
        assert [panel.layout for panel in found.panels] == [None] * 3
        assert [panel["layout"] for panel in panels_of(encoded(found))] == [*layouts]

    @pytest.mark.parametrize(
        "layout",
        [
            place(0.5, 0),
            place(-1, 0),
            place(0, 0, 30),
            place(0, 0, 8, 0),
            {"x": 0},
            {},
            None,
            3,
            [],
            {**place(0, 0), "z": 1},
        ],
    )
    def test_any_layout_comes_back(self, layout) -> None:
        again(with_layouts(layout, place(8, 0)))
        again(with_layouts(place(0, 0), layout))

    def test_many_panels_are_placed(self) -> None:
        again(with_layouts(*(place(0, 0) for _ in range(2000))))


class TestRunsets:
    def test_a_run_set_has_an_id_for_each_grid(self) -> None:
        scope = Encoding()
        ids = [encode_grid(grid(), scope)["metadata"]["runSets"][0]["id"] for _ in range(2)]
        assert len(set(ids)) == 2

    @pytest.mark.parametrize(("active", "stored"), [(None, 0), ("b", 1), (0, 0), (1, 1), ("unknown", 0)])
    def test_the_open_run_set_is_a_position(self, active, stored) -> None:
        block = encoded(grid(runsets=(Runset(name="a"), Runset(name="b")), active_runset=active))
        assert block["metadata"]["openRunSet"] == stored

    def test_no_open_run_set_is_no_key(self) -> None:
        block = encoded(grid(active_runset=False))
        assert "openRunSet" not in block["metadata"]
        assert decode_grid(block, Decoding()).options.active_runset is False

    def test_a_grid_without_run_sets_keeps_that(self) -> None:
        block = encoded(grid())
        block["metadata"]["runSets"] = []
        assert encoded(decode_grid(block, Decoding()))["metadata"]["runSets"] == []


GROUPED = Runset(name="rs", groupby=("config.lr",))


class TestColours:
    def colors(self, block: PanelGrid) -> dict:
        metadata = encoded(block)["metadata"]
        return {
            key.replace(metadata["runSets"][0]["id"], "ID"): color for key, color in metadata["customRunColors"].items()
        }

    def test_later_colours_win(self) -> None:
        first = Runset(
            run_settings={"a": RunSettings(color="red"), "b": RunSettings(color="red")}, custom_run_colors={"b": "teal"}
        )
        second = Runset(name="other", custom_run_colors={"c": "blue"})
        found = self.colors(grid(runsets=(first, second), custom_run_colors={"c": "black"}))
        assert found == {"a": "red", "b": "teal", "c": "black"}

    def test_colours_of_groups_name_the_run_set(self) -> None:
        runset = Runset(groupby=("config.lr", "group"), custom_run_colors={"0.1": "red", "0.1 / a": "teal"})
        assert self.colors(grid(runsets=(runset,))) == {
            "ID-config:lr.value:0.1": "red",
            "ID-config:lr.value:0.1-group:a": "teal",
        }

    def test_a_colour_of_the_grid_is_for_all_run_sets_that_group(self) -> None:
        assert self.colors(grid(runsets=(GROUPED,), custom_run_colors={"0.1": "red"})) == {
            "ID-config:lr.value:0.1": "red"
        }
        assert self.colors(grid(runsets=(GROUPED,), custom_run_colors={"{rs}-group:a": "red"})) == {"ID-group:a": "red"}

    def decoded(self, runset: Runset, colors: dict) -> PanelGrid:
        block = encoded(grid(runsets=(runset,)))
        id_ = block["metadata"]["runSets"][0]["id"]
        block["metadata"]["customRunColors"] = {key.replace("ID", id_): color for key, color in colors.items()}
        found = decode_grid(block, Decoding())
        assert self.colors(found) == colors
        return found

    def test_stored_colours_of_groups_belong_to_their_run_set(self) -> None:
        found = self.decoded(GROUPED, {"ID-config:lr.value:a-b:c": "red", "run1": "teal"})
        assert found.runsets[0].custom_run_colors == {"a-b:c": "red"}
        assert found.runsets[0].run_settings["run1"].color == "teal"
        assert found.options.custom_run_colors is None

    def test_a_group_that_the_run_set_does_not_make_has_its_name(self) -> None:
        found = self.decoded(GROUPED, {"ID-group:a": "red"})
        assert found.options.custom_run_colors == {"{rs}-group:a": "red"}
        assert found.runsets[0].id is None

    def test_a_run_set_to_which_something_unknown_refers_keeps_its_id(self) -> None:
        found = self.decoded(GROUPED, {"ID-config:lr.value:0.1": {"color": "red"}})
        assert found.runsets[0].id

    def test_a_colour_of_a_run_in_two_strengths_is_a_setting_of_the_run(self) -> None:
        pair = {"color": "red", "transparentColor": "rgba(255, 0, 0, 0.1)"}
        found = self.decoded(Runset(run_settings={"a": RunSettings(disabled=True)}), {"a": pair, "b": pair})
        both = {"color": "red", "transparent_color": "rgba(255, 0, 0, 0.1)"}
        assert found.runsets[0].run_settings == {"a": RunSettings(disabled=True, **both), "b": RunSettings(**both)}
        assert found.options.extra is None

    @pytest.mark.parametrize(
        "color",
        [{"color": "red"}, {"color": "red", "transparentColor": "no colour"}, {"color": 1, "transparentColor": 2}],
    )
    def test_half_a_pair_of_colours_is_kept(self, color) -> None:
        assert self.decoded(Runset(), {"a": color}).options.extra == {"customRunColors": {"a": color}}

    def test_a_hidden_run_keeps_its_colour_beside_that(self) -> None:
        found = self.decoded(Runset(run_settings={"a": RunSettings(disabled=True)}), {"a": "red", "b": "teal"})
        assert found.runsets[0].run_settings == {"a": RunSettings(disabled=True, color="red")}
        assert found.runsets[0].custom_run_colors == {"b": "teal"}


class TestWhatIsKept:
    def test_what_stands_in_the_place_of_panels_and_run_sets_is_kept(self) -> None:
        block = encoded(grid(LinePanel()))
        block["metadata"]["panelBankSectionConfig"]["panels"].append(3)
        block["metadata"]["runSets"].append("x")
        scope = Decoding()
        found = encoded(decode_grid(block, scope))
        assert found["metadata"]["panelBankSectionConfig"]["panels"][1] == 3
        assert found["metadata"]["runSets"][1] == "x"
        assert "ST805" in {each.code.id for each in scope.findings}

    @pytest.mark.parametrize(
        "metadata", [None, 3, [], {}, {"panelBankSectionConfig": 3}, {"panelBankSectionConfig": {"panels": 3}}]
    )
    def test_any_metadata_comes_back(self, metadata) -> None:
        block = {"type": "panel-grid", "metadata": metadata}
        assert encoded(decode_grid(block, Decoding())) == block
