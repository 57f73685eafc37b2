"""Filters: which runs a run set shows. `nodes` says what they mean."""
