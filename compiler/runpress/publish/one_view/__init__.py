"""What is done with one view: which one is meant, what it said before, going back, links and comments."""
