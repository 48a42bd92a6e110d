"""Translator engines: a program, a server, a library. Plain texts in, as many plain texts out.

The only module that reaches the network, and only when `site-gen translate` is asked to. A program is given
as a list of arguments and never run through a shell; the text goes to its standard input, so nothing that a
story holds can become an argument.
"""

import http.client
import importlib
import json
import re
import subprocess
import urllib.error
import urllib.request
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final, Protocol

from site_gen.config import FILE_NAME, Translator
from site_gen.errors import ENVIRONMENT, USAGE, Location, Problem, SiteError, printable, reason
from site_gen.safe_yaml import CONTROL

_MOST: Final = 16 * 1024 * 1024
"""Bytes of one answer."""
_GAP: Final = re.compile(r"\n\s*\n")


class Engine(Protocol):
    """Something that translates."""

    name: str

    def translate(self, texts: Sequence[str]) -> list[str]:
        """Each text in the other language, in order. Texts have no line ends. Raises SiteError."""


def engine_of(settings: Translator, source: str, target: str, project: Path, key: str = "") -> Engine | None:
    """The engine that config.yaml names, for one pair of languages; None if it names none.

    `key` is the server's, if it wants one. Raises SiteError for a library that is not there.
    """
    pair = settings.codes.get(source, source), settings.codes.get(target, target)
    if settings.command:
        return Program(settings.command, *pair, project, settings.seconds)
    if settings.libretranslate:
        return LibreTranslate(settings.libretranslate, *pair, key, settings.seconds)
    if settings.argos:
        return Argos(*pair)
    return None


def _line(text: str) -> str:
    """An answer as one line, without characters that no file of ours may hold."""
    return " ".join(CONTROL.sub(" ", text).split())


def failed(name: str, message: str, hint: str = "") -> SiteError:
    """What is said of a translator that did not do it."""
    return SiteError(Problem(Location(FILE_NAME), f"the translator {name} {message}", hint), ENVIRONMENT)


class Program:
    """Any program: a text on standard input, its translation on standard output."""

    def __init__(self, command: Sequence[str], source: str, target: str, folder: Path, seconds: int) -> None:
        program, *arguments = command
        self.name = program
        filled = [word.replace("{from}", source).replace("{to}", target) for word in arguments]
        self.command, self.folder, self.seconds = [program, *filled], folder, seconds

    def translate(self, texts: Sequence[str]) -> list[str]:
        """All texts at once with blank lines between them; one by one if they do not come back as many."""
        if not texts:
            return []
        answer = self.run("\n\n".join(texts))
        found = [_line(part) for part in _GAP.split(answer.strip())]
        if len(found) == len(texts):
            return found
        return [_line(self.run(text)) for text in texts]

    def run(self, text: str) -> str:
        """What the program writes for `text`. Raises SiteError."""
        try:
            done = subprocess.run(
                self.command,
                cwd=self.folder,
                input=(text + "\n").encode(),
                capture_output=True,
                timeout=self.seconds,
                check=False,
            )
        except FileNotFoundError:
            hint = "Install it, or mend translator.command in config.yaml."
            raise failed(self.name, "is not there", hint) from None
        except subprocess.TimeoutExpired:
            hint = "Give it more time: translator.seconds in config.yaml."
            raise failed(self.name, f"took more than {self.seconds} seconds", hint) from None
        except OSError as error:
            raise failed(self.name, f"cannot be run: {reason(error)}") from None
        if done.returncode:
            said = printable(_last_words(done.stderr.decode("utf-8", "replace")))
            raise failed(self.name, f"ended with {done.returncode}" + (f": {said}" if said else ""))
        if len(done.stdout) > _MOST:
            raise failed(self.name, "wrote more than 16 MiB")
        try:
            return done.stdout.decode("utf-8-sig")
        except UnicodeDecodeError:
            raise failed(self.name, "wrote what is not UTF-8") from None


def _last_words(said: str) -> str:
    """What a program said before it gave up: all of it if it is short, else its last line."""
    whole = " ".join(said.split())
    return whole if len(whole) <= 200 else said.strip().rpartition("\n")[2].strip()


class _Stay(urllib.request.HTTPRedirectHandler):
    """Follows no redirect: the key and the text are for the server that was named."""

    def redirect_request(self, *_: Any) -> None:
        return None


class LibreTranslate:
    """A LibreTranslate server (https://docs.libretranslate.com: POST /translate with a list of texts)."""

    def __init__(self, url: str, source: str, target: str, key: str, seconds: int) -> None:
        self.name = "LibreTranslate"
        self.url, self.source, self.target, self.key, self.seconds = url, source, target, key, seconds

    def translate(self, texts: Sequence[str]) -> list[str]:
        """All texts in one request."""
        if not texts:
            return []
        asked = {"q": list(texts), "source": self.source, "target": self.target, "format": "text"}
        if self.key:
            asked["api_key"] = self.key
        request = urllib.request.Request(  # `config` lets http and https pass, nothing else
            f"{self.url}/translate",
            json.dumps(asked).encode(),
            {"Content-Type": "application/json", "Accept": "application/json", "User-Agent": "site_gen"},
        )
        try:
            with urllib.request.build_opener(_Stay).open(request, timeout=self.seconds) as response:
                data = response.read(_MOST + 1)
        except urllib.error.HTTPError as error:
            raise failed(self.name, f"answered {error.code}: {_said_by_server(error)}") from None
        except OSError as error:  # URLError is one
            why = getattr(error, "reason", error)
            raise failed(self.name, f"cannot be reached: {why}", f"Is {self.url} up?") from None
        except http.client.HTTPException as error:
            raise failed(
                self.name, f"broke off: {printable(str(error).strip())}", f"Is {self.url} such a server?"
            ) from None
        if len(data) > _MOST:
            raise failed(self.name, "answered more than 16 MiB")
        try:
            found = json.loads(data)["translatedText"]
        except (ValueError, KeyError, TypeError):
            raise failed(self.name, "answered what is no translation") from None
        if not isinstance(found, list) or len(found) != len(texts) or not all(map(_is_text, found)):
            raise failed(self.name, f"was given {len(texts)} texts and did not answer with as many")
        return [_line(text) for text in found]


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _said_by_server(error: urllib.error.HTTPError) -> str:
    try:
        said = json.loads(error.read(4096)).get("error", "")
    except (ValueError, OSError, AttributeError, http.client.HTTPException):
        said = ""
    return printable(str(said or error.reason))


class Argos:
    """The library argostranslate, with the models installed on this machine."""

    def __init__(self, source: str, target: str) -> None:
        self.name = "Argos"
        try:
            # By name: it is nobody's dependency, and brings a gigabyte of others along.
            self.library = importlib.import_module("argostranslate.translate")
        except ImportError:
            hint = "Install it beside site-gen: pip install argostranslate. Then install its languages."
            problem = Problem(Location(FILE_NAME), "translator.argos: argostranslate is not installed", hint)
            raise SiteError(problem, USAGE) from None
        self.source, self.target = source, target

    def translate(self, texts: Sequence[str]) -> list[str]:
        """One text after the other."""
        try:
            found = [self.library.translate(text, self.source, self.target) for text in texts]
        except Exception as error:
            hint = f"Is the pair installed? argospm install translate-{self.source}_{self.target}"
            raise failed(self.name, f"failed: {error}", hint) from None
        return [_line(str(text)) for text in found]
