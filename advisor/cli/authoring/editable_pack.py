"""The rules here, into which a command writes something new: read, and written whole or not at all."""

from __future__ import annotations

import re
import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from advisor import api, ir
from advisor.api import Advisor
from advisor.cli.rules_in_use import rules_here
from advisor.cli.terminal import Failure, show, show_diagnostics
from advisor.diagnostics import Diagnostic, RulePackError, errors_among, has_errors
from advisor.diagnostics.suggestions import did_you_mean, listed
from advisor.files import write_all
from advisor.formatting.layout import lay_out
from advisor.loading.declarations.memo import Memo
from advisor.loading.syntax.files import PACK_FILE, PackTexts, read_layers
from advisor.recording.part_texts import SOON, home_of, new_file, with_block, without_code
from advisor.renaming.targets import refusal_of_name


@dataclass(frozen=True)
class EditablePack:
    """The rules into which something is written, as they are at the moment, with those `below` them.

    `texts` are the files of their own folder; `found` is what `advisor check` tells of all, `uses` where what is named.
    """

    folder: Path
    below: tuple[PackTexts, ...]
    texts: dict[str, str]
    program: ir.Program
    found: tuple[Diagnostic, ...]
    uses: tuple[ir.Use, ...]
    memo: Memo = field(compare=False, repr=False)  # only what has changed is read again

    @property
    def pack(self) -> ir.Pack:
        """All that they declare."""
        return self.program.pack

    @property
    def place(self) -> str:
        """Their folder, as one types it."""
        return shlex.quote(str(self.folder))

    @property
    def own_tests(self) -> list[ir.Case]:
        """The tests that stand in this folder."""
        return [case for case in self.pack.tests if case.span.path in self.texts]

    def with_texts(self, changed: dict[str, str]) -> EditablePack:
        """The same rules with other files. Raises: RulePackError, where these have mistakes."""
        return _checked(self.folder, self.below, {**self.texts, **changed}, self.memo)

    def check_name(self, kind: ir.NameKind, name: str, *within: str) -> None:
        """Raises: Failure, where nothing of this kind can be called so, or something is."""
        refusal = refusal_of_name(ir.Symbol(kind, "", within), name, self.uses)
        if refusal is not None:
            help = f"; {refusal.help}" if refusal.help else ""
            raise Failure(f"{refusal.message}{help}")

    def check_entity(self, entity: str) -> None:
        """Raises: Failure, where there is no such entity."""
        if entity not in self.pack.entities:
            known = self.pack.entities
            help = did_you_mean(entity, known) or f"there are {listed(known)}"
            raise Failure(f"there is no entity {entity}; {help}")

    def placed(
        self,
        keys: Sequence[str],
        lines: Sequence[str],
        file: Path | None,
        default: str,
        near: str | None = None,
    ) -> tuple[str, str]:
        """The file in which the lines stand under the keys, and its text with them.

        Without `file`, that is the one called `near`, if it has such a block, else the last that has one. Where
        it was in its layout, it still is. Raises: Failure, where the file cannot take them.
        """
        candidates = dict(self.texts)
        candidates.pop(str(self.folder / PACK_FILE), None)
        if file is not None:
            path = str(file if file.exists() or file.parent != Path() else self.folder / file)
            if Path(path).parent.resolve() != self.folder.resolve():
                raise Failure(f"{path} is no file of the rules in {self.folder}")
        else:
            nearest = {one: text for one, text in candidates.items() if one == near}
            path = home_of(nearest, keys) or home_of(candidates, keys) or str(self.folder / default)
        before = self.texts.get(path)
        if before is None:
            return path, lay_out(new_file(path, keys, lines), is_pack=True)
        after = with_block(before, keys, lines)
        if after is None and keys[0] in ("entities",):
            raise Failure(
                f"{path} has no facts of {keys[1]} in lines of their own; name another file by --file"
            )
        if after is None:
            block = new_file(path, keys, lines).split("\n", 1)[1]
            after = f"{before.rstrip()}\n\n{block}"
        is_laid_out = lay_out(before, is_pack=True) == before
        return path, lay_out(after, is_pack=True) if is_laid_out else after

    def write(self, changed: dict[str, str], what: str) -> None:
        """Write the files, once they are known to bring about nothing that has to be said. Raises: Failure."""
        try:
            after = self.with_texts(changed)
        except RulePackError as error:
            raise self.refusal(error, changed, what) from error
        changed = _without_idle_remarks(after, changed)
        after = self.with_texts(changed)
        known = {(d.code, d.message) for d in self.found}
        for problem in after.found:
            if (problem.code, problem.message) not in known:
                show_diagnostics([problem], {**self.texts, **changed})
        try:
            for path in changed:
                Path(path).parent.mkdir(exist_ok=True)  # that of the first draft
            write_all({Path(path): text.encode() for path, text in changed.items()})
        except OSError as error:
            raise Failure(f"cannot write {error.filename}: {error.strerror}") from error
        for path, text in changed.items():
            old = self.texts.get(path, "").splitlines()
            new = text.splitlines()
            line = next(
                (n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), len(old)
            )
            line += next((n for n, one in enumerate(new[line:]) if one.strip()), 0)
            show(f"{path}:{line + 1}\n")

    def refusal(self, error: RulePackError, changed: Mapping[str, str], what: str) -> Failure:
        """What to say where something new cannot be made, once its mistakes are shown.

        These rules had none before: what is wrong in their other files follows from what is new, and is not told beside it.
        """
        own = [problem for problem in error.diagnostics if problem.span.path in changed]
        show_diagnostics(own or error.diagnostics, {**self.texts, **changed})
        return Failure(f"{what} cannot be made so; nothing is written")

    def decide(self, case: ir.Case) -> ir.Decision:
        """What they advise in the situation of a test."""
        advisor = Advisor(self.program, "oracle", ir.AsOf(default=date.today().toordinal()))
        return advisor.with_values(case.parameters).advise(case.situation, questions=False)


def read_editable_pack(pack: Path | None) -> EditablePack:
    """The rules of `--pack`, or those here. Raises: Failure, once what is wrong with them is shown."""
    folder = rules_here(pack)
    layers, problems = read_layers(folder, api.find_pack)
    try:
        if has_errors(problems):
            raise RulePackError(problems)
        return _checked(folder, layers[:-1], dict(layers[-1].texts), Memo())
    except RulePackError as error:
        show_diagnostics(error.diagnostics)
        raise Failure(
            f"the rules in {folder} have mistakes; mend them, and then begin something new"
        ) from error


def _checked(
    folder: Path, below: tuple[PackTexts, ...], texts: dict[str, str], memo: Memo
) -> EditablePack:
    from advisor.analysis import analyse
    from advisor.loading.declarations.packs import load_pack_texts
    from advisor.loading.declarations.severities import settled

    uses: list[ir.Use] = []
    loaded = load_pack_texts(texts, str(folder), below, memo, uses)
    if loaded.pack is None:
        raise RulePackError(errors_among(loaded.diagnostics))
    program, found = analyse(loaded.pack)
    if program is None:
        raise RulePackError(errors_among(found))
    kept = settled((*loaded.diagnostics, *found), texts, api.levels_of(texts, str(folder)))
    return EditablePack(folder, below, texts, program, kept.diagnostics, tuple(uses), memo)


def _without_idle_remarks(rules: EditablePack, changed: dict[str, str]) -> dict[str, str]:
    """The files without our own remarks that ignore nothing any more, now that a rule reads the fact."""
    found = dict(changed)
    for problem in rules.found:
        code = re.match("there is no (ADV[0-9]+)", problem.message)
        if problem.code != "ADV176" or code is None:
            continue
        path, line = problem.span.path, problem.span.line - 1
        lines = found.get(path, rules.texts[path]).splitlines(keepends=True)
        if SOON in lines[line]:
            lines[line] = without_code(lines[line], code[1])
            found[path] = "".join(lines)
    return found
