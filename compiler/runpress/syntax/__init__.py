"""Markdown text to blocks with places; front matter and fence bodies to located values."""
