"""Queries, one module a kind: an Ibis expression each, and what becomes of its rows."""
