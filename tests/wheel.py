"""Builds the wheel, installs it into a fresh environment, and runs the tests against it, far from the sources.

Run by `make wheel`; arguments go to pytest. Needs the package index (or what pip has for one) for the dependencies.
The environment lies at a path with a space and a letter that is not ASCII, as on many a machine.
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
CARRIED = ("unlist/cli.py", "unlist/brokers/index.json", "unlist/brokers/LICENSE", "unlist/migrations/sqlite.sql")
LEFT_OUT = ("docs", "training")
"""Folders of tests whose matter lies in the checkout only; all others run against the wheel."""
TRIED = (
    (("--version",), "unlist "),
    (("broker", "show", "clearview-ai"), "Clearview AI, Inc."),
    (("letter", "clearview-ai", "--sample", "US-IL"), "740 ILCS 14/15"),
)
"""Commands that must work from anywhere without a home, and what they must show."""


def environment() -> dict[str, str]:
    """Return this process's environment without anything that could lead back to the sources."""
    return {key: value for key, value in os.environ.items() if key not in {"PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV"}}


def run(*command: str | Path, where: Path) -> str:
    """Run a command that must succeed; return what it showed."""
    words = [str(word) for word in command]
    return subprocess.run(words, check=True, cwd=where, env=environment(), stdout=subprocess.PIPE).stdout.decode()


def built(work: Path) -> Path:
    """Build the wheel and see that it carries what it must, and nothing outside the package."""
    run(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", work, ROOT, where=work)
    (wheel,) = work.glob("unlist-*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    records = {path.name for path in (ROOT / "brokers").glob("*.toml")}
    templates = {path.relative_to(ROOT).as_posix() for path in (ROOT / "templates").rglob("*") if path.is_file()}
    wanted = {*CARRIED, *(f"unlist/brokers/{name}" for name in records), *(f"unlist/{name}" for name in templates)}
    assert wanted <= set(names), f"the wheel lacks {sorted(wanted - set(names))}"
    info = f"{'-'.join(wheel.name.split('-')[:2])}.dist-info/"
    outside = [name for name in names if not name.startswith(("unlist/", info))]
    assert not outside, f"the wheel puts files outside the package: {outside}"
    return wheel


def installed(wheel: Path, work: Path) -> Path:
    """Install the wheel into an environment of its own, try it from there, and return the environment's programs."""
    venv.create(work / "an änvironment", with_pip=True)
    programs = work / "an änvironment" / ("Scripts" if os.name == "nt" else "bin")
    run(
        programs / "python",
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        f"{wheel}[test]",
        where=work,
    )
    where = "import unlist, sys; sys.exit(not unlist.__file__.startswith(sys.prefix))"
    run(programs / "python", "-c", where, where=work)
    for words, shown in TRIED:
        assert shown in run(programs / "unlist", *words, where=Path(work.anchor)), f"unlist {' '.join(words)}"
    return programs


def main() -> int:
    """Build, install, copy the tests away, run them; return pytest's own exit code."""
    with tempfile.TemporaryDirectory(prefix="unlist-wheel-") as folder:
        work = Path(folder)
        programs = installed(built(work), work)
        away = work / "away"
        away.mkdir()
        shutil.copytree(ROOT / "tests", away / "tests", ignore=shutil.ignore_patterns("__pycache__", *LEFT_OUT))
        shutil.copy(ROOT / "pyproject.toml", away)
        options = ("-n", "auto", "-rs", "-p", "no:cacheprovider", *sys.argv[1:])
        tests = [programs / "python", "-m", "pytest", *options]
        return subprocess.run(tests, cwd=away, env=environment(), check=False).returncode


if __name__ == "__main__":
    try:
        sys.exit(main())
    except subprocess.CalledProcessError as failed:
        sys.exit(f"{' '.join(map(str, failed.cmd))} ended with {failed.returncode}")
