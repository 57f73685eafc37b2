"""Figures: panels with their data, in the one form that every back end draws."""
