"""Panels that documents say come back from what is stored, every option of every type."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from runpress.codec.fields import Decoding, Encoding
from runpress.codec.panels import decode_panel, encode_panel
from runpress.model.layout import Layout
from runpress.model.panels.base import Panel
from support.model_panels import model_panels


def comes_back(panel: Panel) -> None:
    stored = encode_panel(panel, Layout(), Encoding())
    assert decode_panel(stored, Decoding()) == panel


@given(model_panels())
def test_panels_of_documents_come_back(panel) -> None:
    comes_back(panel)


@pytest.mark.soak
@pytest.mark.timeout(1800)
@settings(max_examples=20_000)
@given(model_panels())
def test_very_many_panels_of_documents_come_back(panel) -> None:
    comes_back(panel)
