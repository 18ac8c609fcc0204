"""What every test stands on: its own configuration, cache and key, and nothing of the person who runs it."""

from __future__ import annotations

import pytest

from unlist import clock


def pytest_addoption(parser):
    parser.addoption("--update-golden", action="store_true", help="Write golden files anew instead of comparing.")


@pytest.fixture(autouse=True)
def own_world(tmp_path_factory):
    """Keep tests off the real home, configuration, cache, keyring and clock; no `monkeypatch.undo` leads back."""
    world = tmp_path_factory.mktemp("world")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("UNLIST_HOME", "UNLIST_PASSPHRASE", "NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES", "TZ"):
            patch.delenv(name, raising=False)
        patch.setenv("UNLIST_CONFIG_DIR", str(world / "config"))
        patch.setenv("UNLIST_CACHE_DIR", str(world / "cache"))
        patch.setenv("UNLIST_KEY", "file")
        yield world
        clock.set_now(None)
