"""Specs that are the same bytes once they were read and written again.

What a document says in W&B's own words, under `extra` or in raw blocks, an option may say, too; and what is read
from a spec is said by options. So that both give the same bytes, such a spec is read and written once more.
"""

from __future__ import annotations

from runpress.codec.fields import Decoding, Encoding
from runpress.codec.ids import Ids, repeated_ids
from runpress.codec.json_text import Json, objects_in
from runpress.codec.normal import is_equal
from runpress.codec.said_ids import said_ids
from runpress.model.view import Report, Workspace


def settled(spec: dict[str, Json], view: Report | Workspace, scope: Encoding, ids: Ids) -> dict[str, Json]:
    """The spec of a view as it is when it was read and written again; `scope` is where it was written."""
    said = said_ids(view)
    objects = objects_in(spec)
    reading = Decoding(project=scope.project, markdown=scope.markdown, repeated=repeated_ids(objects) | said)
    ids.avoid(said)
    writing = Encoding(ids=ids, markdown=scope.markdown, project=scope.project)
    if isinstance(view, Report):
        from runpress.codec.report import decode_report, encode_report

        report = decode_report(spec, reading, objects=objects)
        again = spec if report is None else encode_report(report, writing)
    else:
        from runpress.codec.workspace import decode_workspace, encode_workspace

        again = encode_workspace(decode_workspace(spec, reading), writing)
    return again if is_equal(again, spec) else spec
