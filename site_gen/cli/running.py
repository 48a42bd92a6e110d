"""One run of the command line: errors become lines on stderr and an exit code."""

import os
import sys

import click

from site_gen.cli.root import commands
from site_gen.cli.telling import Done, count, print_problems, write_report
from site_gen.errors import BUG, CONTENT, ENVIRONMENT, USAGE, SiteError, printable, reason


def run(arguments: list[str] | None = None) -> int:
    """Run the command line; returns the exit code."""
    try:
        commands.main(arguments, prog_name="site-gen", standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
        return USAGE
    except click.ClickException as error:
        error.show()
        return USAGE
    except click.Abort:
        return 130
    except SiteError as error:
        print_problems(error.problems)
        if error.exit_code == CONTENT:
            asked = next((word for word in arguments or sys.argv[1:] if word in commands.commands), "")
            ending = "; nothing was published." if asked == "build" else "."
            fatal = sum(problem.fatal for problem in error.problems)
            told = [count(fatal, "problem")]
            if others := len(error.problems) - fatal:
                told.append(count(others, "warning"))
            click.echo(f"{', '.join(told)}{ending}", err=True)
        return error.exit_code
    except Done as done:
        return done.exit_code
    except SystemExit:
        # Click's answer to a reader of our output that has gone (`site-gen show … | head`): no error of anybody's.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        named = f"{error.filename}: " if error.filename else ""
        click.echo(printable(f"site-gen: error: {named}{reason(error)}"), err=True)
        return ENVIRONMENT
    except Exception as error:
        return _bug(error)
    return 0


def _bug(error: Exception) -> int:
    import traceback

    report = write_report("".join(traceback.format_exception(error)))
    click.echo(
        printable(
            f"site-gen: a mistake of ours: {type(error).__name__}: {error}\n"
            f"  What was published is as it was. Please report it with {report}"
        ),
        err=True,
    )
    return BUG
