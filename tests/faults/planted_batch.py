"""Faults in batches of many situations, to be planted one at a time in a copy of the package."""

from __future__ import annotations

from tests.faults.fault import Fault

BATCH_FAULTS: tuple[Fault, ...] = (
    # Tables that are joined.
    Fault(
        "tables: items without the one around them pass",
        "batch/table_joining.py",
        "    tell(np.flatnonzero(parent < 0), lacking)\n",
        "",
    ),
    Fault(
        "tables: only the first thousand bad situations are found",
        "batch/table_joining.py",
        "    return rows[first]\n",
        "    return rows[first][:1_000]\n",
    ),
    Fault(
        "tables: items keep the order of their rows",
        "batch/table_joining.py",
        "kept[np.lexsort((positions[-1][kept], parent[kept]))]",
        'kept[np.argsort(parent[kept], kind="stable")]',
    ),
    Fault(
        "tables: places may be missing or there twice",
        "batch/table_joining.py",
        "odd = order[own != np.arange(len(own)) - starts[parent]]",
        "odd = order[:0]",
    ),
    Fault(
        "tables: what is no place is the first one",
        "batch/table_joining.py",
        "        tell(np.flatnonzero(~are_good), partial(_no_position, column, key))\n",
        "",
    ),
    Fault(
        "tables: rows of nobody are not told",
        "batch/running.py",
        "found = [*decided.problems, *decided.strays]",
        "found = [*decided.problems]",
    ),
    Fault(
        "tables: rows of nobody are told with the wrong number",
        "batch/table_feeding.py",
        "        first = self._rest.taken + 1\n",
        "        first = self._rest.taken\n",
    ),
    Fault(
        "tables: what was in doubt at the end is believed",
        "batch/tables_source.py",
        "            doubts.settle()\n",
        "",
    ),
    Fault(
        "tables: rows that do not fit are believed to be nobody's",
        "batch/table_feeding.py",
        "            self._doubts.add(self.strays)\n",
        "",
    ),
    Fault(
        "tables: rows of an earlier situation are waited for",
        "batch/table_feeding.py",
        "                if self._next < window.first:\n",
        "                if False:\n",
    ),
    Fault(
        "tables: what is left after the last situation is lost",
        "batch/table_feeding.py",
        "self._drop(count if window.is_end else last)",
        "self._drop(last)",
    ),
    Fault(
        "tables: half of the ids are never compared",
        "batch/situation_ids.py",
        "                    waiting.append((bits + 1, leading * 2 + 1))  # the other half waits\n",
        "",
    ),
    Fault(
        "tables: a situation without an id is one of none",
        "batch/tables_source.py",
        "return missing | repeated.to_numpy(zero_copy_only=False)",
        "return repeated.to_numpy(zero_copy_only=False) & ~missing",
    ),
    # Runs.
    Fault(
        "the slice that is ready last is written first",
        "batch/running.py",
        "                if len(waiting) > job.workers:\n                    yield waiting.popleft()",
        "                if len(waiting) > job.workers:\n                    yield waiting.pop()",
    ),
    Fault(
        "a finished part counts although its lines have changed",
        "batch/running.py",
        "if known is not None and known.digest == piece.digest:",
        "if known is not None:",
    ),
    Fault(
        "nobody looks whether the input changes",
        "batch/running.py",
        "    if not job.source.is_unchanged():\n",
        "    if False:\n",
    ),
    Fault(
        "a hopeless run leaves its parts behind",
        "batch/running.py",
        "if not is_useful or isinstance(error, HopelessError):",
        "if not is_useful:",
    ),
    Fault(
        "a damaged part is taken as it is",
        "batch/work_folder.py",
        "return part if is_whole else None",
        "return part if is_whole in (True, False) else None",
    ),
    Fault(
        "two runs may share an output",
        "batch/work_folder.py",
        "fcntl.LOCK_EX | fcntl.LOCK_NB",
        "fcntl.LOCK_SH | fcntl.LOCK_NB",
    ),
    Fault(
        "a run is continued whatever has changed",
        "batch/work_folder.py",
        "if found.get(name) != wanted[name]]",
        "if name not in found]",
    ),
    Fault(
        "other parameters do not keep a run from being continued",
        "batch/identity.py",
        '"the parameters": dict(sorted(program.parameters.items())),',
        '"the parameters": sorted(program.parameters),',
    ),
    Fault(
        "the middle of a Parquet file is not compared",
        "batch/parquet_source.py",
        "                    digest.update(file.read(SAMPLE_BYTES))\n",
        "                    digest.update(file.read(0))\n",
    ),
    Fault(
        "the contents of tables are not compared",
        "batch/tables_source.py",
        "[file.state.size, file.state.modified, file.digest()]",
        "[file.state.size, file.state.modified]",
    ),
    Fault(
        "the problems that a continued run had found are forgotten",
        "batch/work_folder.py",
        '        tuple(RowProblem(*values) for values in data["first"]),\n',
        "        (),\n",
    ),
    Fault(
        "rows of no situation are allowed in any number",
        "batch/outputs.py",
        "counts.problems + counts.strays <= allowed",
        "counts.problems <= allowed",
    ),
    Fault(
        "one problem more than allowed is allowed",
        "batch/outputs.py",
        "counts.problems + counts.strays <= allowed",
        "counts.problems + counts.strays <= allowed + 1",
    ),
    Fault(
        "the list of errors is copied to its place",
        "files.py",
        "            self._beside.replace(self._target)\n",
        "            self._target.write_bytes(self._beside.read_bytes())\n",
    ),
    Fault(
        "what could not be written whole is left beside",
        "files.py",
        "            self._beside.unlink(missing_ok=True)\n",
        "            self._beside.exists()\n",
    ),
    Fault(
        "the joined output does not stand beside its place but in it",
        "batch/part_joining.py",
        '    joined = folder.path / "joined"\n',
        "    joined = folder.output\n",
    ),
    Fault(
        "the list of errors appears before the output is on the disk",
        "batch/part_joining.py",
        "                listed.write(chain([problem_head(errors[1])], blocks))\n",
        "                listed.write(chain([problem_head(errors[1])], blocks))\n"
        "            listed.put_in_place()\n"
        "            listed = None\n",
    ),
    Fault(
        "half of a joined output stays where a disk is full",
        "batch/part_joining.py",
        "stack.callback(joined.unlink, missing_ok=True)",
        "stack.callback(joined.exists)",
    ),
    Fault(
        "a device is replaced by a file",
        "files.py",
        "    return path.exists() and not path.is_file() and not path.is_dir()\n",
        "    return path.is_dir()\n",
    ),
    # Rows and numbers.
    Fault(
        "rows of advice are numbered within their slice",
        "batch/deciding.py",
        "numbers = pa.array(rows[at] if len(rows)",
        "numbers = pa.array(at if len(rows)",
    ),
    Fault(
        "problems come as they were found",
        "batch/deciding.py",
        "    problems.sort(key=lambda p: p.row)\n",
        "",
    ),
    Fault(
        "bad lines are numbered within their piece of a block",
        "batch/jsonl_source.py",
        'self._parse(piece + b"\\n", line + start,',
        'self._parse(piece + b"\\n", line,',
    ),
    Fault(
        "a line that crosses two blocks is cut",
        "batch/jsonl_source.py",
        "            rest = data[end:]\n",
        '            rest = b""\n',
    ),
    Fault(
        "items are told with their number among all",
        "batch/conforming.py",
        'inner = f"{name}[{at - int(offsets[holder])}]"',
        'inner = f"{name}[{at}]"',
    ),
    Fault(
        "small batches count lines from 0",
        "batch/small.py",
        '.split(b"\\n"), 1):',
        '.split(b"\\n"), 0):',
    ),
    Fault(
        "only an equals sign is kept from being a formula",
        "batch/encoding.py",
        'f"^[{FORMULA}]"',
        '"^[=]"',
    ),
    Fault(
        "a situation with a problem has an empty list of advice",
        "batch/encoding.py",
        "    mask: Any = pa.array(without) if bad else None\n",
        "    mask: Any = pa.array(without & False) if bad else None\n",
    ),
    Fault(
        "row groups are moved by too much",
        "batch/parquet_joining.py",
        "        self._place += len(pages)\n",
        "        self._place += len(pages) + 1\n",
    ),
    # Pages of Parquet.
    Fault(
        "numbers of four bits are packed the first one highest",
        "batch/parquet_pages.py",
        "pairs | pairs >> np.uint16(8 - bits)",
        "pairs >> np.uint16(8) | pairs << np.uint16(bits)",
    ),
    Fault(
        "the last block of differences keeps parts that nobody needs",
        "batch/parquet_pages.py",
        "    needed = ",
        "    needed = 1 + ",
    ),
    Fault(
        "what is null is taken for given",
        "batch/parquet_pages.py",
        "    runs = run_of(is_given.view(np.uint8), 1)\n",
        "    runs = run_of(np.ones(len(is_given), np.uint8), 1)\n",
    ),
    Fault(
        "texts from both libraries change places",
        "batch/parquet_source.py",
        "            rest = rest.append_column(texts.schema.field(name), texts.column(name))\n",
        "            rest = rest.append_column(texts.schema.field(name), texts.column(0))\n",
    ),
    # Counts.
    Fault(
        "situations with an error of the rules count as without advice",
        "batch/tallying.py",
        "    without = good - failed - advised\n",
        "    without = good - advised\n",
    ),
    Fault(
        "rows that fail later count twice",
        "batch/tallying.py",
        "counts = Counts(good + bad - failed, pieces",
        "counts = Counts(good + bad, pieces",
    ),
    Fault(
        "a summary adds up the counts of the last slice only",
        "batch/counts.py",
        "        self.actions.update(other.actions)\n",
        "        self.actions = Counter(other.actions)\n",
    ),
    Fault(
        "advice is grouped by the first item of its list",
        "batch/column_grouping.py",
        "np.array([s[level][1] if f else 0 for s, f",
        "np.array([0 * s[level][1] if f else 0 for s, f",
    ),
    Fault(
        "a missing fact has no group of its default",
        "batch/grouping.py",
        "found = self.fact.default if value is None else value",
        "found = value",
    ),
)
