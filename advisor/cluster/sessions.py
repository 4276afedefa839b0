"""A session of Spark for one job: found or started, quiet, with our package on its executors."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import signal
import socket
import sys
import tempfile
import threading
import warnings
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from advisor.cluster.jobs import ClusterError
from advisor.diagnostics.extras import how_to_install

Session = Any  # pyspark ships types, but is not installed where this is checked
DEFAULT_PORT = 7077
_ANSWERS_WITHIN = 5.0  # seconds
_PYTHON = "spark.pyspark.python"
_HERE = ("127.", "localhost", "[::1]")
_MASTER = re.compile(r"local(\[[^]]+\])?|local-cluster\[[^]]+\]|yarn|k8s://.+|spark://.+")
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


def master_of(text: str) -> str:
    """The address of a master as Spark wants it: the port of a standalone one may be left out.

    Raises: ClusterError, where it is none.
    """
    if not _MASTER.fullmatch(text):
        raise ClusterError(
            f"`{text}` is no master of a cluster; write spark://HOST, yarn, k8s://… or, for this"
            " machine alone, local[4]"
        )
    if not text.startswith("spark://"):
        return text
    hosts = text.removeprefix("spark://").split(",")
    return "spark://" + ",".join(
        host if re.search(r":\d+$", host) else f"{host}:{DEFAULT_PORT}" for host in hosts
    )


def require_spark() -> None:
    """See that PySpark and Java are here.

    Raises: ClusterError, which says what to install.
    """
    for name in ("pyspark", "pandas"):
        if (command := how_to_install(name)) is not None:
            raise ClusterError(f"a cluster needs {name}, which is not installed: {command}")
    home = os.environ.get("JAVA_HOME")
    if home and not shutil.which("java", path=str(Path(home, "bin"))):
        raise ClusterError(f"JAVA_HOME is {home}, and there is no Java there; Spark needs Java 17")
    if not home and shutil.which("java") is None:
        raise ClusterError(
            "Spark needs Java 17 or newer: install it (Debian, Ubuntu: openjdk-17-jre-headless) and put"
            " java on the PATH or set JAVA_HOME"
        )


def require_master(master: str) -> None:
    """See that somebody answers where a standalone master should be: Spark itself tries for a minute.

    Raises: ClusterError, where nobody does.
    """
    if not master.startswith("spark://"):
        return
    why = ""
    for place in master.removeprefix("spark://").split(","):
        host, _, port = place.rpartition(":")
        try:
            with socket.create_connection((host.strip("[]"), int(port)), _ANSWERS_WITHIN):
                return
        except socket.gaierror:
            why = f"there is no machine called {host}"
        except OverflowError:
            why = f"{port} is no port"
        except OSError:
            why = "nothing answers there"
    raise ClusterError(
        f"cannot reach a master at {master}: {why}; its address stands at the top of the master's page"
    )


def start(master: str, settings: Mapping[str, str]) -> Session:
    """A session of its own, with these settings.

    Raises: ClusterError, where Spark does not start.
    """
    from pyspark import SparkConf, SparkContext
    from pyspark.java_gateway import launch_gateway
    from pyspark.sql import SparkSession

    wanted = {**_for_this_machine(master), **settings}
    conf = SparkConf().setMaster(master).setAll(list(wanted.items()))
    with _log() as log, _own_interrupts():
        try:
            gateway = SparkContext._gateway  # one that is running already, in this process
            if gateway is None:
                gateway = launch_gateway(conf, {"stdout": log, "stderr": log})
            context = SparkContext(conf=conf, gateway=gateway)
        except Exception as error:
            raise ClusterError(f"Spark does not start at {master}: {_why(error, log)}") from error
        python = context.getConf().get(_PYTHON)
        if python and not os.environ.get("PYSPARK_PYTHON"):
            context.pythonExec = python  # the setting alone counts for spark-submit only
        return SparkSession(context)


@contextmanager
def _log() -> Iterator[IO[bytes]]:
    """Where Java writes what it would write to the terminal: a file without a name."""
    with tempfile.TemporaryFile() as log:
        yield log


@contextmanager
def _own_interrupts() -> Iterator[None]:
    """Ctrl-C stays what it was: PySpark's own way to take it talks to Java amid another talk."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.getsignal(signal.SIGINT)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _for_this_machine(master: str) -> dict[str, str]:
    """Executors on this machine run this Python, and nothing listens to the outside."""
    is_here = is_local(master) or master.removeprefix("spark://").startswith(_HERE)
    if not is_here:
        return {}
    return {
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.ui.enabled": "false",
        _PYTHON: sys.executable,
    }


def is_local(master: str) -> bool:
    """Whether the tasks run inside the driver."""
    return master == "local" or master.startswith("local[")


def _why(error: Exception, log: IO[bytes]) -> str:
    """What went wrong, in one line, out of what Java wrote."""
    log.seek(0)
    lines = [line.strip() for line in log.read().decode(errors="replace").splitlines()]
    for line in lines:
        if "UnsupportedClassVersionError" in line:
            return "it needs Java 17 or newer, and the Java found here is older"
        if "All masters are unresponsive" in line:
            return (
                "no master of this version of Spark answers there; the cluster and"
                f" pyspark have to be of one version (here {_version()})"
            )
    if "JAVA_GATEWAY_EXITED" in str(error):
        told = [line for line in lines if line and not line.startswith(("at ", "WARN"))]
        return f"Java ended at once ({told[0]})" if told else "Java ended at once"
    return first_line(error)


def _version() -> str:
    import pyspark

    return str(pyspark.__version__)


def first_line(error: BaseException) -> str:
    """What went wrong, out of the many lines that Spark says."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    if len(lines) > 1 and lines[0].startswith("An error occurred while calling"):
        return lines[1].removeprefix(": ")
    return lines[0] if lines else type(error).__name__


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
    # What is read beside the code, too: the grammar, the usual headings.
    kinds = (".py", ".lark", ".typed", ".yaml")
    sources = sorted(p for p in _PACKAGE.rglob("*") if p.suffix in kinds)
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
