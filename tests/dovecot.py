"""A real Dovecot on loopback, for one test or one module: any name logs in with the password `test`."""

from __future__ import annotations

import getpass
import grp
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from unlist import clock

PASSWORD = "test"
PROGRAM = shutil.which("dovecot", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
needs_dovecot = pytest.mark.skipif(
    PROGRAM is None, reason="Dovecot is not installed; on Debian: apt-get install dovecot-imapd"
)


@dataclass(frozen=True)
class Dovecot:
    """A server that runs; mail lies in Maildirs below `folder`."""

    port: int
    folder: Path

    def maildir(self, user: str, folder: str = "") -> Path:
        """Return a Maildir of a user, made if need be: INBOX, or `.Junk`."""
        box = self.folder / "mail" / user / folder
        for name in ("cur", "new", "tmp"):
            (box / name).mkdir(parents=True, exist_ok=True)
        return box

    def deliver(self, user: str, *raws: bytes, folder: str = "") -> None:
        """Put messages into a folder as a delivery agent does."""
        box = self.maildir(user, folder)
        for raw in raws:
            name = f"{time.time_ns()}.{os.getpid()}.test"
            (box / "tmp" / name).write_bytes(raw)
            (box / "tmp" / name).rename(box / "new" / name)
        self.give_away()

    def give_away(self) -> None:
        """Let the server own what was put there."""
        if os.getuid() == 0:
            for path in [self.folder / "mail", *(self.folder / "mail").rglob("*")]:
                shutil.chown(path, "nobody", "nogroup")

    def flags(self, user: str) -> list[str]:
        """Return the flags of every message of a user, as Maildir file names have them."""
        names = [path.name for path in (self.folder / "mail" / user).rglob("*") if path.parent.name in {"cur", "new"}]
        return [name.partition(":2,")[2] for name in names]


@contextmanager
def running(*, certificate: tuple[Path, Path] | None = None) -> Iterator[Dovecot]:
    """Run Dovecot while the block runs; with a certificate (file, key) it wants STARTTLS.

    Its workers are other users: pytest's own folders are closed to them, and closed again by every other run.
    """
    with tempfile.TemporaryDirectory(prefix="unlist-dovecot-") as made:
        Path(made).chmod(0o755)
        with _running(Path(made), certificate) as server:
            yield server


@contextmanager
def _running(folder: Path, certificate: tuple[Path, Path] | None) -> Iterator[Dovecot]:
    port = _free_port()
    file = folder / "dovecot.conf"
    (folder / "mail").mkdir()
    file.write_text(_configuration(folder, port, certificate), encoding="utf-8")
    server = Dovecot(port, folder)
    server.give_away()
    with (folder / "out").open("wb") as out:
        process = subprocess.Popen([str(PROGRAM), "-F", "-c", str(file)], stdout=out, stderr=out)
    try:
        _await(port, process, folder)
        yield server
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(20)


def _await(port: int, process: subprocess.Popen[bytes], folder: Path) -> None:
    for _ in range(200):
        assert process.poll() is None, (folder / "out").read_text()
        try:
            with socket.create_connection(("127.0.0.1", port), 1) as probe:
                assert probe.recv(4) == b"* OK"
                return
        except OSError:
            clock.sleep(0.05)
    raise AssertionError((folder / "log").read_text())


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _configuration(folder: Path, port: int, certificate: tuple[Path, Path] | None) -> str:
    root = os.getuid() == 0
    me, group = getpass.getuser(), grp.getgrgid(os.getgid()).gr_name
    user, its_group = ("nobody", "nogroup") if root else (me, group)
    tls = "ssl = no\ndisable_plaintext_auth = no\n"
    if certificate:
        tls = f"ssl = required\nssl_cert = <{certificate[0]}\nssl_key = <{certificate[1]}\n"
    own = "" if root else f"default_internal_group = {group}\n"
    unchained = "" if root else "".join(f"service {name} {{\n  chroot =\n}}\n" for name in ("anvil", "stats"))
    return f"""base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
protocols = imap
listen = 127.0.0.1
{tls}mail_location = maildir:{folder}/mail/%u
first_valid_uid = 1
default_internal_user = {"dovecot" if root else me}
default_login_user = {"dovenull" if root else me}
{own}mail_uid = {user}
mail_gid = {its_group}
namespace inbox {{
  inbox = yes
  mailbox Junk {{
    special_use = \\Junk
    auto = create
  }}
}}
passdb {{
  driver = static
  args = password={PASSWORD}
}}
userdb {{
  driver = static
  args = uid={user} gid={its_group} home={folder}/mail/%u
}}
service imap-login {{
  {"" if root else "chroot ="}
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
{unchained}"""
