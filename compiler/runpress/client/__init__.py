"""All that talks to a W&B server: who we are there, requests and their repetition, operations on views."""
