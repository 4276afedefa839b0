"""A session of Spark for one job: quiet, with our package on its executors."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import sys
import tempfile
import warnings
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from advisor.cluster.jobs import ClusterError

Session = Any  # pyspark ships types, but is not installed where this is checked
BATCH_ROWS = 65_536  # situations handed to the kernel at a time
TASKS_A_CORE = 4
_MIN_TASKS = "spark.sql.files.minPartitionNum"
_PACKAGE = Path(__file__).resolve().parent.parent
_PYTHON = "spark.pyspark.python"
_HERE = ("127.", "localhost", "[::1]")
_SETTINGS = {
    "spark.app.name": "advisor batch",
    "spark.log.level": "ERROR",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.execution.arrow.maxRecordsPerBatch": str(BATCH_ROWS),
    "spark.sql.parquet.datetimeRebaseModeInRead": "CORRECTED",
    "spark.sql.parquet.datetimeRebaseModeInWrite": "CORRECTED",
    "spark.sql.caseSensitive": "true",
}


@contextmanager
def session_for(master: str, settings: Mapping[str, str]) -> Iterator[Session]:
    """A session at this master; one that is already open is taken, and left open.

    Raises: ClusterError, where PySpark or Java is missing or nothing answers.
    """
    for name in ("pyspark", "pandas"):
        if importlib.util.find_spec(name) is None:
            raise ClusterError(
                f"a cluster needs {name}, which is not installed: pip install 'interview-advisor[spark]'"
            )
    if shutil.which("java") is None and not os.environ.get("JAVA_HOME"):
        raise ClusterError("Spark needs Java 17 or newer; put java on the PATH or set JAVA_HOME")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)  # PySpark's about releases of pandas
        from pyspark.sql import SparkSession

        active = SparkSession.getActiveSession()
        session: Session = active or _start(SparkSession.builder, master, settings)
        try:
            if not _is_local(session.sparkContext.master):
                _ship(session)
            with _set(session, settings):
                yield session
        finally:
            if active is None:
                session.stop()


@contextmanager
def _set(session: Session, settings: Mapping[str, str]) -> Iterator[None]:
    """What our jobs need of a session, and no longer than they run.

    More, smaller tasks than Spark would make: they are short of processors, not of disks, and row
    groups seldom divide evenly.
    """
    tasks = {_MIN_TASKS: str(TASKS_A_CORE * session.sparkContext.defaultParallelism)}
    wanted = {**_SETTINGS, **tasks, **settings}
    ours = {name: value for name, value in wanted.items() if name.startswith("spark.sql.")}
    before = {name: session.conf.get(name, None) for name in ours}
    for name, value in ours.items():
        session.conf.set(name, value)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                session.conf.unset(name)
            else:
                session.conf.set(name, value)


def _start(builder: Any, master: str, settings: Mapping[str, str]) -> Session:
    wanted = {**_SETTINGS, **_for_this_machine(master), **settings}
    for name, value in wanted.items():
        builder = builder.config(name, value)
    try:
        session = builder.master(master).getOrCreate()
    except Exception as error:
        raise ClusterError(f"Spark does not start at {master}: {first_line(error)}") from error
    python = session.conf.get(_PYTHON, None)
    if python and not os.environ.get("PYSPARK_PYTHON"):
        session.sparkContext.pythonExec = python  # the setting alone counts for spark-submit only
    return session


def _for_this_machine(master: str) -> dict[str, str]:
    """Executors on this machine run this Python, and nothing listens to the outside."""
    is_here = _is_local(master) or master.removeprefix("spark://").startswith(_HERE)
    if not is_here:
        return {}
    return {
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.ui.enabled": "false",
        _PYTHON: sys.executable,
    }


def _is_local(master: str) -> bool:
    return master == "local" or master.startswith("local[")


def _ship(session: Session) -> None:
    """Send this very package to the executors, whether or not they have one."""
    sources = sorted(p for p in _PACKAGE.rglob("*") if p.suffix in (".py", ".lark", ".typed"))
    digest = hashlib.sha256()
    for path in sources:
        digest.update(path.read_bytes())
    # Executors that start later fetch it too: it has to stay for as long as the session does.
    folder = session.sparkContext._temp_dir or tempfile.gettempdir()
    name = Path(folder) / f"advisor-{digest.hexdigest()[:12]}.zip"
    with zipfile.ZipFile(name, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sources:
            archive.write(path, path.relative_to(_PACKAGE.parent))
    session.sparkContext.addPyFile(str(name))


def first_line(error: Exception) -> str:
    """What went wrong, out of the many lines that Spark says."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    if len(lines) > 1 and lines[0].startswith("An error occurred while calling"):
        return lines[1].removeprefix(": ")
    return lines[0] if lines else type(error).__name__
