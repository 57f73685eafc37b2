"""Statistics of figures: pure functions over sequences of numbers, W&B's where W&B says what it does.

A missing value is NaN. After bucketing a series has about a thousand points, so plain Python will do.
"""
