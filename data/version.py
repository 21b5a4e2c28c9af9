"""The version; `pyproject.toml` and the changelog have the same, as a test checks."""

VERSION = "0.5.0"
