"""Primitives: how fields of panels are stored that are not stored as they are. `codec/panels.py` names each."""
