"""The codec: the typed view to the JSON that W&B stores, and back, without loss.

    Encoded(spec, findings) = encode_view(view)
    Decoded(view, findings) = decode_view(spec, about)

Declarations lead: a field's `wire` is its key in W&B's JSON, its `encoding` a primitive by name
(`fields.py`). What a declaration cannot say is a module here: rich text, blocks, grids, workspaces.

Nothing is lost, by construction: whatever was stored is decoded, encoded again, and compared; the
difference (`residue.py`) stays with the node as `extra` (keys to add or to override) and `omit` (keys
that the stored copy lacks). What W&B has and we do not know travels there, or as a raw block or panel.

Nothing here touches the network, the clock or chance: ids are digests of content and occurrence (`ids.py`).
"""
