"""A plan made so: each change backed up, noted, sent and read back."""
