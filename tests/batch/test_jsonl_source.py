"""Blocks of JSON Lines, in which some lines are bad."""

import io
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.batch.problems import BatchError
from advisor.batch.sources import json_lines
from advisor.batch.sources.json_lines import JsonLinesSource
from advisor.batch.sources.schema_casts import conform
from tests.batch.tables import batch, program, row, without_nothing

PACK = program().pack


def read(data: bytes, block_bytes: int = 10_000_000) -> tuple[dict[int, dict], dict[int, str]]:  # type: ignore[type-arg]  # of rows as plain values
    """The rows by their numbers, and the codes of what is wrong by theirs."""
    source = JsonLinesSource(Path("-"), PACK, io.BytesIO(data), block_bytes)
    rows, wrong = {}, {}
    for piece in source.slices():
        chunk = piece.load()
        good = conform(chunk.table, PACK)
        numbers = chunk.rows[good.rows].tolist()
        rows.update(zip(numbers, good.table.to_pylist(), strict=True))
        for problem in chunk.problems:
            wrong.setdefault(problem.row, problem.code)
        wrong.update({int(chunk.rows[at]): faults[0].code for at, faults in good.problems.items()})
    return rows, wrong


LINES = {
    "not JSON": (b'{"situation": "x"', "ADV017"),
    "no mapping": (b"[1]", "ADV407"),
    "an unknown key": (b'{"serched_on": "2026-11-22"}', "ADV401"),
    "an unknown key inside": (b'{"applications": [{"compny": "A"}]}', "ADV401"),
    "a key twice": (b'{"today": "2026-11-22", "today": "2026-11-23"}', "ADV015"),
    "no date": (b'{"today": "tomorrow"}', "ADV403"),
    "too many digits": (b'{"applications": [{"company": "A", "chases_sent": 1.1234567}]}', "ADV403"),
    "a number too large": (b'{"applications": [{"company": "A", "chases_sent": 1e12}]}', "ADV403"),
    "not UTF-8": b'{"sender_name": "\xff"}',
    "a list where a text belongs": (b'{"sender_name": ["A"]}', "ADV407"),
    "a text where a list belongs": (b'{"applications": "Acme"}', "ADV407"),
    "NaN": (b'{"applications": [{"company": "A", "chases_sent": NaN}]}', "ADV017"),
    "nested without end": (b'{"sender_name": ' + b"[" * 100_000, "ADV009"),
    "a concluded fact": (b'{"applications": [{"company": "A", "reply_expected_on": "2026-11-22"}]}', "ADV406"),
    "a required fact missing": (b'{"applications": [{}]}', "ADV402"),
}  # fmt: skip
LINES["not UTF-8"] = (b'{"sender_name": "\xff"}', "ADV003")


@pytest.mark.parametrize(("line", "code"), LINES.values(), ids=LINES)
def test_a_bad_line_fails_alone(line: bytes, code: str) -> None:
    good = json.dumps(row(1)).encode()
    rows, wrong = read(b"\n".join([good, line, good, b"", good]))
    assert set(rows) == {1, 3, 5}
    # What is merely missing is the engine's to say where the block was read whole.
    assert wrong == {2: code}


@settings(max_examples=30)
@given(
    st.lists(st.integers(0, 50) | st.sampled_from([b"", b"  ", b"{", b'{"a": 1}', b"null"]), max_size=200),
    st.integers(200, 20_000),
    st.booleans(),
)  # fmt: skip
def test_blocks_of_any_size_hold_the_same_rows(
    parts: list[int | bytes], size: int, ends: bool
) -> None:
    data = b"\n".join(
        p if isinstance(p, bytes) else json.dumps(without_nothing(row(p))).encode() for p in parts
    )
    data += b"\n" if ends else b""
    rows, wrong = read(data, size)
    assert (rows, wrong) == read(data)
    assert set(rows) == {n for n, p in enumerate(parts, 1) if isinstance(p, int)}
    assert set(wrong) == {n for n, p in enumerate(parts, 1) if isinstance(p, bytes) and p.strip()}


def test_a_bad_line_far_into_a_long_block_keeps_its_number() -> None:
    """A long block with a bad line is read in pieces, and those again; each has to count on."""
    count = 40 * json_lines._FEW
    bad = {1: b"{", count // 2 + 3: b"[1]", count: b"null"}
    data = b"".join(bad.get(n, b'{"situation": "s%d"}' % n) + b"\n" for n in range(1, count + 1))
    rows, wrong = read(data)
    assert list(wrong) == list(bad)
    assert {number: found["situation"] for number, found in rows.items()} == {
        n: f"s{n}" for n in range(1, count + 1) if n not in bad
    }


def test_a_byte_order_mark_and_line_ends_of_other_systems_do_no_harm() -> None:
    line = json.dumps(row(1)).encode()
    rows, wrong = read(b"\xef\xbb\xbf" + line + b"\r\n" + line + b"\r\n")
    assert (set(rows), wrong) == ({1, 2}, {})


def test_values_may_be_written_as_situation_files_write_them() -> None:
    line = b'{"searched_on": null, "applications": [{"company": 7, "chases_sent": "2", "interviews": [{"held_on": "2026-11-20", "thanked": "yes"}]}]}'
    rows, wrong = read(line + b"\n")
    assert wrong == {}
    [application] = rows[1]["applications"]
    assert (application["company"], int(application["chases_sent"])) == ("7", 2)
    assert application["interviews"][0]["thanked"] is True


def test_a_file_without_ends_of_lines_is_not_read_into_memory() -> None:
    with pytest.raises(BatchError, match="no ends of lines"):
        read(b"x" * 40_000_000, 1_000_000)


FOREIGN = (
    '{"id": "a", "applications": [{"companyName": "A", "interviews": [{"day": "2026-11-20"}]}]}\n'
)
OWN = '{"situation": "a", "applications": [{"company": "A", "stage": "offered"}]}\n'


@pytest.mark.parametrize("source", ["a file", "standard input"])
def test_many_lines_that_are_all_foreign_are_refused_at_once(source: str, tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text(FOREIGN * 500)
    out = ["-o", tmp_path / "out.csv"]
    if source == "a file":
        done = batch(path, *out)
    else:
        done = batch("-", *out, text=path.read_text())
    assert done.exit_code == 2
    for said in (
        "  the situation has no fact or list `id`",
        "  the application has no fact or list `applications.companyName`; did you mean `company`?",
        "  the interview has no fact or list `applications.interviews.day`",
        "--ignore-columns id,companyName,day passes over them",
        "--map id=situation, where it says whose a row is",
    ):
        assert said in done.stderr
    assert not (tmp_path / "out.csv").exists()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (FOREIGN * 499, []),  # few are told line by line
        (FOREIGN * 600 + OWN, []),  # one is none of them: it is looked at, since it is the last one
        (FOREIGN * 300 + "no JSON\n" * 300 + OWN, []),
        (FOREIGN * 500, ["--ignore-unknown"]),
        (FOREIGN * 500, ["--map", "id=situation", "--map", "companyName=company", "--map", "day=held_on"]),
        ('{"serched_on": null, "applications": []}\n' * 250 + OWN * 250, []),
    ],
)  # fmt: skip
def test_lines_that_are_not_all_foreign_are_advised_on_or_told_one_by_one(
    text: str, words: list[str], tmp_path: Path
) -> None:
    (tmp_path / "in.jsonl").write_text(text)
    done = batch(tmp_path / "in.jsonl", *words, "--engine", "columnar", "-o", tmp_path / "out.csv")
    assert done.exit_code in (0, 1), done.stderr
    assert (tmp_path / "out.csv").exists()


def test_lines_with_a_row_an_item_are_told_what_to_say(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text('{"Client": "a", "Company": "A", "Where": "x"}\n' * 500)
    done = batch(tmp_path / "in.jsonl", "-o", tmp_path / "out.csv")
    assert done.exit_code == 2
    assert done.stderr == (
        f"Error: {tmp_path / 'in.jsonl'}: the column `Company` belongs to the application; where a row is one,"
        " say --rows application --by Client (the column that says whose it is)\n"
        "  usual headings of lists: --map headings; exports of the job trackers Huntr, Simplify and Teal: --map huntr,"
        " --map simplify, --map teal\n"
    )


def test_what_is_unknown_in_a_list_is_told_as_standing_there(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text(
        '{"situation": "a", "applications": [{"employer": "A", "stage": "offered"}]}\n' * 500
    )
    done = batch(path, "-o", tmp_path / "out.csv")
    assert "no fact or list `applications.employer`" in done.stderr
    assert "--rows" not in done.stderr
