"""What stops a command before it has anything to show."""

from __future__ import annotations

import click

BROKEN = 2  # the exit status: neither data nor findings, we could not run


class Failure(click.ClickException):
    """What was asked for could not even be tried."""

    exit_code = BROKEN
