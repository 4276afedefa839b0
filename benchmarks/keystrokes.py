"""How long one waits for the marks after a key, in an editor that talks to `advisor lsp`.

    python -m benchmarks.keystrokes                 the pack that comes with advisor
    python -m benchmarks.keystrokes --rules 3000    a made one
    python -m benchmarks.keystrokes --keys 500 --seed 7

Keys fall at random places of random files and mostly break something: a letter more or less, a line, a bracket, a
quote, whole names. Half of them fall into files that are whole, the others into what the last one left behind.
Timed is, on the side of the editor, from sending the whole text to having the marks of that very version; on Linux
also how long the processor was at it in the server, which says more where others use the machine, too.
"""

from __future__ import annotations

import argparse
import asyncio
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path
from random import Random

from lsprotocol import types as lsp
from pygls.lsp.client import LanguageClient

from benchmarks.generate import SEED
from benchmarks.many_rules import write_pack

ROOT = Path(__file__).resolve().parent.parent
WORDS = (
    "a",
    "e",
    " ",
    "\n",
    "\n    ",
    ":",
    "- ",
    "[",
    "{",
    '"',
    "'",
    "#",
    "stage",
    " and ",
    " is given",
)
PATIENCE = 60  # seconds
WANTED = 0.15  # seconds


class Typist(LanguageClient):
    """Types, and notes when the marks of which version came."""

    def __init__(self) -> None:
        super().__init__("typist", "1")
        self.came: dict[tuple[str, int | None], float] = {}
        self.news = asyncio.Event()

        @self.feature(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)  # type: ignore[untyped-decorator]  # pygls declares no types here
        def published(params: lsp.PublishDiagnosticsParams) -> None:
            self.came[params.uri, params.version] = time.perf_counter()
            self.news.set()

    async def marks(self, uri: str, version: int) -> float:
        """When the marks of this version came."""
        while (uri, version) not in self.came:
            self.news.clear()
            await asyncio.wait_for(self.news.wait(), PATIENCE)
        return self.came[uri, version]


def edited(text: str, random: Random) -> str:
    """The text after one key."""
    at = random.randrange(len(text) + 1)
    if random.random() < 0.3:
        return text[:at] + text[at + random.choice((1, 1, 1, 8)) :]
    return text[:at] + random.choice(WORDS) + text[at:]


def processor_time(process: int) -> float:
    """For how many seconds the threads of a process have been on a processor; 0 where nobody tells."""
    tasks = Path(f"/proc/{process}/task").glob("*/schedstat")
    return sum(int(task.read_text().split()[0]) for task in tasks) / 1e9


async def measure(folder: Path, keys: int, random: Random) -> list[tuple[float, float]]:
    """For each key the wait and the processor time until then, in seconds."""
    client = Typist()
    await client.start_io(sys.executable, "-m", "advisor", "lsp")
    await client.initialize_async(
        lsp.InitializeParams(lsp.ClientCapabilities(), root_uri=folder.as_uri())
    )
    client.initialized(lsp.InitializedParams())
    whole = {path: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.yaml"))}
    now = dict(whole)
    for path, text in whole.items():
        document = lsp.TextDocumentItem(path.as_uri(), "yaml", 0, text)
        client.text_document_did_open(lsp.DidOpenTextDocumentParams(document))
    await client.marks(path.as_uri(), 0)
    waits: list[tuple[float, float]] = []
    server = client._server
    assert server is not None  # INVARIANT: it has been started
    version = 0
    for key in range(keys):
        path = random.choice(list(whole))
        if key % 2 == 0:
            for changed in [one for one in whole if now[one] != whole[one]]:
                version += 1
                now[changed] = whole[changed]
                type_(client, changed, now[changed], version)
                await client.marks(changed.as_uri(), version)
        version += 1
        now[path] = edited(now[path], random)
        start, worked = time.perf_counter(), processor_time(server.pid)
        type_(client, path, now[path], version)
        came = await client.marks(path.as_uri(), version)
        waits.append((came - start, processor_time(server.pid) - worked))
    await client.shutdown_async(None)
    client.exit(None)
    await client.stop()  # type: ignore[no-untyped-call]  # nor here
    return waits


def type_(client: LanguageClient, path: Path, text: str, version: int) -> None:
    """Send a whole text."""
    document = lsp.VersionedTextDocumentIdentifier(version, path.as_uri())
    change = lsp.TextDocumentContentChangeWholeDocument(text)
    client.text_document_did_change(lsp.DidChangeTextDocumentParams(document, [change]))


def main() -> None:
    """Measure, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rules", type=int, help="of a made pack, a multiple of 30")
    parser.add_argument("--keys", type=int, default=100)
    parser.add_argument("--seed", type=int, default=SEED)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve() / "rules"
        if chosen.rules is None:
            shutil.copytree(ROOT / "rules" / "post-interview", folder)
        else:
            write_pack(folder, chosen.rules)
        measured = asyncio.run(measure(folder, chosen.keys, Random(chosen.seed)))
    for what, times in zip(
        ("by the clock", "of the processor"), zip(*measured, strict=True), strict=True
    ):
        waits = sorted(times)
        shown = {
            "median": statistics.median(waits),
            "nine in ten": waits[len(waits) * 9 // 10],
            "worst": waits[-1],
        }
        said = ", ".join(f"{k} {v * 1000:.0f} ms" for k, v in shown.items())
        print(
            f"{len(waits)} keys, {what}: {said}, {sum(w > WANTED for w in waits)} above {WANTED * 1000:.0f} ms"
        )


if __name__ == "__main__":
    main()
