"""Schema changes, oldest first. Views and triggers are dropped before and made anew after each."""

from __future__ import annotations

SCHEMA_VERSION = "0004"
"""The newest revision. A home with an older one is brought up to it; any other one is refused."""
