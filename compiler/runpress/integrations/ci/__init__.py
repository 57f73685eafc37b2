"""Continuous integration: what the GitHub Action and the GitLab template run, `python -m runpress.integrations.ci`."""
