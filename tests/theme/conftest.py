"""What several tests of themes share."""

from collections.abc import Callable, Iterator

import pytest
from jinja2 import Template
from jinja2.compiler import CodeGenerator
from jinja2.runtime import Context, LoopContext, TemplateReference

from site_gen.theme import compiling, engine


class _All(tuple[str, ...]):
    def __contains__(self, name: object) -> bool:
        return str(name).startswith("layouts/")


@pytest.fixture(autouse=True)
def written_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """Has every layout written out as one template, as those of most pages are."""
    monkeypatch.setattr(engine, "OFTEN", _All())


@pytest.fixture
def as_they_are(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Has no layout written out from now on."""
    return lambda: monkeypatch.setattr(engine, "OFTEN", ())


@pytest.fixture
def as_jinja(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], None]]:
    """Has templates compiled and run by Jinja itself from now on, to compare with."""

    def change() -> None:
        compiling.compiled.cache_clear()
        monkeypatch.setattr(compiling.DIALECT, "code_generator_class", CodeGenerator)
        monkeypatch.setattr(engine, "Loop", LoopContext)
        monkeypatch.setattr(engine, "Self", TemplateReference)
        monkeypatch.setattr(engine.Engine, "context_class", Context)
        monkeypatch.setattr(engine.Engine, "template_class", Template)
        monkeypatch.setattr(
            engine.Engine, "written", lambda self, name, names: self.get_template(name).render(names)
        )

    yield change
    compiling.compiled.cache_clear()
