"""Which parts of two views are the same, and what follows from it: ids and comments are taken over."""
