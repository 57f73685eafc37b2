"""The typed view: what a document becomes. Imports nothing of the project but `diagnostics` and `source`."""
