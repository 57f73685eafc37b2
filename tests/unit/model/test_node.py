"""What all nodes do alike."""

from __future__ import annotations

import inspect
import sys

import pytest
from pydantic import BaseModel

from runpress.model.front_matter import FrontMatter
from runpress.model.grid import GridOptions
from runpress.model.node import Node
from runpress.model.panels import PANELS
from runpress.model.runset import Runset
from runpress.model.section import SectionOptions

NODES = (FrontMatter, GridOptions, Runset, SectionOptions, *PANELS.values())


@pytest.mark.parametrize("model", NODES, ids=lambda model: model.__name__)
def test_a_node_is_shown_as_pydantic_shows_it(model):
    for node in (model.model_construct(), model.model_construct(id="a'b", extra={"x": [1, None]})):
        assert repr(node) == BaseModel.__repr__(node)


@pytest.mark.parametrize("model", NODES, ids=lambda model: model.__name__)
def test_types_of_fields_are_types_when_a_node_is_declared(model):
    """Types that are texts until pydantic asks are evaluated again for each class below: a tenth of start-up."""
    assert issubclass(model, Node)
    module = sys.modules[model.__module__]
    assert "annotations" not in vars(module), (
        f"take `from __future__ import annotations` out of {inspect.getfile(model)}"
    )
