"""Filters as W&B stores them, and as its Public API takes them."""
