"""What tests on a real Spark need, and why they are skipped where something is missing."""

from __future__ import annotations

import importlib.util
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# Java for processes that live for seconds: no thorough compiling, one thread for garbage.
QUICK = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:+IgnoreUnrecognizedVMOptions"


def missing() -> str | None:
    """Why Spark cannot run here, in plain words; None where it can.

    Raises: RuntimeError, where it cannot and must: a gate that skips proves nothing.
    """
    why = _missing()
    if why is not None and os.environ.get("SPARK_TESTS") == "required":
        raise RuntimeError(f"the tests on a real Spark cannot run: {why}")
    return why


def _missing() -> str | None:
    for name in ("pyspark", "pandas", "numpy", "pyarrow"):
        if importlib.util.find_spec(name) is None:
            return f"{name} is not installed (pip install 'interview-advisor[spark]')"
    if shutil.which("java") is None and not os.environ.get("JAVA_HOME"):
        return "there is no Java on the PATH"
    return None


@contextmanager
def standalone_cluster(folder: Path, workers: int) -> Iterator[str]:
    """A master and workers, each a process of its own that listens on this machine only."""
    import pyspark

    home = Path(pyspark.__file__).parent
    java_home = os.environ.get("JAVA_HOME")
    java = str(Path(java_home, "bin", "java")) if java_home else "java"
    port = _free_port()
    environment = {
        **os.environ,
        "SPARK_HOME": str(home),
        "SPARK_SCALA_VERSION": _scala_in(home),
        "SPARK_LOCAL_IP": "127.0.0.1",
        "PYSPARK_PYTHON": sys.executable,
    }
    started: list[subprocess.Popen[bytes]] = []

    def start(name: str, *words: str) -> None:
        jars = ["-cp", str(home / "jars" / "*"), "-Xmx256m", *QUICK.split()]
        command = [java, *jars, f"org.apache.spark.deploy.{name}"]
        with (folder / f"{len(started)}.log").open("wb") as log:
            started.append(
                subprocess.Popen(
                    [*command, "--host", "127.0.0.1", *words],
                    env=environment,
                    stdout=log,
                    stderr=subprocess.STDOUT,
                )
            )

    try:
        start("master.Master", "--port", str(port), "--webui-port", str(_free_port()))
        _wait_for(folder / "0.log", "New state: ALIVE")
        for number in range(workers):
            work = str(folder / f"work-{number}")
            ui = str(_free_port())
            start(
                "worker.Worker", "-c", "1", "-m", "1g", "-d", work, "--webui-port", ui,
                f"spark://127.0.0.1:{port}",
            )  # fmt: skip
        for number in range(1, workers + 1):
            _wait_for(folder / f"{number}.log", "Successfully registered")
        yield f"spark://127.0.0.1:{port}"
    finally:
        for process in reversed(started):
            process.terminate()
        for process in started:
            process.wait(timeout=20)


def _scala_in(home: Path) -> str:
    """The version that Spark's own scripts would find, such as 2.13."""
    (library,) = (home / "jars").glob("scala-library-*.jar")
    return ".".join(library.stem.removeprefix("scala-library-").split(".")[:2])


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _wait_for(log: Path, words: str) -> None:
    deadline = time.monotonic() + 60
    while words not in log.read_text(errors="replace"):
        assert time.monotonic() < deadline, f"no {words!r} in {log}:\n{log.read_text()[-2000:]}"
        time.sleep(0.1)
