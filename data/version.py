"""The version that is shown; `pyproject.toml` and the changelog say the same, which a test holds."""

VERSION = "0.5.0"
