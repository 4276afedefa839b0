"""`advisor batch --cluster` as people call it, held to the same command without it.

On this machine's Spark and on a standalone cluster whose master and two workers are started here.
"""

import json
import os
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.cluster.spark_here import QUICK, missing, standalone_cluster

WHY = missing()
pytestmark = [
    pytest.mark.skipif(WHY is not None, reason=f"needs Spark: {WHY}"),
    pytest.mark.xdist_group("spark"),
]
ROOT = Path(__file__).parent.parent.parent
PACK_W = str(ROOT / "benchmarks" / "packs" / "w")
DEFAULTS = {  # what an administrator would write; many small tasks, so that their order matters
    "spark.sql.files.maxPartitionBytes": "16384",
    "spark.sql.files.openCostInBytes": "0",
    "spark.executor.memory": "512m",
    "spark.executor.cores": "1",
    "spark.driver.memory": "512m",
    "spark.driver.extraJavaOptions": QUICK,
    "spark.executor.extraJavaOptions": QUICK,
}
DAY = ("--today", "2026-11-16")


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of settings of Spark."""
    folder = tmp_path_factory.mktemp("conf")
    lines = (f"{name} {value}\n" for name, value in DEFAULTS.items())
    (folder / "spark-defaults.conf").write_text("".join(lines))
    return folder


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Situations of W and of the pack for job interviews, bad ones among them."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    from benchmarks.generate import table

    folder = tmp_path_factory.mktemp("in")
    w = table("w", 4_000)
    rows = w.to_pylist()
    for number in range(37, len(rows), 400):
        rows[number]["stage"] = "nonsense"
        rows[number + 1]["chases_sent"] = 10**17
        rows[number + 2]["days_since_contact"] = -1
    plain = [pa.field("situation", pa.string()), *(_plain(field) for field in w.schema)]
    named = [{"situation": f"s{number}", **row} for number, row in enumerate(rows)]
    whole = pa.Table.from_pylist(named, pa.schema(plain))
    pq.write_table(whole, folder / "w.parquet", row_group_size=250)
    m = table("m", 1_500).to_pylist()
    lines = [json.dumps(_given(row), default=date.isoformat) for row in m]
    lines[3] = "{"
    lines[70] = ""
    lines[400] = json.dumps({**_given(m[400]), "today": "2026-02-30"}, default=date.isoformat)
    lines[900] = '{"situation": "odd", "applications": [{"company": 7, "stage": "no stage"}]}'
    lines[-1] = '{"unknown": 1}'
    (folder / "m.jsonl").write_text("\n".join(lines) + "\n")
    pq.write_table(table("m", 1_500), folder / "m.parquet", row_group_size=100)
    return folder


def _plain(field: Any) -> Any:
    import pyarrow as pa

    is_coded = pa.types.is_dictionary(field.type)
    return pa.field(field.name, field.type.value_type if is_coded else field.type)


def _given(value: Any) -> Any:
    """Without what is missing, as people write situations."""
    if isinstance(value, dict):
        return {name: _given(inner) for name, inner in value.items() if inner is not None}
    return [_given(inner) for inner in value] if isinstance(value, list) else value


def advisor(*words: str | Path, conf: Path | None = None) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own."""
    environment = {**os.environ, **({} if conf is None else {"SPARK_CONF_DIR": str(conf)})}
    return subprocess.run(
        [sys.executable, "-m", "advisor", "batch", *map(str, words)],
        capture_output=True,
        text=True,
        check=False,
        timeout=170,
        cwd=ROOT,
        env=environment,
    )


def both(master: str, conf: Path, folder: Path, *words: str | Path, out: str, errors: str) -> None:
    """Run it on one machine and on the cluster, and compare all that comes out."""
    import pyarrow as pa
    import pyarrow.dataset as ds

    said: list[tuple[int, str, list[str]]] = []
    for place, more in (("one", ()), ("cluster", ("--cluster", master))):
        (folder / place).mkdir()
        files = ("-o", folder / place / out, "--errors", folder / place / errors)
        ran = advisor(*words, *files, *more, conf=conf)
        assert ran.returncode == 1, ran.stderr  # some cannot be advised on
        causes = [line for line in ran.stderr.splitlines() if "[ADV" in line]
        assert causes, ran.stderr
        said.append((ran.returncode, ran.stdout, causes))
    assert said[0] == said[1]
    one, other = folder / "one", folder / "cluster"
    assert (one / errors).read_bytes() == (other / errors).read_bytes()
    assert (one / errors).read_bytes().count(b"\n") >= 4
    if out.endswith(".parquet"):
        tables = [ds.dataset(place / out).to_table() for place in (one, other)]
        plain = pa.schema([_plain(field) for field in tables[0].schema])
        assert tables[0].cast(plain).to_pylist() == tables[1].to_pylist()
        assert tables[0].num_rows > 100
    else:
        assert (one / out).read_bytes() == (other / out).read_bytes()
    assert sorted(p.name for p in other.iterdir()) == sorted((out, errors))  # no scratch stays


def test_spark_here_writes_the_parquet_of_one_machine(
    inputs: Path, settings: Path, tmp_path: Path
) -> None:
    words = (inputs / "w.parquet", "--pack", PACK_W, *DAY, "--summary", "--group-by", "stage")
    both("local[2]", settings, tmp_path, *words, out="advice.parquet", errors="bad.csv")


def test_spark_here_writes_the_csv_of_one_machine(
    inputs: Path, settings: Path, tmp_path: Path
) -> None:
    words = (inputs / "m.jsonl", *DAY, "--set", "chase_interval=5 days", "--summary")
    both("local[2]", settings, tmp_path, *words, out="advice.csv", errors="bad.jsonl")


@pytest.mark.parametrize("out", ["results.csv", "results.parquet"])
def test_spark_here_writes_the_results_of_one_machine(
    out: str, settings: Path, tmp_path: Path
) -> None:
    from tests.results_pack import FILES

    pack = tmp_path / "rules"
    pack.mkdir()
    for name, text in FILES.items():
        (pack / name).write_text(text, encoding="utf-8")
    source = tmp_path / "all.jsonl"
    source.write_text("".join(map(_line_of_claims, range(300))), encoding="utf-8")
    both(
        *("local[2]", settings, tmp_path, source, "--pack", pack, "--results", *DAY),
        out=out,
        errors="bad.csv",
    )


@pytest.mark.parametrize("form", ["parquet", "jsonl"])
def test_spark_here_reads_foreign_names_and_dates_like_one_machine(
    form: str, settings: Path, tmp_path: Path
) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    rows: list[dict[str, Any]] = [
        {
            "situation": f"s{n}",
            "mood": "good",
            "jobs": [
                {"firm": f"C{n}", "stage": "applied", "sent": f"{1 + n % 31:02}/10/2026"},
                {"firm": f"D{n}", "stage": "odd" if n % 40 == 9 else "interviewed", "sent": None},
            ],
        }
        for n in range(200)
    ]
    source = tmp_path / f"in.{form}"
    if form == "parquet":
        pq.write_table(pa.Table.from_pylist(rows), source, row_group_size=64)
    else:
        source.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    maps = [
        word
        for pair in ("jobs=applications", "firm=company", "sent=applied_on")
        for word in ("--map", pair)
    ]
    words = (source, *maps, "--ignore-columns", "mood", "--dates", "dmy", *DAY)
    both("local[2]", settings, tmp_path, *words, out="advice.csv", errors="bad.csv")


def _line_of_claims(number: int) -> str:
    """A situation of the returns desk; some cannot be used."""
    claims: list[dict[str, Any]] = [
        {"who": f"C{number}", "age": f"{number % 40} days", "items": [{"price": number / 4}] * at}
        for at in range(number % 4)
    ]
    row = {"situation": f"s{number}", "claims": claims}
    if number % 60 == 7:
        row["today"] = "soon"
    return json.dumps(row) + "\n"


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """The address of a master with two workers, and the folder in which they work."""
    folder = tmp_path_factory.mktemp("cluster")
    with standalone_cluster(folder, workers=2) as master:
        yield master, folder


def test_two_executors_write_the_parquet_of_one_machine(
    cluster: tuple[str, Path], inputs: Path, settings: Path, tmp_path: Path
) -> None:
    master, folder = cluster
    words = (inputs / "w.parquet", "--pack", PACK_W, *DAY, "--summary")
    both(master, settings, tmp_path, *words, out="advice.parquet", errors="bad.csv")
    assert all(list(folder.glob(f"work-{number}/app-*")) for number in (0, 1))  # both took part


def test_two_executors_write_the_nested_lines_of_one_machine(
    cluster: tuple[str, Path], inputs: Path, settings: Path, tmp_path: Path
) -> None:
    words = (inputs / "m.jsonl", "--nested", *DAY)
    both(cluster[0], settings, tmp_path, *words, out="advice.jsonl", errors="bad.jsonl")


def test_two_executors_count_nested_parquet_like_one_machine(
    cluster: tuple[str, Path], inputs: Path, settings: Path
) -> None:
    words = (inputs / "m.parquet", *DAY, "--group-by", "stage")
    counted = [advisor(*words, *more, conf=settings) for more in ((), ("--cluster", cluster[0]))]
    assert [ran.returncode for ran in counted] == [0, 0], counted[1].stderr
    assert counted[0].stdout == counted[1].stdout


def test_too_many_bad_situations_leave_nothing(
    inputs: Path, settings: Path, tmp_path: Path
) -> None:
    words = (inputs / "w.parquet", "--pack", PACK_W, *DAY, "--max-errors", "3")
    ran = advisor(*words, "-o", tmp_path / "a.parquet", "--cluster", "local[2]", conf=settings)
    assert (ran.returncode, list(tmp_path.iterdir())) == (2, [])
    assert (
        "20 situations have a problem, 3 are allowed; nothing is written\n  10 × `stage` is not one of the choices"
        in (ran.stderr)
    )


@pytest.mark.parametrize(("sign", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_job_that_is_broken_off_leaves_nothing(
    inputs: Path, settings: Path, tmp_path: Path, sign: signal.Signals, status: int
) -> None:
    words = [inputs / "w.parquet", "--pack", PACK_W, "-o", tmp_path / "a.parquet"]
    # Started in the background by a shell, this process may ignore Ctrl-C, and so would those it starts.
    program = "import signal; signal.signal(2, signal.default_int_handler); from advisor.cli.main import run; run()"
    started = subprocess.Popen(
        [sys.executable, "-c", program, "batch", *map(str, words), "--cluster", "local[2]"],
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, "SPARK_CONF_DIR": str(settings)},
    )
    deadline = time.monotonic() + 60
    while not list(tmp_path.iterdir()) and started.poll() is None:
        assert time.monotonic() < deadline
        time.sleep(0.02)
    started.send_signal(sign)
    _, said = started.communicate(timeout=60)
    assert started.returncode == status, said
    assert "Traceback" not in said, said
    assert list(tmp_path.iterdir()) == []


def test_the_commands_of_the_docs_work(
    inputs: Path, settings: Path, cluster: tuple[str, Path], tmp_path: Path
) -> None:
    master, _ = cluster
    page = (ROOT / "docs" / "cluster.md").read_text(encoding="utf-8")
    lines = [line.split(" # ")[0] for line in page.splitlines() if line.startswith("advisor ")]
    assert [line.count("--cluster") for line in lines] == [1, 1]
    for number, line in enumerate(lines):
        meant = {
            "all.parquet": str(inputs / "m.parquet"),
            "advice.parquet": str(tmp_path / f"advice-{number}.parquet"),
            "bad.csv": str(tmp_path / f"bad-{number}.csv"),
            "spark://HOST:7077": master,
        }
        words = [meant.get(word, word) for word in shlex.split(line)[2:]]
        ran = advisor(*words, *DAY, conf=settings)
        assert ran.returncode == 0, ran.stderr
        assert list((tmp_path / f"advice-{number}.parquet").glob("*.parquet"))
