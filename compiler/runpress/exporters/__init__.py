"""Views in other forms, one module each."""
