"""`advisor draft`: the message for a piece of advice; what it lacks is asked for and kept."""

from __future__ import annotations

import re
import secrets
import sys
from collections.abc import Iterable
from pathlib import Path

import click

from advisor import api, ir
from advisor.cli import options, terminal
from advisor.cli.prompts.prompting import EndOfInput, Prompter, is_at_terminal, open_prompter
from advisor.cli.situation import advice_references
from advisor.cli.situation.clipboard import Copied, copy
from advisor.cli.situation.recorder import write_recorded
from advisor.cli.situation.scene import Scene, read_scene
from advisor.cli.sources import STDIN, AdvisorOptions
from advisor.cli.terminal import INTERRUPTED
from advisor.diagnostics.fast_dataclass import dataclass, replace
from advisor.dialogue.answers import Answered, Back, NoneGiven, Stop
from advisor.dialogue.questions import FactQuestion
from advisor.recording.journal import ChangedMeanwhileError, Occasion, StatedNone
from advisor.recording.rewriting import RecordingError, rewrite
from advisor.rendering.advice_page import Commands
from advisor.rendering.drafts import Draft, DraftError, MissingFact, fill_draft, render_draft
from advisor.rendering.layout import plain_text
from advisor.rendering.mail import Message, mailto, message_file, message_of
from advisor.rendering.words import Wording, error_words, spoken, weekday_words, words_of

WIDEST = 80  # a letter in longer lines is tiring to read
PHONE, MAIL = "phone", "mail"  # the parts of a message
TEXT, EML, MAILTO = "text", "eml", "mailto"  # what it can be written as


@dataclass(frozen=True, slots=True)
class LetterForm:
    """How a message is wanted. `part` is None for both: on a terminal; else what can be pasted, the letter."""

    part: str | None
    format: str
    is_copied: bool
    output: Path | None


@click.command(short_help="Write the message that an action calls for.")
@options.words_argument("ACTION [FILE]")
@click.option(
    "--for", "target", metavar="LABEL", help="For this one: Acme, or applications[0].interviews[1]."
)
@click.option("--mail", "part", flag_value=MAIL, help="Only the message in writing.")
@click.option("--phone", "part", flag_value=PHONE, help="Only what to say on the phone.")
@options.format_option(TEXT, EML, MAILTO)
@click.option(
    "--copy", "is_copied", is_flag=True, help="Put the letter, or the link, into the clipboard too."
)
@click.option("--anyway", is_flag=True, help="Write it although it is not advised.")
@options.situation_options
@options.output_option
@options.color_option
@click.pass_context
def draft(
    ctx: click.Context,
    words: tuple[str, ...],
    target: str | None,
    anyway: bool,
    part: str | None,
    format: str,
    is_copied: bool,
    advisor_options: AdvisorOptions,
    output: Path | None,
) -> None:
    """Write the message for an advised ACTION, with the facts of the situation in FILE.

    ACTION is its number on the last page of advice, or its name. Without FILE, it is my-situation.yaml.

    On a terminal it first asks for what the message still lacks and keeps the answers in FILE. What
    nobody has stated stands as [fact?] in the message and is listed with its question. Where one phones
    first, there are points for the call too; into a file or a pipe goes the message alone.

    With -f eml it is a file that mail programs open as a draft, with -f mailto a link that opens one.
    --copy puts the letter without its subject into the clipboard.

    \b
      advisor draft 1
      advisor draft thank-interviewers me.yaml --for Acme
      advisor draft 1 --copy
      advisor draft 1 -f eml -o thanks.eml

    Exit status: 0 complete, 1 something is missing or not advised, 2 the file cannot be used.
    """
    if part == PHONE and (is_copied or format != TEXT):
        raise click.UsageError(
            "What is said on the phone is not sent: leave out -f and --copy.", ctx
        )
    if format == EML and is_copied:
        raise click.UsageError(
            "A message file cannot be pasted: choose one of -f eml and --copy.", ctx
        )
    action, named = options.sort_out(words)
    file = options.file_or_default(named)
    advisor_options = advisor_options.about(file)
    scene = read_scene(file, advisor_options, questions=False)
    decision = scene.decision
    if decision.error is not None:
        terminal.tell(
            f"There is no advice, so there is nothing to write: {error_words(decision.error)}."
        )
        ctx.exit(1)
    word = advice_references.require_word(scene, action)
    choice = advice_references.choose(
        scene, word, target, lambda action: action.draft in scene.pack.drafts
    )
    _require_template(scene, choice, advisor_options.commands(file))
    piece = _piece(scene, choice, anyway)
    if piece is None:
        terminal.tell(f"{choice.not_advised}, so there is nothing to write.")
        terminal.tell(scene.show_advised("What is advised now"))
        terminal.tell("To write it all the same, add --anyway. To see why it is not advised:")
        terminal.tell(f"  {advisor_options.commands(file).about('explain', choice.action.name)}")
        ctx.exit(1)
    if piece.status == ir.Status.LATER and piece.start is not None:
        terminal.tell(f"Not to be sent before {weekday_words(piece.start, decision.today)}.\n")
    form = LetterForm(part, format, is_copied, output)
    status = write_letter(scene.advisor, file, scene.case, decision, piece, form)
    is_shown = format == TEXT and output is None and _is_screen() and file != STDIN
    if status == 0 and is_shown and choice.pieces and choice.action.done:
        which = word if target is None else f"{word} --for {advice_references.shell_word(target)}"
        terminal.tell(
            f"\nOnce you have sent or said it: {advisor_options.commands(file).about('done', which)}"
        )
    ctx.exit(status)


def _require_template(scene: Scene, choice: advice_references.Choice, commands: Commands) -> None:
    def has_message(name: str) -> bool:
        return scene.pack.actions[name].draft in scene.pack.drafts

    action = choice.action
    if has_message(action.name):
        return
    titles = [piece.title for piece in scene.decision.advice if piece.action == action.name]
    said = (
        f"there is no message for {f'“{plain_text(titles[0])}”' if titles else f'`{action.name}`'}"
    )
    answers = [name for name in _ways_of(scene.pack, action) if has_message(name)]
    others = [piece for piece in scene.decision.advice if has_message(piece.action)]
    if answers:
        whom = f" --for {advice_references.shell_word(choice.about)}" if choice.about else ""
        lines = [f"  {commands.about('draft', name)}{whom} --anyway" for name in answers]
        said = "\n".join([f"{said} as such, but for each way to do it:", *lines])
    elif others:
        said += f". {scene.show_advised('Of what is advised now, there is one for', others)}"
    raise terminal.Failure(said)


def _ways_of(pack: ir.Pack, action: ir.Action) -> list[str]:
    """The actions that say more exactly what this one does: of `Give Acme your answer`, to accept and to decline.

    They state all that it states and asks for, and it is not advised beside them.
    """
    states = {(one.entity, one.fact) for one in action.done} | set(action.asks)
    return [
        name
        for name in action.incompatible
        if states and states <= {(one.entity, one.fact) for one in pack.actions[name].done}
    ]


def _piece(scene: Scene, choice: advice_references.Choice, anyway: bool) -> ir.Advice | None:
    """The piece to write about: of several the first, which is said; None where it is not advised."""
    pieces = choice.pieces
    if len(pieces) > 1:
        name = choice.action.name
        terminal.tell(
            f"`{name}` is advised {len(pieces)} times; this is the first. Choose with --for:"
        )
        for line in advice_references.which_lines(scene, [piece.place for piece in pieces]):
            terminal.tell(line)
    if pieces or not anyway:
        return pieces[0] if pieces else None
    possible = advice_references.possible_places(scene, choice)
    if len(possible) > 1:
        lines = [f"`{choice.action.name}` could be for several; say which:"]
        raise terminal.Failure(
            "\n".join(
                [*lines, *advice_references.which_lines(scene, [here.place for here in possible])]
            )
        )
    return advice_references.as_if_advised(scene, choice.action, possible[0]) if possible else None


class Letter:
    """The message for one piece of advice on the situation in a file."""

    def __init__(
        self,
        advisor: api.Advisor,
        file: str,
        case: ir.Case,
        decision: ir.Decision,
        piece: ir.Advice,
        is_mailed: bool = False,
    ) -> None:
        self._advisor, self._case, self._decision, self._piece = advisor, case, decision, piece
        self._program = advisor.program
        self._path = None if file == STDIN else Path(file)
        self._run = secrets.token_hex(4)
        self._is_mailed = is_mailed  # for a mail program, which has room for an address
        self.draft = self._filled()

    def is_asked_for(self) -> bool:
        """Whether somebody is there to say what is missing, and a file to keep it in."""
        return self._path is not None and is_at_terminal() and bool(self._open(set()))

    def ask(self) -> bool:
        """Ask for what the message lacks and keep the answers; whether Ctrl-C ended it."""
        prompter = open_prompter()
        terminal.tell("")
        prompter.say(
            "The message can use what follows. Enter leaves it out, stop ends the questions; your "
            f"answers are kept in {self._path}."
        )
        before: list[MissingFact] = []
        again: MissingFact | None = None
        try:
            while gaps := [again] if again else self._open({(g.place, g.fact) for g in before}):
                gap, again = gaps[0], None
                if sentence := self._sentence_with(gap):
                    terminal.tell("")
                    prompter.say(f"“{sentence}”", look=prompter.style.dim)
                outcome = prompter.put(
                    self._program.pack, self._question(gap), self._decision.today
                )
                match outcome:
                    case Answered(value=value):
                        self._state(prompter, gap, value)
                    case NoneGiven():
                        self._state(prompter, gap, None)
                    case Stop() | EndOfInput():
                        break
                    case Back() if before:
                        again = before.pop()
                        continue
                    case Back():
                        prompter.say(
                            "There is nothing before this. `stop` ends the questions.", "  "
                        )
                        continue
                    case _:
                        pass
                before.append(gap)
        except KeyboardInterrupt:
            terminal.tell("")
            terminal.tell(f"What you have answered is kept in {self._path}.")
            return True
        terminal.tell("")
        return False

    def _open(self, asked: set[tuple[str, str]]) -> list[MissingFact]:
        """What can still be asked: about the person first, then the company, then the interview."""
        addresses = self.draft.addresses if self._is_mailed else ()
        gaps = (*self.draft.missing, *self.draft.wished, *addresses)
        open_ = [gap for gap in gaps if gap.ask and (gap.place, gap.fact) not in asked]
        return sorted(open_, key=lambda gap: gap.place)

    def _sentence_with(self, gap: MissingFact) -> str | None:
        """The sentence of the message into which an answer goes, `…` where it will stand; None where it stands alone."""
        mark = f"[{spoken(gap.fact)}?]"
        sentences = re.split(r"(?<=[.!])\s+|\n+", self.draft.text)
        found = next((one.strip() for one in sentences if mark in one), mark)
        return None if len(found.split()) <= len(mark.split()) + 1 else found.replace(mark, "…")

    def _question(self, gap: MissingFact) -> FactQuestion:
        """Asks for a fact; where `back` led to it, its answer stands until there is another."""
        declared = self._program.pack.fact(gap.entity, gap.fact)
        facts = ir.instance_at(self._case.situation.root, gap.place).facts
        value = facts.get(gap.fact)
        stands = words_of(value, declared.type, declared.words) if gap.fact in facts else None
        return FactQuestion(
            gap.place, gap.target, declared, gap.ask, may_be_left_out=True, stands=stands
        )

    def _state(self, prompter: Prompter, gap: MissingFact, value: ir.Value | None) -> None:
        root = ir.with_fact(self._case.situation.root, gap.place, gap.fact, value)
        self._keep(prompter, gap, value, root)
        self._case = replace(self._case, situation=replace(self._case.situation, root=root))
        decision = self._advisor.advise(self._case.situation, questions=False)
        if decision.error is None:  # else the letter rests on what was known before
            same = (self._piece.action, self._piece.place)
            pieces = (p for p in decision.advice if (p.action, p.place) == same)
            self._decision, self._piece = decision, next(pieces, self._piece)
        self.draft = self._filled()

    def _keep(
        self, prompter: Prompter, gap: MissingFact, value: ir.Value | None, root: ir.Instance
    ) -> None:
        """Write the situation to its file; where that cannot be done, the letter has it all the same."""
        if self._path is None:
            return
        try:
            text = self._path.read_bytes().decode("utf-8")  # with its byte order mark, if any
            format = api.situation_format(self._path)
            document = self._case.situation.document
            changed = rewrite(self._program.pack, text, format, document, root)
            wording = Wording(self._program.pack, root, ir.Derivations(), self._decision.today)
            here = wording.at[gap.place]
            declared = self._program.pack.fact(here.instance.entity, gap.fact)
            what = wording.answered(declared, here, value)
            nones = (StatedNone(gap.place, gap.target, gap.fact),) if value is None else ()
            day = self._decision.today
            occasion = Occasion(self._run, "draft", day, what, nones)
            write_recorded(self._path, text, changed, occasion)
        except (
            terminal.Failure,
            RecordingError,
            ChangedMeanwhileError,
            OSError,
            ValueError,
        ) as error:
            reason = error.message if isinstance(error, terminal.Failure) else str(error)
            prompter.say(f"This could not be kept in {self._path}: {reason}.", "  ")
            self._path = None

    def _filled(self) -> Draft:
        pack = self._program.pack
        name = pack.actions[self._piece.action].draft or ""
        root = self._case.situation.root
        try:
            return fill_draft(self._program, root, self._decision, self._piece, pack.drafts[name])
        except DraftError as error:
            raise terminal.Failure(f"drafts/{name}.md cannot be filled: {error}") from error


def write_letter(
    advisor: api.Advisor,
    file: str,
    case: ir.Case,
    decision: ir.Decision,
    piece: ir.Advice,
    form: LetterForm,
) -> int:
    """Ask for what the message lacks where somebody is there to answer, and show it.

    Gives the exit status: 0 complete, 1 something is missing, 130 stopped with Ctrl-C.
    """
    letter = Letter(advisor, file, case, decision, piece, form.format != TEXT)
    was_asked = letter.is_asked_for()
    if was_asked and letter.ask():
        return INTERRUPTED
    whole = letter.draft
    draft = _part_of(whole, form.part)
    is_sent = form.is_copied or form.format != TEXT
    if not draft.text and (is_sent or not draft.points):
        terminal.tell(
            "There is nothing to say on the phone here, only a message."
            if form.part == PHONE
            else "There is no message here, only what to say; see it with --phone."
        )
        return 1
    message = message_of(draft.text)
    if form.format == EML:
        terminal.deliver(message_file(message), form.output)
    elif form.format == MAILTO:
        terminal.deliver(f"{mailto(message)}\n", form.output)
    elif form.output is None and _is_screen():
        style = terminal.page_style()
        terminal.show(render_draft(draft, replace(style, width=min(WIDEST, style.width))))
    else:
        terminal.deliver(draft.text or draft.points, form.output)
        if draft.text and draft.points:
            terminal.tell("\nThere are points for a call too; see them with --phone.")
    is_done = not form.is_copied or _copy(message, form.format)
    _tell_missing(whole, file, not was_asked)
    return 1 if whole.missing or not is_done else 0


def _copy(message: Message, format: str) -> bool:
    """Put the body or the link into the clipboard and say whether it is there."""
    what, text = ("link", mailto(message)) if format == MAILTO else ("letter", message.body)
    outcome = copy(text)
    said = {
        Copied.YES: f"The {what} is in the clipboard.",
        Copied.MAYBE: f"The {what} was handed to your terminal for the clipboard; some do not take it.",
        Copied.NO: "There is no clipboard here. On Linux, install wl-clipboard or xclip; or write the "
        "message to a file with -o.",
    }[outcome]
    if outcome is not Copied.NO and what == "letter" and message.subject:
        said += f" Its subject: {message.subject}"
    terminal.tell("")
    terminal.tell_wrapped(said)
    return outcome is not Copied.NO


def _is_screen() -> bool:
    return sys.stdout.isatty()


def _part_of(draft: Draft, part: str | None) -> Draft:
    match part:
        case "phone":
            return replace(draft, text="")
        case "mail":
            return replace(draft, points="", heading="")
        case _:
            return draft


def _tell_missing(draft: Draft, file: str, with_advice: bool) -> None:
    """What the message still lacks, and how to supply it."""
    if draft.missing:
        terminal.tell("\nThe message is not complete. Missing:")
        _tell_gaps(draft.missing)
    if draft.wished and with_advice:
        terminal.tell("\nIt would be better with:")
        _tell_gaps(draft.wished)
    gaps = [gap for gap in (*draft.missing, *draft.wished) if gap.ask]
    if gaps and with_advice:
        where = f" under {gaps[0].target}" if gaps[0].target else ""
        said = (
            f"On a terminal, this command asks for it and keeps the answers in {file}. Or add it there "
            f"yourself, such as `{gaps[0].fact}: …`{where}."
            if file != STDIN
            else f"Add it to the situation, such as `{gaps[0].fact}: …`{where}."
        )
        terminal.tell("")
        terminal.tell_wrapped(said)


def _tell_gaps(gaps: Iterable[MissingFact]) -> None:
    for gap in gaps:
        about = f" ({gap.target})" if gap.target else ""
        terminal.tell(f"  {gap.fact}{plain_text(about)}: {plain_text(gap.ask)}".rstrip(": "))
