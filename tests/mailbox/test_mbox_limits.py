"""One message too large for memory stops nothing: the others are read, and it is said where it stood."""

from unlist.mailbox.mbox import lines_of, messages_of

FROM = b"From a@example.org Tue Nov  3 10:00:00 2026\n"
SMALL = b"Subject: small\n\nx\n"


def test_a_message_over_the_limit_is_none_in_its_place():
    large = b"Subject: large\n\n" + b"y" * 300 + b"\n"
    written = b"".join(FROM + one for one in (SMALL, large, SMALL)).splitlines(keepends=True)
    assert list(messages_of(written, largest=200)) == [SMALL, None, SMALL]


def test_a_line_without_an_end_comes_in_pieces(tmp_path):
    path = tmp_path / "long"
    path.write_bytes(b"z" * 2_500_000 + b"\nend")
    with path.open("rb") as file:
        pieces = list(lines_of(file))
    assert max(map(len, pieces)) <= 1024 * 1024
    assert b"".join(pieces) == path.read_bytes()
