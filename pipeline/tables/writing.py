"""The output folder: every run kept under ``runs/``, the newest one in sight, switched in one step.

    output/runs/0003-1a2b3c4d/   five tables and run.json of one run, never changed once they are there
    output/newest                link to the newest run's folder
    output/facts.parquet ...     links through ``newest``

A run's folder is filled under a hidden name, fsynced and renamed; then ``newest`` is replaced by a rename. So
at every moment, also after a crash, all tables in sight are whole and belong to one run.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from ..errors import EnvironmentFault, UsageError
from .schemas import ORDER, SCHEMAS, plain

RUN_ID = re.compile(r"\d{4,}-[0-9a-f]{8}")
NEWEST = "newest"
INFO = "run.json"


def conform(name: str, table: pa.Table) -> pa.Table:
    """``table`` with exactly the columns of its schema, rows in the fixed order, repeating text encoded.

    Columns that the schema does not know are dropped; those that the table lacks raise KeyError.
    """
    schema = SCHEMAS[name]
    columns = [table.column(field.name).cast(field.type) for field in plain(schema)]
    bare = pa.table(columns, schema=plain(schema))
    ordered = bare.sort_by([(column, "ascending") for column in ORDER[name]]).combine_chunks()
    # Encoded only now: a dictionary's values stand in order of first use, which must not depend on the input.
    return ordered.cast(schema)


def check_writable(output: Path) -> None:
    """Makes ``output`` where it is missing; raises EnvironmentFault when it cannot be written to."""
    try:
        (output / "runs").mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=output / "runs"):
            pass
    except OSError as fault:
        raise EnvironmentFault(
            f"{output}: tables cannot be written there ({fault.strerror}); give another folder with --output"
        ) from None


def write_run(
    output: Path, tables: Mapping[str, pa.Table], info: Mapping[str, Any], versions: Mapping[str, str]
) -> tuple[str, bool]:
    """Writes one run and puts it in sight; gives its id, and whether it is new.

    A run is the same as the newest one when its versions and the bytes of all its tables are: then nothing is
    written. ``info`` is what else goes into ``run.json``. Raises EnvironmentFault when the disk refuses.
    """
    check_writable(output)
    try:
        with _locked(output):
            return _write_locked(output, tables, info, versions)
    except OSError as fault:
        raise EnvironmentFault(
            f"{output}: writing the tables failed ({fault.strerror}); the last run stands"
        ) from fault


def _write_locked(
    output: Path, tables: Mapping[str, pa.Table], info: Mapping[str, Any], versions: Mapping[str, str]
) -> tuple[str, bool]:
    runs = output / "runs"
    for left in runs.glob(".unfinished-*"):  # of a run that was killed: the lock says nobody is at it
        shutil.rmtree(left)
    folder = Path(tempfile.mkdtemp(prefix=".unfinished-", dir=runs))
    try:
        hashes = {}
        for name in SCHEMAS:
            hashes[name] = _write_table(folder / f"{name}.parquet", conform(name, tables[name]))
        content = hashlib.sha256(json.dumps([dict(versions), hashes], sort_keys=True).encode()).hexdigest()[:8]
        earlier = run_ids(output)
        if earlier and earlier[-1].endswith(content):
            _show(output, earlier[-1])
            return earlier[-1], False
        number = int(earlier[-1].split("-")[0]) + 1 if earlier else 1
        run_id = f"{number:04d}-{content}"
        whole = {"run_id": run_id, "versions": dict(versions), **info, "tables": hashes}
        _write_bytes(folder / INFO, (json.dumps(whole, indent=2, ensure_ascii=False, default=str) + "\n").encode())
        folder.chmod(0o755)  # mkdtemp's folders are their owner's alone
        _sync_folder(folder)
        folder.rename(runs / run_id)
    finally:
        shutil.rmtree(folder, ignore_errors=True)  # renamed away when all went well
    _sync_folder(runs)
    _show(output, run_id)
    return run_id, True


def run_ids(output: Path) -> list[str]:
    """The runs kept in an output folder, oldest first."""
    if not (output / "runs").is_dir():
        return []
    found = [path.name for path in (output / "runs").iterdir() if RUN_ID.fullmatch(path.name)]
    return sorted(found, key=lambda run_id: (int(run_id.split("-")[0]), run_id))


def read_table(folder: Path, name: str) -> pa.Table:
    """One table of a run, with plain text columns; ``folder`` is an output folder or one below its ``runs/``.

    Raises UsageError where there is none, or a file that is no such table.
    """
    file = folder / f"{name}.parquet"
    try:
        table = pq.ParquetFile(file).read()
        return table.cast(plain(SCHEMAS[name]))
    except FileNotFoundError:
        raise UsageError(
            f"{file}: no such table; give the output folder of a run, or make one: newsfacts run"
        ) from None
    except (pa.ArrowException, OSError, ValueError) as fault:
        reason = str(fault).splitlines()[0]
        raise UsageError(f"{file}: not the table '{name}' of a run ({reason}); run newsfacts run again") from None


def read_info(folder: Path) -> dict[str, Any]:
    """``run.json`` of a run; raises UsageError where there is none."""
    try:
        return json.loads((folder / INFO).read_text(encoding="utf-8"))
    except (OSError, ValueError) as fault:
        raise UsageError(f"{folder / INFO}: cannot be read ({fault}); give the output folder of a run") from None


@contextmanager
def _locked(output: Path) -> Iterator[None]:
    """One writer at a time; the lock ends with the process, however that ends."""
    with (output / "runs" / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _write_table(file: Path, table: pa.Table) -> str:
    sink = pa.BufferOutputStream()
    pq.write_table(table, sink, compression="zstd")
    data = sink.getvalue().to_pybytes()
    _write_bytes(file, data)
    return hashlib.sha256(data).hexdigest()


def _write_bytes(file: Path, data: bytes) -> None:
    with file.open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


def _show(output: Path, run_id: str) -> None:
    """Puts a run in sight; the links to single files are laid first, so that one switch shows all of it."""
    for name in (*(f"{table}.parquet" for table in SCHEMAS), INFO):
        _link(output / name, f"{NEWEST}/{name}")
    _link(output / NEWEST, f"runs/{run_id}")
    _sync_folder(output)


def _link(place: Path, target: str) -> None:
    if place.is_symlink() and place.readlink() == Path(target):
        return
    temporary = place.with_name(f".{place.name}.{os.getpid()}")
    temporary.unlink(missing_ok=True)
    temporary.symlink_to(target)
    temporary.replace(place)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
