"""The records that we ship: no check finds an error, and the index is made of them and nothing else."""

from __future__ import annotations

from unlist import clock
from unlist.registry.checks import check_folder
from unlist.registry.index import compile_index, shipped_directory
from unlist.registry.load import broker
from unlist.registry.source import record_files


def test_no_shipped_record_has_an_error() -> None:
    findings = check_folder(shipped_directory(), today=clock.today("UTC"))
    errors = [
        f"{found.path.name}:{found.line}: {found.check}: {found.sentence}"
        for found in findings
        if found.severity == "error"
    ]
    assert errors == []


def test_the_index_holds_each_record_and_each_can_be_loaded() -> None:
    slugs = [path.stem for path in record_files(shipped_directory())]
    assert slugs
    assert list(compile_index(shipped_directory())["brokers"]) == slugs
    assert all(broker(slug).slug for slug in slugs)
