"""Run sets as W&B stores them: their fields, columns, pins, and which runs are shown."""
