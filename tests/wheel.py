"""Builds the wheel, installs it into a fresh environment, and runs the tests against it, far from the sources.

Run by `make wheel`. Needs the package index (or a local mirror that pip knows) for the dependencies.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import venv
import zipfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
CARRIED = ("unlist/cli.py", "unlist/brokers/index.json", "unlist/brokers/LICENSE")


def run(*command: str | Path, where: Path) -> None:
    """Run a command that must succeed, without anything that could lead back to the sources."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHONPATH", "VIRTUAL_ENV"))}
    subprocess.run([str(word) for word in command], check=True, cwd=where, env=environment)


def built(work: Path) -> Path:
    """Build the wheel and see that it carries what it must."""
    run(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", work, ROOT, where=work)
    (wheel,) = work.glob("unlist-*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    records = {path.name for path in (ROOT / "brokers").glob("*.toml")}
    templates = {path.relative_to(ROOT).as_posix() for path in (ROOT / "templates").rglob("*") if path.is_file()}
    wanted = {*CARRIED, *(f"unlist/brokers/{name}" for name in records), *(f"unlist/{name}" for name in templates)}
    assert wanted <= set(names), f"the wheel lacks {sorted(wanted - set(names))}"
    assert all(name.startswith(("unlist/", "unlist-")) for name in names), "the wheel puts files outside the package"
    return wheel


def main() -> None:
    """Build, install, copy the tests away, run them."""
    with tempfile.TemporaryDirectory(prefix="unlist-wheel-") as folder:
        work = Path(folder)
        wheel = built(work)
        venv.create(work / "venv", with_pip=True)
        python = work / "venv" / ("Scripts" if os.name == "nt" else "bin") / "python"
        run(python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", f"{wheel}[test]", where=work)
        away = work / "away"
        away.mkdir()
        shutil.copytree(ROOT / "tests", away / "tests", ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copy(ROOT / "pyproject.toml", away)
        where = "import unlist, sys; sys.exit(not unlist.__file__.startswith(sys.prefix))"
        run(python, "-c", where, where=away)
        run(python, "-m", "pytest", "-n", "auto", "-p", "no:cacheprovider", *sys.argv[1:], where=away)


if __name__ == "__main__":
    try:
        main()
    except subprocess.CalledProcessError as failed:
        sys.exit(failed.returncode)
