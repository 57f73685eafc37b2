"""Our rules for markdown-it-py: one construct a module."""
