"""The outputs of a plan → files: here, by a printer that waits, in several processes, or by a cluster.

What is printed is looked through for what nobody may see yet, before any of it is published.
"""

import pickle
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING, Final

import msgspec

from site_gen.batches.apprentice import Apprentice
from site_gen.batches.lanes import in_lanes
from site_gen.cache.memory import Cache
from site_gen.errands import order_for, print_elsewhere
from site_gen.errors import BUG, Location, Problem, SiteError
from site_gen.keying import with_formes
from site_gen.press import Press, Printed
from site_gen.publish import Output, TreeWriter, Written
from site_gen.reading.project import Reading, Request
from site_gen.reading.records import documents_of
from site_gen.withheld.phrases import waiting_texts
from site_gen.withheld.searching import Phrases, Trace, Withheld, text_phrases

if TYPE_CHECKING:
    # 15 ms that a build need not pay whose plan stands.
    from site_gen.planning import Plan

_MANY: Final = 150
"""Pages from which on a second process is worth its start."""


class Printing:
    """The printing of one build. `produce` is for `publish`."""

    def __init__(
        self,
        request: Request,
        reading: Reading,
        cache: Cache,
        press: Press | None,
        plan: "Plan | None",
        *,
        phrases: str,
        printer: Apprentice | None,
        shown: str,
        new_plan: "Callable[[], Plan]",
    ) -> None:
        self.request, self.reading, self.cache = request, reading, cache
        self.press = press
        """None where nothing is to be printed, as far as anybody knows."""
        self.plan = plan
        """None where the one that is published stands."""
        self.phrases = phrases
        """Of a plan that stands, the blob of the phrases of unreleased stories; empty if there are none."""
        self.printer, self.shown, self.new_plan = printer, shown, new_plan
        self.ordered: frozenset[str] = frozenset()
        """The paths of what the printer is to print."""
        self.keys: dict[str, str] = {}
        """Those that were found out by making the pages, by path."""
        self.recipes: dict[str, str] = {}
        """The digests of their recipes, to the same keys."""

    def order(self, outputs: Sequence[Output]) -> None:
        """Have the printer print some of `outputs`, if there is one and they are few."""
        if self.printer and self.press and not self.ordered and 0 < len(outputs) < _MANY:
            self.ordered, order = order_for(self.press, [output.path for output in outputs])
            self.printer.ask(order)

    @cached_property
    def printed(self) -> dict[str, bytes]:
        """What the printer has printed of that, by path."""
        assert self.printer is not None
        answer = self.printer.answer()
        found: dict[str, bytes] = pickle.loads(answer) if answer else {}
        return found

    def produce(self, outputs: Sequence[Output], writer: TreeWriter) -> Iterator[Written]:
        """Write `outputs`, in several processes if they are many. Raises SiteError when all have been tried."""
        if self.press is None or any(output.path not in self.press.things for output in outputs):
            # Something was deleted from the published tree: the standing plan has no page for it.
            self.press = self.new_plan().press
        withheld = self.press.withheld = self.withheld()
        problems: list[Problem] = []
        traces: list[Trace] = []
        held: list[Written] = []
        press, jobs = self.press, self.request.jobs
        if len(outputs) < _MANY or jobs == 1:
            self.order([output for output in outputs if output.key])
            # First what nobody else is at.
            for output in sorted(outputs, key=lambda output: output.path in self.ordered):
                ready = self.printed.get(output.path) if output.path in self.ordered else None
                laid = (
                    self.taken_in(press.print([output], writer))
                    if ready is None
                    else press.lay_down(output.path, ready, writer)
                )
                yield from _sorted_out([laid], problems, traces, held)
        elif isinstance(jobs, str):
            pages = [output.path for output in outputs if press.page(output.path)]
            files = [output for output in outputs if not press.page(output.path)]
            yield from _sorted_out([self.taken_in(press.print(files, writer))], problems, traces, held)
            for made in print_elsewhere(press, pages, jobs):
                for one in made:
                    result = [one] if isinstance(one, Problem) else press.lay_down(*one, writer)
                    yield from _sorted_out([result], problems, traces, held)
        else:
            lanes = press.lanes(outputs, jobs)
            self.cache.blobs.put_down()
            self.reading.documents.put_down()
            press.renderer.prepare()  # here, and not in each of them
            for done in in_lanes(partial(press.print, writer=writer), lanes):
                yield from _sorted_out([self.taken_in(done)], problems, traces, held)
        if problems:
            # A mistake in what all pages share is one mistake, wherever it was seen first.
            raise SiteError(
                {(problem.where, problem.message): problem for problem in reversed(problems)}.values()
            )
        if traces:
            assert withheld is not None
            keys = {output.path: output.key or self.keys.get(output.path, "") for output in outputs}
            self.acquit(traces, withheld, keys)
            yield from held

    def withheld(self) -> Withheld | None:
        """The phrases of unreleased stories, if there are any.

        The plan has those of their front matter; those of their texts are made anew, for a text is no part of
        a plan that stands.
        """
        name = self.phrases
        if not (name or (self.plan and self.plan.withheld)):
            return None
        kept = self.cache.blobs.get(name) if name else None
        plan = None if kept else self.plan or self.new_plan()
        phrases = plan.withheld if plan else msgspec.msgpack.decode(kept or b"", type=Phrases)
        known = {path: self.reading.documents[path] for path in phrases}
        documents, _ = documents_of(
            self.request.project, known, self.reading.rules, self.cache, self.request.jobs
        )
        found = dict(phrases)
        for document in documents:
            one = known[document.path]
            for text in waiting_texts(document, self.request.release, one.body, one.texts):
                found[document.path] += text_phrases(self.cache.blobs.get(text) or b"")
        return Withheld(found)

    def acquit(self, traces: Sequence[Trace], withheld: Withheld, keys: Mapping[str, str]) -> None:
        """Raise SiteError unless the outputs are the same in a site whose unreleased stories say nothing at all.

        A page whose own story says the same needs no such site.
        """
        assert self.press is not None
        traces = [trace for trace in traces if not self.press.says(trace, withheld.sources)]
        if not traces:
            return
        from site_gen.planning import plan_site

        without = plan_site(self.reading, self.cache, withheld.sources)
        same = {output.path for output in without.outputs if keys.get(output.path) == output.key}
        problems = [
            Problem(
                Location(f"{self.shown}/{trace.path}"),
                f'would show "{trace.phrase}" of {trace.source}, which readers may not see',
                "Nothing was published. This is a mistake of ours: please report it.",
            )
            for trace in traces
            if trace.path not in same
        ]
        if problems:
            raise SiteError(problems, BUG)

    def taken_in(self, printed: Printed) -> list[Written | Problem | Trace]:
        """The results of printing; what else was found out by it is kept."""
        for result in printed.results:
            if isinstance(result, Written) and result.key:
                self.keys[result.path] = result.key
        self.recipes |= printed.keys
        self.cache.blobs.add_all_new(printed.blobs)
        return printed.results

    def with_keys(self, plan: "Plan") -> "Plan":
        """`plan`, now that every page has been made, with the keys that were found out by that; they are kept."""
        if not self.keys:
            return plan
        made = self.cache.made
        outputs = [msgspec.structs.replace(o, key=o.key or self.keys[o.path]) for o in plan.outputs]
        plan = msgspec.structs.replace(plan, outputs=tuple(outputs))
        made = msgspec.structs.replace(made, keys=made.keys | self.recipes)
        self.cache.made = with_formes(made, plan.outputs, plan.formes)
        return plan


def _sorted_out(
    results: Iterable[Sequence[Written | Problem | Trace]],
    problems: list[Problem],
    traces: list[Trace],
    held: list[Written],
) -> Iterator[Written]:
    """What was written; what is wrong, and what is suspected with all that it is suspected of, goes aside.

    What was yielded is believed by the next build, whatever becomes of this one.
    """
    for batch in results:
        for result in batch:
            if isinstance(result, Problem):
                problems.append(result)
            elif not isinstance(result, Written):
                traces.append(result)
            elif traces and traces[-1].path == result.path:
                held.append(result)
            else:
                yield result
