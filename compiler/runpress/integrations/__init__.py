"""runpress inside other programs."""
