"""Faults in batches of many situations, to be planted one at a time in a copy of the package."""

from __future__ import annotations

from tests.faults.fault import Fault

BATCH_FAULTS: tuple[Fault, ...] = (
    # Counts.
    Fault(
        "counts: only rules that advise are seen to fire",
        "batch/run/row_at_a_time.py",
        "situation, derivations.firings, advice, crossing",
        "situation, [f for f in derivations.firings if pack.rules[f.rule].advises], advice, crossing",
    ),
    Fault(
        "counts: what fired is forgotten when a run goes on",
        "batch/counts/counting.py",
        "            Counter(fired),\n",
        "",
    ),
    # Files of others.
    Fault(
        "documents: what Elasticsearch is told to do is a row",
        "batch/sources/json_documents.py",
        "[row for row in found if not _is_action(row)]",
        "list(found)",
    ),
    Fault(
        "documents: columns are taken for a row that has no number",
        "batch/sources/json_documents.py",
        "        return is_flat and len({len(one) for one in inner}) == 1\n",
        "        return False\n",
    ),
    Fault(
        "documents: a situation is a row of a table",
        "batch/sources/json_documents.py",
        '(is_of_rows and head.lstrip().startswith("{"))',
        'head.lstrip().startswith("{")',
    ),
    Fault(
        "headings: words written together stay one",
        "batch/sources/headings.py",
        "if _WORDS_TOGETHER.fullmatch(name):",
        "if False:",
    ),
    Fault(
        "tables: blanks separate cells that only hold some",
        "batch/sources/csv_layout.py",
        "and (d in _RARE or top.known == len(top.names))",
        "",
    ),
    Fault(
        "sheets: a cell that stands alone at the end is no row",
        "batch/sources/sheets.py",
        'is_apart and " " in words[0].strip()',
        'bool(words) and " " in words[0].strip()',
    ),
    # Several files.
    Fault(
        "files: rows of those that share a slice are not counted on",
        "batch/sources/several_files.py",
        "part.piece.read().moved(part.before)",
        "part.piece.read()",
    ),
    Fault(
        "files: a problem is told of the file before",
        "batch/sources/several_files.py",
        "bisect_left(parts, problem.row,",
        "bisect_left(parts, problem.row - 1,",
    ),
    Fault(
        "files: large ones share a slice",
        "batch/sources/several_files.py",
        "fullness + more > 1 or ",
        "",
    ),
    Fault(
        "files: of several ways to write yes only the last one is told",
        "batch/sources/chunks_together.py",
        "spellings.get(column, frozenset()) | words",
        "words",
    ),
    # Tables that are joined.
    Fault(
        "tables: items without the one around them pass",
        "batch/sources/table_nesting.py",
        "    tell(np.flatnonzero(parent < 0), lacking)\n",
        "",
    ),
    Fault(
        "tables: only the first thousand bad situations are found",
        "batch/sources/table_nesting.py",
        "    return rows[first]\n",
        "    return rows[first][:1_000]\n",
    ),
    Fault(
        "tables: items keep the order of their rows",
        "batch/sources/table_nesting.py",
        "kept[np.lexsort((positions[-1][kept], parent[kept]))]",
        'kept[np.argsort(parent[kept], kind="stable")]',
    ),
    Fault(
        "tables: places may be missing or there twice",
        "batch/sources/table_nesting.py",
        "odd = order[own != np.arange(len(own)) - starts[parent]]",
        "odd = order[:0]",
    ),
    Fault(
        "tables: what is no place is the first one",
        "batch/sources/table_nesting.py",
        "        tell(np.flatnonzero(~are_good), partial(_no_position, column, level.file.called(key)))\n",
        "",
    ),
    Fault(
        "tables: a value is told in a row of another situation",
        "batch/sources/table_nesting.py",
        "inner, inner.starts[at] + int(number)",
        "inner, int(number)",
    ),
    Fault(
        "tables: a row of a workbook that belongs to nothing is told without the book",
        "batch/sources/several_files.py",
        "_with_file(part.piece.read().moved(part.before), part.file)",
        "part.piece.read().moved(part.before)",
    ),
    Fault(
        "lines: many that are all foreign are read one by one",
        "batch/sources/json_lines.py",
        "self._refuse_foreign(block)",
        "pass",
    ),
    Fault(
        "drawn: a bar beside an empty cell is one of a frame",
        "batch/sources/drawn_tables.py",
        "    if is_framed:\n",
        "    if True:\n",
    ),
    Fault(
        "tables: rows of nobody are not told",
        "batch/run/running.py",
        "found = [*decided.problems, *decided.orphans]",
        "found = [*decided.problems]",
    ),
    Fault(
        "tables: rows of nobody are told with the wrong number",
        "batch/sources/tables.py",
        "            numbers = np.arange(first, first + len(found))\n",
        "            numbers = np.arange(first - 1, first - 1 + len(found))\n",
    ),
    Fault(
        "tables: of situations that share an id the first is meant",
        "batch/sources/table_joining.py",
        "CASE count(*) WHEN 1 THEN min(row) ELSE {SEVERAL} END AS row",
        "min(row) AS row",
    ),
    Fault(
        "tables: rows in no order go to the wrong situations",
        "batch/sources/table_joining.py",
        "            slices, rows = slices[order], rows.take(pa.array(order))\n",
        "            slices = slices[order]\n",
    ),
    Fault(
        "tables: the rows of a slice that were written first are forgotten",
        "batch/sources/table_joining.py",
        "                self._written[slice].append((start, self._file.tell() - start))\n",
        "                self._written[slice] = [(start, self._file.tell() - start)]\n",
    ),
    Fault(
        "tables: ids are joined in whatever order they come",
        "batch/sources/table_joining.py",
        '" ORDER BY ids.row"',
        '" ORDER BY ids.row DESC"',
    ),
    Fault(
        "tables: what a killed run leaves stays",
        "batch/sources/table_joining.py",
        "                shutil.rmtree(left, ignore_errors=True)\n",
        "                pass\n",
    ),
    Fault(
        "tables: a situation without an id is one of none",
        "batch/sources/table_joining.py",
        '            f" WHERE coalesce(situations.row, {SEVERAL}) = {SEVERAL} ORDER BY root.row",\n',
        '            f" WHERE situations.row = {SEVERAL} ORDER BY root.row",\n',
    ),
    # Runs.
    Fault(
        "the slice that is ready last is written first",
        "batch/run/in_order.py",
        "                if len(waiting) > workers:\n                    yield waiting.popleft()",
        "                if len(waiting) > workers:\n                    yield waiting.pop()",
    ),
    Fault(
        "a finished part counts although its lines have changed",
        "batch/run/running.py",
        "if piece.digest() != part.digest:",
        "if not piece.digest:",
    ),
    Fault(
        "nobody looks whether the input changes",
        "batch/sources/slices.py",
        "if self.watched is not None and not self.watched.is_unchanged():",
        "if False:",
    ),
    Fault(
        "a hopeless run leaves its parts behind",
        "batch/run/running.py",
        "if not is_useful or isinstance(error, PermanentError):",
        "if not is_useful:",
    ),
    Fault(
        "a damaged part is taken as it is",
        "batch/run/work_folder.py",
        "if len(data) != size or checksum(data) != digest:",
        "if len(data) != size:",
    ),
    Fault(
        "what a kill left of a part stays in the output",
        "batch/run/work_folder.py",
        "                file.truncate(size)\n",
        "",
    ),
    Fault(
        "two runs may share an output",
        "files.py",
        "fcntl.LOCK_EX | fcntl.LOCK_NB",
        "fcntl.LOCK_SH | fcntl.LOCK_NB",
    ),
    Fault(
        "a run is continued whatever has changed",
        "batch/run/work_folder.py",
        "if found.get(name) != wanted[name]]",
        "if name not in found]",
    ),
    Fault(
        "other parameters do not keep a run from being continued",
        "batch/run/work_folder.py",
        '"the parameters": dict(sorted(program.parameters.items())),',
        '"the parameters": sorted(program.parameters),',
    ),
    Fault(
        "the middle of a Parquet file is not compared",
        "batch/sources/parquet_files.py",
        "                    digest.update(file.read(SAMPLE_BYTES))\n",
        "                    digest.update(file.read(0))\n",
    ),
    Fault(
        "the contents of tables are not compared",
        "batch/sources/tables.py",
        "*([file.digest()] if self._levels else []),",
        "*([] if self._levels else []),",
    ),
    Fault(
        "the problems that a continued run had found are forgotten",
        "batch/counts/counting.py",
        "Causes.from_data(causes)",
        "Causes()",
    ),
    Fault(
        "rows of no situation are allowed in any number",
        "batch/outputs/whole_files.py",
        "counts.problems + counts.orphans <= allowed",
        "counts.problems <= allowed",
    ),
    Fault(
        "one problem more than allowed is allowed",
        "batch/outputs/whole_files.py",
        "counts.problems + counts.orphans <= allowed",
        "counts.problems + counts.orphans <= allowed + 1",
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
        "batch/run/running.py",
        "whole = folder.path / _JOINED\n",
        "whole = folder.output\n",
    ),
    Fault(
        "the list of errors appears before the output is on the disk",
        "batch/run/running.py",
        "                listed.write(chain([job.head_of_errors], blocks))\n",
        "                listed.write(chain([job.head_of_errors], blocks))\n"
        "            listed.put_in_place()\n"
        "            listed = None\n",
    ),
    Fault(
        "half of a joined output stays where a disk is full",
        "batch/run/running.py",
        "stack.callback(whole.unlink, missing_ok=True)",
        "stack.callback(whole.exists)",
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
        "sorted(told(problems, good.tell), key=lambda p: p.row)",
        "told(problems, good.tell)",
    ),
    Fault(
        "bad lines are numbered within their piece of a block",
        "batch/sources/json_lines.py",
        "rows[start : start + step]",
        "rows[:step]",
    ),
    Fault(
        "a line that crosses two blocks is cut",
        "batch/sources/line_blocks.py",
        "rest = data[end:held]",
        "rest = data[held:held]",
    ),
    Fault(
        "a key that comes later is taken for the next one",
        "batch/sources/uniform_lines.py",
        "is_next = _begins_with(pieces, field.key)",
        "is_next = _begins_with(pieces, field.key[:8])",
    ),
    Fault(
        "a line need not be over behind its last value",
        "batch/sources/uniform_lines.py",
        "is_begun & (cursor + 1 == block.ends[rows]) &",
        "is_begun &",
    ),
    Fault(
        "escapes in texts of lines are taken as they stand",
        "batch/sources/uniform_lines.py",
        "_zeros_in(words ^ _BACKSLASHES) | is_below_space",
        "is_below_space",
    ),
    Fault(
        "zeros before a number in a line do not matter",
        "batch/sources/uniform_lines.py",
        'is_fine = (bits == 8) | ((bits > 0) & ((words & _BYTE) != ord("0")))',
        "is_fine = bits > 0",
    ),
    Fault(
        "cells of CSV may be written in any way that gives the number",
        "batch/sources/csv_blocks.py",
        "if written == sum(map(_shortest, table.columns)):",
        "if True:",
    ),
    Fault(
        "bounds are looked at before all values are read",
        "batch/sources/plain_rows.py",
        "_SHAPE, _VALUE, _MEANING = -1, 0, 1",
        "_SHAPE, _VALUE, _MEANING = -1, 1, 0",
    ),
    Fault(
        "items are told with their number among all",
        "batch/sources/schema_casts.py",
        'inner = f"{name}[{at - int(offsets[holder])}]"',
        'inner = f"{name}[{at}]"',
    ),
    Fault(
        "small batches count lines from 0",
        "batch/run/row_at_a_time.py",
        '.split(b"\\n"), 1):',
        '.split(b"\\n"), 0):',
    ),
    Fault(
        "only an equals sign is kept from being a formula",
        "batch/outputs/encoding.py",
        'f"^[{FORMULA}]"',
        '"^[=]"',
    ),
    Fault(
        "a situation with a problem has an empty list of advice",
        "batch/outputs/encoding.py",
        "    mask: Any = pa.array(without) if bad else None\n",
        "    mask: Any = pa.array(without & False) if bad else None\n",
    ),
    Fault(
        "row groups are moved by too much",
        "batch/outputs/parquet_footers.py",
        "        self._place += len(pages)\n",
        "        self._place += len(pages) + 1\n",
    ),
    # Pages of Parquet.
    Fault(
        "numbers of four bits are packed the first one highest",
        "batch/outputs/parquet_writer.py",
        "pairs | pairs >> np.uint16(8 - bits)",
        "pairs >> np.uint16(8) | pairs << np.uint16(bits)",
    ),
    Fault(
        "the last block of differences keeps parts that nobody needs",
        "batch/outputs/parquet_writer.py",
        "    needed = ",
        "    needed = 1 + ",
    ),
    Fault(
        "what is null is taken for given",
        "batch/outputs/parquet_writer.py",
        "    runs = run_of(is_given.view(np.uint8), 1)\n",
        "    runs = run_of(np.ones(len(is_given), np.uint8), 1)\n",
    ),
    Fault(
        "texts from both libraries change places",
        "batch/sources/parquet_files.py",
        "            rest = rest.append_column(texts.schema.field(name), texts.column(name))\n",
        "            rest = rest.append_column(texts.schema.field(name), texts.column(0))\n",
    ),
    # Counts.
    Fault(
        "situations with an error of the rules count as without advice",
        "batch/counts/in_columns.py",
        "    without = good - count - advised\n",
        "    without = good - advised\n",
    ),
    Fault(
        "rows that fail later count twice",
        "batch/counts/in_columns.py",
        "counts = BatchCounts(good + bad - count, pieces",
        "counts = BatchCounts(good + bad, pieces",
    ),
    Fault(
        "a summary adds up the counts of the last slice only",
        "batch/counts/counting.py",
        "        self.actions.update(other.actions)\n",
        "        self.actions = Counter(other.actions)\n",
    ),
    Fault(
        "advice is grouped by the first item of its list",
        "batch/counts/in_columns.py",
        "numbers = np.array([s[depth][1] if depth < len(s) else 0 for s in steps])",
        "numbers = np.array([0 for s in steps])",
    ),
    Fault(
        "a missing fact has no group of its default",
        "batch/counts/counting.py",
        "found = self.fact.default if value is None else value",
        "found = value",
    ),
    Fault(
        "numbers among results keep the zeros at their end",
        "batch/outputs/encoding.py",
        'pc.utf8_rtrim(pc.utf8_rtrim(texts, "0"), ".")',
        'pc.utf8_rtrim(pc.utf8_rtrim(texts, ""), ".")',
    ),
    Fault(
        "a cell that is none swallows the end of its line",
        "batch/outputs/encoding.py",
        'cells, end, "", null_handling="replace", null_replacement=""',
        'cells, end, ""',
    ),
    Fault(
        "results with more digits than a double holds are numbers in JSON",
        "batch/outputs/text.py",
        "case ir.Kind.NUMBER if abs(int(value)) < EXACT:",
        "case ir.Kind.NUMBER if True:",
    ),
)
