"""`advisor completion`: the script by which a shell completes what one types."""

from __future__ import annotations

import click

from advisor.cli.terminal import show


@click.command(short_help="Print the script for completion in a shell.")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """Print the completion script for SHELL.

    \b
      eval "$(advisor completion bash)"                                in ~/.bashrc
      eval "$(advisor completion zsh)"                                 in ~/.zshrc
      advisor completion fish > ~/.config/fish/completions/advisor.fish
    """
    from click.shell_completion import get_completion_class

    made = get_completion_class(shell)
    assert made is not None  # click knows the three shells that the argument allows
    root = ctx.find_root().command
    show(made(root, {}, "advisor", "_ADVISOR_COMPLETE").source() + "\n")
