"""A server's state into documents: taken over, merged, or in new ones."""
