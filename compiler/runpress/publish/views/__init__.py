"""A view on the server: where it goes, who it is, what it says, and how it is found again."""
