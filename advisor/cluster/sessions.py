"""A session of Spark for one job: quiet, with our package on its executors."""

from __future__ import annotations

import hashlib
import tempfile
import threading
import warnings
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from advisor.cluster.starting import (
    Session,
    is_local,
    master_of,
    require_master,
    require_spark,
    start,
)

BATCH_ROWS = 16_384  # situations that Spark hands over at a time
TASKS_A_CORE = 4
_PATIENCE = 60.0  # seconds, for what is done at the end
_MIN_TASKS = "spark.sql.files.minPartitionNum"
_PACKAGE = Path(__file__).resolve().parent.parent
_SETTINGS = {
    "spark.app.name": "advisor batch",
    "spark.log.level": "ERROR",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.execution.arrow.maxRecordsPerBatch": str(BATCH_ROWS),
    # With any other limit, Spark measures all columns of a batch anew for each row that it adds.
    "spark.sql.execution.arrow.maxBytesPerBatch": str(2**31 - 1),
    "spark.sql.parquet.datetimeRebaseModeInRead": "CORRECTED",
    "spark.sql.parquet.datetimeRebaseModeInWrite": "CORRECTED",
    "spark.sql.caseSensitive": "true",
}


@contextmanager
def session_for(master: str, settings: Mapping[str, str]) -> Iterator[Session]:
    """A session at this master; one that is already open is taken, and left open.

    Raises: ClusterError, where PySpark or Java is missing, `master` is none, or nothing answers there.
    """
    require_spark()
    master = master_of(master)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)  # PySpark's about releases of pandas
        from pyspark.sql import SparkSession

        active = SparkSession.getActiveSession()
        if active is None:
            require_master(master)
        session: Session = active or start(master, {**_SETTINGS, **settings})
        try:
            if not is_local(session.sparkContext.master):
                _ship(session)
            with _set(session, settings):
                yield session
        finally:
            if active is None:
                apart(session.stop)


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

    def set_back() -> None:
        for name, value in before.items():
            if value is None:
                session.conf.unset(name)
            else:
                session.conf.set(name, value)

    try:
        yield
    finally:
        apart(set_back)


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


def apart(work: Callable[[], object]) -> None:
    """Let Spark do something in a thread of its own, and wait for it.

    After Ctrl-C the talk of this thread with Java is still open, and what is said next would be taken for
    its answer; each thread has a talk of its own.
    """
    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    thread.join(_PATIENCE)
