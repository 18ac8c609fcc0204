"""Settings: declared once, validated, and their sample can be read back."""

from __future__ import annotations

import pytest
import tzlocal

from unlist import config
from unlist.errors import BadInput


def write(text):
    path = config.config_dir() / config.FILE_NAME
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_without_a_file_the_defaults_hold(monkeypatch):
    with monkeypatch.context() as elsewhere:
        elsewhere.setenv("TZ", "Europe/Lisbon")
        tzlocal.reload_localzone()  # it is looked up once a process
        settings = config.load()
    tzlocal.reload_localzone()
    assert settings.zone == "Europe/Lisbon"
    assert settings.authserv_id == ""


def test_the_sample_is_a_configuration_of_the_same_values():
    write(
        'zone = "America/Chicago"\nhand_off_dir = "~/Letters \\"x\\" \\u007f \\U0001F4EE"\nauthserv_id = "MX.Example.org"\n'
        'imap_host = "IMAP.example.org"\nimap_port = 1143\nimap_user = "maya \\"m\\" ä@example.org"\n'
        'imap_folders = ["Brokers", "Behörden/\\"2026\\""]\nimap_security = "starttls"\n'
    )
    settings = config.load()
    assert settings.authserv_id == "mx.example.org"
    assert (settings.imap_host, settings.imap_port) == ("imap.example.org", 1143)
    assert settings.imap_folders == ("Brokers", 'Behörden/"2026"')
    write(config.sample(settings))
    assert config.load() == settings
    assert all(setting.sentence in config.sample(settings) for setting in config.SETTINGS)


@pytest.mark.parametrize(
    "line", ["zone = 1", 'zone = "../../etc/passwd"', 'zone = "Nowhere"',
             "hand_off_dir = 3", 'hand_off_dir = ""', 'hand_off_dir = "Unlist"', 'hand_off_dir = "~nobody-here/Unlist"',
             'hand_off_dir = "/a\\u0000b"', 'authserv_id = "a b"', "unknown = 1", "= 3", 'imap_host = "a b"', 'imap_port = "993"', "imap_port = 0",
             "imap_port = 65536", "imap_port = true", "imap_user = 1", 'imap_user = "a\\nb"', 'imap_folders = "Brokers"',
             'imap_folders = [""]', "imap_folders = [1]", 'imap_folders = ["a\\r\\nb"]', 'imap_security = "ssl"'],
)  # fmt: skip
def test_what_cannot_be_is_refused_with_the_file(line):
    write(line)
    with pytest.raises(BadInput, match=r"config\.toml"):
        config.load()
