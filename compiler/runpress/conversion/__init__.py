"""Between documents and what W&B stores: text to spec, and spec to text."""
