"""Blocks of a report to those that W&B stores, and back: one table of forms.

A stored block is decoded by the form of its `type`, encoded again, and what differs stays with it as `extra`
and `omit`. So whatever it holds, it comes back. What no form says is a `RawBlock`.
"""

from __future__ import annotations

from runpress.codec.blocks.machine import DECODERS, ENCODERS, FORMS, decode_blocks, encode_blocks, reading, writing

__all__ = ["DECODERS", "ENCODERS", "FORMS", "decode_blocks", "encode_blocks", "reading", "writing"]
