"""Build hook: compiles brokers/*.toml into the index that the wheel carries."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledRegistry(BuildHookInterface):  # type: ignore[type-arg]
    """Puts `brokers/index.json` into the wheel, made anew from the TOML records at each build."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile the index into a temporary file and name it for inclusion."""
        if version == "editable":
            return
        sys.path.insert(0, self.root)
        try:
            from unlist.registry.index import compile_index, dump_index  # noqa: PLC0415 - found only here
        finally:
            sys.path.remove(self.root)
        target = Path(tempfile.mkdtemp(prefix="unlist-index-")) / "index.json"
        target.write_bytes(dump_index(compile_index(Path(self.root, "brokers"))))
        build_data["force_include"][str(target)] = "unlist/brokers/index.json"
