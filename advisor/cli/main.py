"""The command group. A command's module is imported when it is called, so that each starts fast."""

from __future__ import annotations

import contextlib
import gc
import os
import re
import sys
from importlib import import_module
from pathlib import Path
from typing import NoReturn

import click

from advisor import __version__
from advisor.cli.terminal import BROKEN, INTERRUPTED, Failure
from advisor.diagnostics import AdvisorError, RulePackError, SituationFileError
from advisor.diagnostics.suggestions import closest

SECTIONS = {  # what one wants -> the commands for it, as `help` lists them
    "Your situation": (
        "ask", "advise", "draft", "done", "tell", "change", "undo", "events",
        "explain", "change-to", "what-if", "timeline", "verify",
    ),
    "Many situations": ("batch", "sweep"),
    "The rules": (
        "check", "test", "mutate", "diff", "fmt", "rename", "new", "table",
        "rules", "facts", "actions", "parameters", "graph", "doc", "schema", "lsp",
    ),
    "Your shell": ("completion",),
}  # fmt: skip
COMMANDS = tuple(name for names in SECTIONS.values() for name in names)
_LISTS = ("rules", "facts", "actions", "parameters")  # one module; any other command has its own
OWN_PROCESS = "own process"  # what commands find as `ctx.obj` where nothing else runs beside them
BROKEN_PIPE = 141


class LazyGroup(click.Group):
    """Imports a command only when it is called or listed, and words our exceptions."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """`help`, `help advise` and `version` are taken for the options that people mean by them."""
        if args[:1] == ["help"]:
            args = [*(word for word in args[1:2] if word not in ("help", "version")), "--help"]
        elif args == ["version"]:
            args = ["--version"]
        return super().parse_args(ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        name = cmd_name.replace("-", "_")
        module = import_module(f"advisor.cli.commands.{'lists' if name in _LISTS else name}")
        command: click.Command = getattr(module, name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands by what one wants, all in columns of the same width."""
        widest = max(map(len, COMMANDS))
        room = formatter.width - widest - 6  # what click leaves beside its own one list
        for section, names in SECTIONS.items():
            with formatter.section(section):
                formatter.write_dl(
                    [
                        (name.ljust(widest), command.get_short_help_str(room))
                        for name in names
                        if (command := self.get_command(ctx, name)) is not None
                    ]
                )

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            near = closest(args[0], COMMANDS) if args else None
            if not args or args[0].startswith("-"):
                raise
            hint = "`advisor` alone lists them" if near is None else f"did you mean {near!r}?"
            said = f"there is no command {args[0]!r}; {hint}"
            raise click.UsageError(said, error.ctx) from error

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except click.MissingParameter as error:
            if error.param is None:
                raise
            raise click.UsageError(_missing(error.param), error.ctx) from error
        except click.UsageError as error:
            extra = re.fullmatch(r"Got unexpected extra arguments? \((.+)\)", error.message)
            if extra is None:
                raise
            said = f"there is no place for {extra[1]!r} here"
            options = [] if error.ctx is None else error.ctx.command.params
            if Path(extra[1]).is_dir() and any("--pack" in one.opts for one in options):
                said = f"{said}; name the rules by --pack {extra[1]}"
            raise click.UsageError(said, error.ctx) from error
        except (RulePackError, SituationFileError) as error:
            from advisor.cli.terminal import show_diagnostics

            show_diagnostics(error.diagnostics)
            what = "the rules" if isinstance(error, RulePackError) else "the situation"
            raise Failure(f"{what} cannot be used") from error
        except AdvisorError as error:
            raise Failure(str(error)) from error


def _missing(param: click.Parameter) -> str:
    """`NAME is missing`, `-o DIR is missing`, `WHAT is missing: pack, layer or rule`."""
    what = (param.metavar or (param.name or "").upper()).removesuffix("...").strip("[]")
    if isinstance(param, click.Option):
        what = f"{param.opts[0]} {what}"
    if not isinstance(param.type, click.Choice):
        return f"{what} is missing"
    *most, last = map(str, param.type.choices)
    return f"{what if param.metavar else 'a word'} is missing: {', '.join(most)} or {last}"


@click.command(
    cls=LazyGroup,
    invoke_without_command=True,
    # In this order, and with this word, usage reads alike whichever release of click writes it.
    context_settings={"help_option_names": ["--help", "-h"]},
    subcommand_metavar="[COMMAND] [ARGS]...",
)
@click.version_option(__version__, prog_name="advisor")
@click.pass_context
def cli(ctx: click.Context) -> None:
    """Ordered, dated advice by rules: those that come with it are for the time after a job interview.

    A situation is a file that says where things stand; `advisor ask` writes one for you.

    \b
      advisor ask        questions, then advice
      advisor advise     advice for the situation in my-situation.yaml
      advisor explain 1  why it says what it says under number 1
      advisor timeline   what it will say in the coming weeks
      advisor what-if    what it would say if something were different
      advisor draft 1    the message to send for it
      advisor done 1     record that you have done it
      advisor tell       say what has happened since

    To speak of another file, name it at the end: `advisor draft 1 me.yaml`.
    """
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


def main() -> NoReturn:
    """Run the command line and exit: 0 fine, 1 something found, 2 could not run."""
    gc.set_threshold(300_000, 20, 20)  # a short run makes many values and few cycles
    # NumPy's library for matrices would start its threads when it is loaded, a tenth of the time of a short batch.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    _open_closed_streams()
    sys.unraisablehook = _once_more
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # what a terminal cannot show must not stop us
            stream.reconfigure(errors="backslashreplace")
    try:
        status = _with_all_written(_run())
    except BrokenPipeError:
        _forget_stdout()
        status = BROKEN_PIPE
    except KeyboardInterrupt:
        status = INTERRUPTED
    sys.exit(status)


def _once_more(unraisable: sys.UnraisableHookArgs) -> None:
    """Ctrl-C where nothing can be raised, as at the end of a weak reference, comes again a moment later."""
    if issubclass(unraisable.exc_type, KeyboardInterrupt):
        import signal
        import threading

        waiting = threading.main_thread().ident  # the signal ends what it waits for
        threading.Timer(0.01, signal.pthread_kill, (waiting, signal.SIGINT)).start()
    else:
        sys.__unraisablehook__(unraisable)


def _open_closed_streams() -> None:
    """A shell may close a stream (`>&-`): what is written there is for nobody, and nothing is read."""
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        if getattr(sys, name) is None:
            # INVARIANT: the lowest free number is this one, so that no file of ours gets it later
            opened = os.open(os.devnull, os.O_RDWR if number else os.O_RDONLY)
            stream = open(opened, "w" if number else "r", encoding="utf-8")  # noqa: SIM115, PTH123  # it stays open, and is no path
            setattr(sys, name, stream)


def run() -> NoReturn:
    """`main` for a process of its own, left quickly where libraries for columns were loaded.

    Python would take them down piece by piece, for a tenth of a second; the system frees what they hold
    at once, and everything of ours is written and closed by now. Spark has to be told that it ends.
    """
    try:
        main()
    except SystemExit as end:
        if "numpy" in sys.modules and "pyspark" not in sys.modules and isinstance(end.code, int):
            sys.stderr.flush()
            os._exit(end.code)
        gc.freeze()  # else Python goes through all that was made once more, to find next to nothing
        raise


def _run() -> int:
    try:
        result = cli.main(prog_name="advisor", standalone_mode=False, obj=OWN_PROCESS)
    except click.ClickException as error:
        _for_a_terminal(error).show()
        return BROKEN
    except click.Abort:
        click.echo(err=True)
        return INTERRUPTED
    except OSError as error:
        if isinstance(error, BrokenPipeError):
            raise
        click.echo(
            f"Error: {error.strerror or error}: {error.filename or ''}".rstrip(": "), err=True
        )
        return BROKEN
    except Exception:
        import traceback

        traceback.print_exc()
        click.echo("This is a mistake in advisor itself, not in your files.", err=True)
        return BROKEN
    return result if isinstance(result, int) else 0


def _for_a_terminal(error: click.ClickException) -> click.ClickException:
    """The error with lines no longer than those of a terminal, which would break them within words.

    What is indented, such as a command to copy, stays whole; elsewhere each line of a message is one line.
    """
    if not sys.stderr.isatty():
        return error
    from advisor.cli.terminal import line_width
    from advisor.rendering.layout import wrap

    lines: list[str] = []
    for line in f"Error: {error.format_message()}".split("\n"):
        lines += [line] if line[:1].isspace() else wrap(line, line_width(), rest="  ")
    said = "\n".join(lines).removeprefix("Error: ")
    if isinstance(error, click.UsageError):
        return click.UsageError(said, error.ctx)
    return click.ClickException(said)


def _with_all_written(status: int) -> int:
    """The status, when what was kept back of the output is written too; otherwise why it cannot be."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        _forget_stdout()
        if status != BROKEN:  # else it has been said: an earlier part did not go either
            click.echo(f"Error: cannot write standard output: {error.strerror}", err=True)
        return BROKEN
    return status


def _forget_stdout() -> None:
    """Nobody reads any more: keep the interpreter from complaining when it closes the stream."""
    with contextlib.suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
