"""`advisor ask`: the questionnaire."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

import click

from advisor import api, ir
from advisor.cli import options, terminal
from advisor.cli.prompts.menus import YES_OR_NO
from advisor.cli.prompts.prompting import (
    EndOfInput,
    Outcome,
    Prompter,
    is_at_terminal,
    open_prompter,
)
from advisor.cli.situation import answers_file
from advisor.cli.situation.event_questions import ask_what_happened_first
from advisor.cli.situation.last_page import remember
from advisor.cli.sources import (
    DEFAULT_NAME,
    AdvisorOptions,
    is_there,
    missing_words,
    without_required,
)
from advisor.cli.terminal import INTERRUPTED
from advisor.dialogue import conversation as dialogue
from advisor.dialogue.answers import (
    Answer,
    Answered,
    Back,
    ChangeAnswer,
    ListAnswers,
    NoneGiven,
    ShowAdvice,
    Stop,
)
from advisor.dialogue.event_wordings import wordings_of, wordings_of_events
from advisor.dialogue.next_question import next_question
from advisor.dialogue.polar_answers import folded, yes_or_no
from advisor.dialogue.question_texts import QuestionTexts
from advisor.dialogue.questions import FactQuestion, GoOnQuestion, MoreQuestion, Question
from advisor.dialogue.replies import STOP_WORDS
from advisor.loading.syntax.files import read_text_file
from advisor.rendering.advice_page import Commands, Extent
from advisor.rendering.advice_text import render_advice
from advisor.rendering.layout import wrap
from advisor.rendering.words import labels_of, spoken

if TYPE_CHECKING:
    from advisor.dialogue.estimates import Estimator

MOST_NOES = 2  # answers that are no, a line each; more of one stand in one line


@click.command()
@click.option(
    "--save",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help=f"Keep the answers in this new file.  [default: {DEFAULT_NAME}]",
)
@click.option(
    "--answers",
    metavar="[FILE]",
    type=click.Path(path_type=Path),
    is_flag=False,
    flag_value=DEFAULT_NAME,
    help=f"Go on with a situation in a file, {DEFAULT_NAME} unless another is named; it is kept "
    "there unless --save says otherwise.",
)
@options.document_option
@click.option(
    "--plain",
    is_flag=True,
    help="Only lines, no arrow keys: for screen readers. ADVISOR_PLAIN=1 says so for all commands.",
)
@options.situation_options
@click.pass_context
def ask(
    ctx: click.Context,
    save: Path | None,
    answers: Path | None,
    document: int | None,
    plain: bool,
    advisor_options: AdvisorOptions,
) -> None:
    """Ask only what can still change the advice, then advise.

    What decides most comes first; once it is clear what to do first, you see the advice and may go on.
    Answers are kept in a file after each question, so stopping loses nothing: go on with --answers.
    At every question, ? explains it, back undoes the last answer, skip passes, list shows your answers,
    change 3 changes the third, advice shows the advice so far, stop ends. Without a terminal, answers are
    read from standard input, a line each; where it ends, the advice so far follows.

    \b
      advisor ask
      advisor ask --answers
      advisor ask < answers.txt

    Exit status: 0 fine, 1 no advice because of an error or a piped line that was not understood,
    2 a file cannot be used, 130 stopped with Ctrl-C.
    """
    if answers is None and save is None and Path(DEFAULT_NAME).exists() and is_at_terminal():
        try:
            goes_on = _goes_on(plain)
        except KeyboardInterrupt:
            ctx.exit(INTERRUPTED)
        if goes_on is None:
            ctx.exit()
        answers = Path(DEFAULT_NAME) if goes_on else None
    if answers is not None:
        advisor_options = advisor_options.about(str(answers))
    advisor, number = advisor_options.advisor(), (document or 1) - 1
    if answers is not None and save is None and is_at_terminal():
        status = ask_what_happened_first(advisor, str(answers), number, plain)
        if status:
            ctx.exit(status)
    advisor, situation, autosave = _take_up(advisor, save, answers, number)
    program = advisor.program
    autosave.rules = advisor_options.name_beside(autosave.path, program.pack)
    day = autosave.day = advisor.day(situation.today)
    prompter = open_prompter(is_questionnaire=True, is_plain=plain)
    _welcome(prompter, program, autosave, save is None and answers is None)
    interview = _Interview(prompter, advisor.on(day), situation, day, autosave)
    try:
        is_finished = interview.converse()
    except KeyboardInterrupt:
        terminal.tell("")
        _tell_where(prompter, autosave, advisor_options.commands(autosave.path))
        ctx.exit(INTERRUPTED)
    conversation = interview.conversation
    if is_finished:
        terminal.tell("")
        if conversation.skipped:
            prompter.say("That is all for now; what you passed over is listed as still open.")
        else:
            prompter.say("That is all: no other answer could change the advice now.")
    terminal.tell("")
    decided, decision = interview.decided()
    kept = replace(decided, document=autosave.document)
    # Other commands take no file that lacks something, and speak of the first situation in one.
    needed = QuestionTexts(program, conversation.root, day).needed()
    can_go_on = autosave.has_kept and autosave.is_alone and not needed
    commands = advisor_options.commands(autosave.path)
    upcoming = api.next_change(advisor, decided, decision)
    page = interview.page(
        decided, decision, Extent.NORMAL, commands if can_go_on else None, upcoming
    )
    try:
        terminal.show(page)
    finally:  # also where somebody closes the pager before its end
        if autosave.has_kept:
            remember(str(autosave.path), program.pack, kept, decision)
    _tell_what_is_needed(prompter, needed)
    _tell_where(prompter, autosave, commands)
    is_piped = not sys.stdin.isatty()
    if prompter.misunderstood and is_piped:
        lines = (
            "1 line was" if prompter.misunderstood == 1 else f"{prompter.misunderstood} lines were"
        )
        terminal.tell(f"{lines} not understood.")
    ctx.exit(1 if decision.error or (prompter.misunderstood and is_piped) else 0)


def _goes_on(is_plain: bool) -> bool | None:
    """Whether to go on with the answers that were kept under the usual name, as most people mean; None: neither."""
    prompter, hint = open_prompter(is_plain=is_plain), "Enter: yes; no begins anew, in another file"
    prompter.say(
        f"Your answers of before are in {DEFAULT_NAME}. Go on with them?", look=prompter.style.bold
    )
    prompter.offer(YES_OR_NO, hint)
    while (line := prompter.line(YES_OR_NO, hint)) is not None:
        said = yes_or_no(folded(line))
        if said is not None or not line.strip():
            return said is not False
        if folded(line) in STOP_WORDS:
            return None
        prompter.say("Answer yes or no.", "  ", look=prompter.style.yellow)
    return None


def _take_up(
    advisor: api.Advisor, save: Path | None, answers: Path | None, document: int
) -> tuple[api.Advisor, ir.Situation, answers_file.Autosave]:
    """What is known already, with the values it gives parameters, and the file to keep it in."""
    lenient = without_required(advisor.program.pack)
    if save is not None and save.exists() and (answers is None or not save.samefile(answers)):
        raise terminal.Failure(
            f"{save} exists already: go on with it by --answers {save}, or name a new file"
        )
    if answers is None:
        path = save if save is not None else answers_file.free_path(Path(DEFAULT_NAME))
        root = dialogue.begin(advisor.program).root
        autosave = answers_file.Autosave(lenient, path, api.situation_format(path))
        return advisor, ir.Situation(None, None, root), autosave
    read, problems = read_text_file(answers)
    if read is None and not is_there(answers):
        raise terminal.Failure(missing_words(str(answers)))
    if read is None:
        terminal.show_diagnostics(problems)
        raise terminal.Failure(f"{answers} cannot be used")
    format = api.situation_format(answers)
    text = answers.read_bytes().decode("utf-8")  # with its byte order mark, if it has one
    loaded = api.load_cases_text(read, str(answers), replace(advisor.program, pack=lenient), format)
    terminal.show_diagnostics(loaded.diagnostics, {str(answers): read})
    found = [case for case in loaded.cases if case.situation.document == document]
    if document in loaded.failed or not found:
        raise terminal.Failure(
            f"{answers} cannot be used: there is no situation number {document + 1} in it"
        )
    [case] = found
    root = dialogue.with_open_lists(case.situation.root)
    situation = replace(case.situation, root=root)
    if save is not None and not (save.exists() and save.samefile(answers)):
        autosave = answers_file.Autosave(
            lenient, save, api.situation_format(save), situation.title, situation.today
        )
    else:
        autosave = answers_file.Autosave(
            *(lenient, answers, format, situation.title, situation.today, text, root, document),
            is_alone=len(loaded.cases) == 1 and not loaded.failed,
        )
    return advisor.with_values(case.parameters), situation, autosave


def _welcome(
    prompter: Prompter, program: ir.Program, autosave: answers_file.Autosave, is_chosen_by_us: bool
) -> None:
    terminal.tell(prompter.style.bold(program.pack.title))
    prompter.say(
        "Type an answer and press Enter. ? explains a question, skip means that you do not know, back "
        "undoes the last answer, list shows them all, stop ends with the advice so far."
    )
    kept = f"Your answers are kept in {autosave.path}, after each one"
    if is_chosen_by_us and autosave.path != Path(DEFAULT_NAME):
        kept += f" ({DEFAULT_NAME} exists; to go on with it: {terminal.own_name()} ask --answers {DEFAULT_NAME})"
    prompter.say(f"{kept}.")


class _Interview:
    """The questions put one by one, and what is kept and shown between them."""

    def __init__(
        self,
        prompter: Prompter,
        advisor: api.Advisor,
        situation: ir.Situation,
        today: int,
        autosave: answers_file.Autosave,
    ) -> None:
        self._prompter, self._advisor, self._situation = prompter, advisor, situation
        self._today, self._autosave = today, autosave
        self._program = advisor.program
        self.conversation = dialogue.begin(advisor.program, situation.root)
        self._estimator = _MadeBeside(advisor.program, self._question)
        if is_at_terminal():  # a pipe is not waited for
            prompter.meanwhile = self._estimator.begin

    def converse(self) -> bool:
        """Ask until nothing is left to ask (True) or the person stops (False)."""
        try:
            return self._converse()
        finally:
            self._estimator.end()

    def _converse(self) -> bool:
        while True:
            question = self._next()
            if question is None:
                return True
            outcome = self._put(question)
            match outcome:
                case EndOfInput() | Stop() | None:
                    return False
                case Back() if self.conversation.previous is None:
                    self._prompter.say("This is where we began; there is nothing to undo.", "  ")
                case Back():
                    self._keep(dialogue.back(self.conversation))
                case ListAnswers():
                    self._list()
                case ChangeAnswer(number=number):
                    self._change(number)
                case ShowAdvice():
                    self._show(Extent.NORMAL)
                case _:
                    pass  # an answer: it is kept

    def _next(self) -> Question | None:
        """The next question. Nobody waits for the first one: estimates get ready while it is read."""
        conversation = self.conversation
        if conversation.previous is None and not conversation.is_second_round:
            question = self._question()
            if isinstance(question, MoreQuestion) and question.is_first:
                return question  # it comes before all that is estimated
        return self._question(self._estimator.get())

    def _question(self, estimator: Estimator | None = None) -> Question | None:
        return next_question(self._program, self.conversation, self._today, estimator)

    def decided(self) -> tuple[ir.Situation, ir.Decision]:
        """The situation as far as it can be advised on, and the advice."""
        root = dialogue.complete_part(self._program.pack, self.conversation.root)
        situation = replace(self._situation, root=root)
        return situation, self._advisor.advise(situation)

    def _put(self, question: Question) -> Outcome | None:
        """The answer; None: the person has seen enough."""

        def take(given: Answer) -> None:
            self._keep(dialogue.answer(self._program, self.conversation, question, given))

        if not isinstance(question, GoOnQuestion):
            return self._prompter.put(self._program.pack, question, self._today, take)
        if not is_at_terminal():
            take(Answered(True))  # whoever pipes all answers wants all questions
            return Answered(True)
        self._show(Extent.SHORT)  # the whole page follows at the end
        outcome = self._prompter.put(self._program.pack, question, self._today, take)
        return None if outcome == Answered(False) else outcome

    def _keep(self, after: dialogue.Conversation) -> None:
        self._autosave.keep(answers_file.without_blanks(after.root))
        self.conversation = after

    def page(
        self,
        situation: ir.Situation,
        decision: ir.Decision,
        extent: Extent,
        commands: Commands | None = None,
        upcoming: ir.Upcoming | None = None,
    ) -> str:
        """The advice as a page for standard output."""
        return render_advice(
            decision,
            self._program.pack,
            terminal.page_style(),
            extent=extent,
            commands=commands,
            labels=labels_of(self._program.pack, situation.root, decision),
            upcoming=upcoming,
        )

    def _show(self, extent: Extent) -> None:
        """The advice so far, without what is still open: that is asked next."""
        situation, decision = self.decided()
        decision = replace(decision, open_questions=(), assumptions=())
        terminal.tell("")
        click.echo(self.page(situation, decision, extent), nl=False)

    def _given_answers(self) -> tuple[FactQuestion, ...]:
        question_texts = QuestionTexts(self._program, self.conversation.root, self._today)
        return question_texts.given_answers()

    def _list(self) -> None:
        given = self._given_answers()
        if not given:
            self._prompter.say("Nothing is answered yet.", "  ")
            return
        for about, group in groupby(enumerate(given, 1), lambda one: one[1].about):
            if about:
                self._prompter.say(about, "  ", look=self._prompter.style.dim)
            told = list(group)
            folded = {
                said: [one for one in told if one[1].stands == said] for said in ("no", "none")
            }
            folded = {said: some for said, some in folded.items() if len(some) > MOST_NOES}
            for number, one in told:
                if one.stands not in folded:
                    lead = f"  {number:>2}  "
                    self._prompter.say(f"{one.ask} {one.stands}", lead, " " * len(lead))
            for said, some in folded.items():  # `no: 7 boss knows, 8 notice given`
                names = ", ".join(f"{number} {spoken(one.fact)}" for number, one in some)
                self._prompter.say(f"{said}: {names}", "      ")
        self._prompter.say("To change one, type `change` and its number.", "  ")

    def _change(self, number: int | None) -> None:
        if number is None:
            self._list()
            return
        given = self._given_answers()
        if not 1 <= number <= len(given):
            self._prompter.say(f"There is no answer {number}; `list` shows them.", "  ")
            return
        question = given[number - 1]
        outcome = self._prompter.put(self._program.pack, question, self._today)
        if isinstance(outcome, Answered | NoneGiven):
            after, taken = dialogue.changed(
                self._program, self.conversation, question, outcome, self._today
            )
            self._keep(after)
            if taken:
                self._prompter.say("That takes back what makes no sense any more:", "  ")
            for one in taken:
                self._prompter.say(f"{one.ask} {one.stands}", "  - ", "    ")


class _MadeBeside:
    """An estimator that a thread makes: it needs libraries that take a third of a second to load.

    `use` has a first try with it, since some things are loaded at their first use.
    """

    def __init__(self, program: ir.Program, use: Callable[[Estimator], object]) -> None:
        self._program, self._use = program, use
        self._made: Estimator | None = None
        self._thread: Thread | None = None

    def begin(self) -> None:
        """Start the thread, once."""
        if self._thread is None and self._made is None:
            self._thread = Thread(target=self._make_and_use)
            self._thread.start()

    def get(self) -> Estimator:
        """The estimator; waits for it."""
        self.end()
        return self._made or self._make()

    def _make(self) -> Estimator:
        from advisor.dialogue.estimates import Estimator

        self._made = Estimator(self._program)
        return self._made

    def end(self) -> None:
        """Wait for the thread: nothing can be loaded any more once Python is on its way out."""
        if self._thread is not None:
            self._thread.join()

    def _make_and_use(self) -> None:
        with contextlib.suppress(Exception):  # `get` tries again, and tells what is wrong
            self._use(self._make())
            wordings_of_events(self._program)  # before the first sentence
            wordings_of(self._program)


def _tell_what_is_needed(prompter: Prompter, needed: Sequence[FactQuestion]) -> None:
    """What has no advice yet, because one has to know more first."""
    if needed:
        terminal.tell("")
        prompter.say("Something is left out of the advice until this is answered:")
    for question in needed:
        prompter.say(question.words, "  ", "    ")


def _tell_where(prompter: Prompter, autosave: answers_file.Autosave, commands: Commands) -> None:
    terminal.tell("")
    if autosave.has_kept:
        for line in wrap(f"Your answers are in {autosave.path}. To go on:", prompter.width):
            terminal.tell(line)
        which = f" --document {autosave.document + 1}" if autosave.document else ""
        terminal.tell(f"  {commands.ask()}{which}")
    else:
        terminal.tell("Nothing was answered, so nothing was kept.")
