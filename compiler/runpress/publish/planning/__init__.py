"""What publishing would change, and why: steps as values. Reads only."""
