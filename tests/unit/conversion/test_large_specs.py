"""A stored view of any size becomes a document that says all of it; one that no command reads is a finding."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest

from runpress.codec.normal import is_equal
from runpress.conversion.document import Pulled, pull_json
from runpress.conversion.spec import spec_of
from runpress.pipeline import MAX_BYTES, compile_document
from runpress.source import SourceFile

LIMIT = 1000


def paragraph(text: str) -> dict[str, Any]:
    return {"type": "paragraph", "children": [{"text": text}]}


def report(*blocks: dict[str, Any]) -> dict[str, Any]:
    return {"version": 5, "blocks": list(blocks)}


def pulled(spec: dict[str, Any], limit: int = LIMIT) -> Pulled:
    return pull_json(SourceFile("large.json", json.dumps(spec)), limit=limit)


def said(text: str) -> Any:
    source = SourceFile("large.md", text)
    return spec_of(compile_document(source, limit=None), source).spec


def test_a_large_view_is_pulled_whole_and_blamed_on_nobody() -> None:
    spec = report(*(paragraph(f"Cosine decay beats step decay, part {at}.") for at in range(100)))
    found = pulled(spec)
    assert found.text is not None
    assert is_equal(said(found.text), spec)
    (finding,) = found.findings
    assert finding.code.id == "ST810"
    size = f"{len(found.text) / 1024:.1f} KiB"
    assert finding.message == f"$: the document has {size}, and runpress reads documents of up to 1000 bytes"
    assert finding.help == "split it into several views: no part of it is large by itself"


def test_what_makes_a_view_large_is_named_at_its_place() -> None:
    picture = {"type": "image", "children": [{"text": ""}], "url": f"data:image/png;base64,{'A' * 3000}"}
    (finding,) = pulled(report(paragraph("a"), picture, paragraph("b"))).findings
    assert finding.message.startswith("$.blocks[1]: ")
    assert "it would fit without `$.blocks[1]` (`image`, 3 KiB): link to what is embedded there" in finding.help
    assert finding.span.start > 0


def test_sections_make_a_workspace_large() -> None:
    panel = {"__id__": "a", "viewType": "Markdown Panel", "config": {"value": "x" * 3000}}
    sections = [{"name": "Charts", "panels": []}, {"name": "Notes", "panels": [panel]}]
    findings = pulled({"section": {"panelBankConfig": {"sections": sections}}}).findings
    assert [finding.message.partition(": ")[0] for finding in findings if finding.code.id == "ST810"] == [
        "$.section.panelBankConfig.sections[1]"
    ]


def test_a_view_that_a_command_reads_gives_no_finding() -> None:
    assert pulled(report(paragraph("a" * 500))).findings == ()


def test_a_block_without_a_form_is_still_found_in_a_large_view() -> None:
    strange = {"type": "whiteboard", "data": [1] * 1000}
    found = pulled(report(paragraph("a"), strange))
    assert sorted(finding.code.id for finding in found.findings) == ["ST809", "ST810"]
    assert found.text is not None
    assert is_equal(said(found.text), report(paragraph("a"), strange))


def test_no_command_reads_more_than_a_document_may_have() -> None:
    source = SourceFile("doc.md", "a" * 100)
    assert compile_document(source, limit=99).diagnostics[0].code.id == "CF709"
    assert compile_document(source, limit=100).diagnostics == ()


def test_lists_in_lists_without_end_are_read_in_one_pass() -> None:
    """Where each level cost what all those above it do, pytest's timeout would stop it."""
    levels = 40_000
    opened = '{"type": "list", "children": [{"type": "list-item", "children": ['
    found = pull_json(SourceFile("deep.json", f'{{"version": 5, "blocks": [{opened * levels}{"]}]}" * levels}]}}'))
    assert [finding.code.id for finding in found.findings if finding.code.id != "ST810"] == ["ST808"]
    assert found.text is not None


@pytest.mark.soak
@pytest.mark.timeout(600)
def test_fifty_megabytes_are_pulled_in_linear_time() -> None:
    seconds: dict[int, float] = {}
    for megabytes in (12, 25, 50):
        block = paragraph("Cosine decay beats step decay. " * 30)
        spec = report(*[block] * (megabytes * 1_000_000 // len(json.dumps(block))))
        source = SourceFile("large.json", json.dumps(spec))
        begin = time.process_time()
        found = pull_json(source)
        seconds[megabytes] = time.process_time() - begin
        assert found.text is not None
        assert len(found.text) > 5 * MAX_BYTES
        assert [finding.code.id for finding in found.findings] == ["ST810"]
    assert seconds[50] < 2.5 * seconds[25] < 2.5 * 2.5 * seconds[12]
