"""What compiled templates run on: names, loops, blocks, and macros that write each thing once."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, Final

import jinja2
import msgspec
from jinja2.environment import TemplateModule
from jinja2.runtime import BlockReference, Context, LoopContext, Macro, TemplateReference, missing
from markupsafe import Markup

from site_gen.theme.markup import written

_MOST: Final = 5_000
"""What a macro may remember: 6 MB. What was last written is what is wanted next: lists of one term follow each other, and a
story is related to others of its time."""


class _Names(dict[str, Any]):
    """Names and their values; one that is not there is `missing`, as Jinja wants it."""

    def __missing__(self, name: str) -> Any:
        return missing


class PageContext(Context):
    """The names of a template that is being rendered. An include makes one, so it is made of little."""

    def __init__(
        self,
        environment: jinja2.Environment,
        parent: dict[str, Any],
        name: str | None,
        blocks: dict[str, Callable[[Context], Iterator[str]]],
        globals: Any = None,
    ) -> None:
        self.environment, self.name = environment, name
        # Jinja looks into what the template has set, then into what it was handed. Here a name is in one dict.
        self.vars = self.parent = _Names(parent)
        self.resolve_or_missing = self.vars.__getitem__  # type: ignore[method-assign,assignment]
        self.exported_vars: set[str] = set()
        self.globals_keys: set[str] = set()
        self.blocks = {key: [block] for key, block in blocks.items()} if blocks else {}
        self.out: list[str] = []
        """What has been written."""
        self.eval_ctx = environment.evaluation  # type: ignore[attr-defined]

    def get_all(self) -> dict[str, Any]:
        """All names. Whoever wants to add to them makes a copy."""
        return self.vars

    def written(self, block: Callable[[Context], Iterator[str]]) -> str:
        """What a block writes, where that is not to stand in the page at once."""
        before, self.out = self.out, []
        try:
            next(block(self), None)
            return "".join(self.out)
        finally:
            self.out = before

    def super(self, name: str, current: Callable[[Context], Iterator[str]]) -> Any:
        found = super().super(name, current)
        if isinstance(found, BlockReference):
            return _Block(name, self, found._stack, found._depth)
        return found

    def derived(self, locals: dict[str, Any] | None = None) -> Context:
        context = super().derived(locals)
        context.out = self.out  # type: ignore[attr-defined]
        return context


class _Block(BlockReference):
    """`super` and `self.name` in a template: a block that is written where it is called."""

    @property
    def super(self) -> Any:
        found = super().super
        if isinstance(found, BlockReference):
            return _Block(self.name, self._context, self._stack, found._depth)
        return found

    def __call__(self) -> str:
        assert isinstance(self._context, PageContext)
        return written(self._context.written(self._stack[self._depth]))


class Self(TemplateReference):
    """`self` in a template."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._blocks = context

    def __getitem__(self, name: str) -> Any:
        return _Block(name, self._blocks, self._blocks.blocks[name], 0)


class Template(jinja2.Template):
    def new_context(
        self, vars: Any = None, shared: bool = False, locals: Mapping[str, Any] | None = None
    ) -> Context:
        # There are no globals to be added: what a template can call are attributes of the environment.
        context = PageContext(self.environment, vars or {}, self.name, self.blocks)
        if locals:
            context.vars.update([(key, value) for key, value in locals.items() if value is not missing])
        return context

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        """What an import finds here: the macros, each of which remembers what it has written."""
        if self._module is None:
            self._module = self.make_module()
            for name, value in list(vars(self._module).items()):
                if isinstance(value, Macro):
                    setattr(self._module, name, _Remembered(value))
        return self._module


_LASTING: Final[set[type]] = {str, Markup, int, bool, type(None)}
"""Of what nothing ever changes, and what is equal is the same to the last bit. The contract's values are added when
they are seen: each of their fields has one type."""
_ALIKE: Final[set[type]] = {str}
"""The same of what is in a tuple. No numbers and no markup: (1,) is equal to (true,), and so is a text to markup."""


def _lasts(value: Any) -> bool:
    """Whether `value` is of such a type, or a tuple of such."""
    if type(value) is not tuple:
        return type(value) in _LASTING or _is_ours(value)
    return _ALIKE.issuperset(map(type, value)) or all(type(one) in _ALIKE or _is_ours(one) for one in value)


def _is_ours(value: Any) -> bool:
    """Whether `value` is one of the contract's, whose type is then known."""
    found = isinstance(value, msgspec.Struct) and value.__struct_config__.frozen
    if found:
        _LASTING.add(type(value))
        _ALIKE.add(type(value))
    return found


class _Remembered:
    """A macro that writes each thing once.

    A macro is imported without context, everything that it can call is a function of its arguments, and nothing
    at the top of its template may change (see `lasting`): so for equal arguments it writes the same. A story stands
    in some ten lists, and its card is by far the most of what they are. What is handed something that may
    change, such as a `loop`, a list or a namespace, is run each time.
    """

    __slots__ = ("_known", "_macro", "_names")

    def __init__(self, macro: Macro) -> None:
        self._macro = macro
        self._names = macro.arguments
        # With their types, for 1, 1.0 and true are equal, and so are a text and the same as markup.
        self._known = lru_cache(_MOST, typed=True)(macro)

    def __call__(self, *arguments: Any, **words: Any) -> str:
        if words:
            # As most are called: with all that it takes, in its order.
            if tuple(words) != self._names[len(arguments) :]:
                return self._macro(*arguments, **words)
            arguments += tuple(words.values())
        if not _LASTING.issuperset(map(type, arguments)) and not all(map(_lasts, arguments)):
            return self._macro(*arguments)
        try:
            return self._known(*arguments)
        except (
            TypeError
        ):  # a mapping in a value has no hash; what is wrong in the macro itself is so once more
            return self._macro(*arguments)

    @property
    def name(self) -> str:
        return self._macro.name


class Loop(LoopContext):
    """`loop`, over something whose length is known."""

    def __init__(self, iterable: Iterable[Any], undefined: Any, recurse: Any = None, depth0: int = 0) -> None:
        self._items = iterable if type(iterable) is tuple else tuple(iterable)
        self._length: int = len(self._items)
        self._undefined, self._recurse, self.depth0 = undefined, recurse, depth0

    def __iter__(self) -> Iterator[tuple[Any, "Loop"]]:  # type: ignore[override]
        for self.index0, item in enumerate(self._items):  # noqa: B020  that is what a loop is
            yield item, self

    def _peek_next(self) -> Any:
        return self._items[self.index0 + 1] if self.index0 + 1 < self._length else missing

    @property
    def last(self) -> bool:
        return self.index0 + 1 == self._length

    @property
    def previtem(self) -> Any:
        return self._items[self.index0 - 1] if self.index0 else super().previtem
