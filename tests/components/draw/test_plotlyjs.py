"""The small plotly.js: installed by the project's own files, of the version that the Python package has."""

import io

import pytest
from plotly.offline import get_plotlyjs_version

from components.draw import plotlyjs


def test_the_small_bundle_is_installed_and_used():
    assert plotlyjs.INSTALLED.exists(), "run `make run` or `.venv/bin/python -m components.draw.plotlyjs`"
    assert f"plotly.js (basic - minified) v{get_plotlyjs_version()}" in plotlyjs.plotly_script()[:200]


def test_another_package_than_the_one_we_know_is_refused(monkeypatch, tmp_path):
    monkeypatch.setattr(plotlyjs, "INSTALLED", tmp_path / "bundle.js")
    monkeypatch.setattr(plotlyjs.urllib.request, "urlopen", lambda *_, **__: io.BytesIO(b"another"))
    with pytest.raises(OSError, match="INTEGRITY"):
        plotlyjs.install()
    assert not plotlyjs.INSTALLED.exists()
