"""Answers about one page: what stands there, and why it would be made again."""

from site_gen.cache.memory import Cache
from site_gen.engine import engine_digest
from site_gen.errors import USAGE, Location, Problem, SiteError, nearest
from site_gen.pages.copies import ArticleCopy
from site_gen.pages.page import path_of
from site_gen.planning import Plan, make_plan
from site_gen.press import changed_parts
from site_gen.publish import published
from site_gen.reading.project import Request, read_config


def explain(request: Request, url: str) -> str:
    """Why the page at `url` (or of a content file) would be made again at the next build, in sentences."""
    cache = Cache(request.cache, engine_digest())
    config = read_config(request.project, cache)
    plan = make_plan(request, config, cache)
    path = _path(plan, url)
    output = next(output for output in plan.outputs if output.path == path)
    page = plan.press.page(path)
    source = page.source if page else output.source
    lines = [f"/{path.removesuffix('index.html')} comes from {source}."]
    manifest = published(request.output or request.project / config.output)
    old_key = dict(zip(manifest.paths, manifest.keys, strict=True)).get(path) if manifest else None
    if old_key is None:
        lines.append("It is new: nothing is published there yet.")
    elif old_key == output.key:
        lines.append("It is up to date: nothing that it is made from has changed since it was published.")
    elif page is None:
        lines.append("It would be published again: the file has changed.")
    else:
        before = cache.blobs.get(old_key)
        changed = changed_parts(page, before, plan.press.material(page)) if before is not None else ()
        if changed:
            lines.append(f"It would be made again: {', '.join(changed)} changed.")
        else:
            lines.append("It would be made again: it is not remembered what it was made from.")
    if page:
        lines.append(f"Layout {page.layout}, language {page.lang}.")
        if isinstance(page.copy, ArticleCopy):
            lines += [
                f"Related by {', '.join(shared)}: {card.value.url}" for card, shared in page.copy.related
            ]
    return "\n".join(lines)


def show_bytes(request: Request, url: str) -> bytes:
    """What would be published at `url` (or of a content file)."""
    cache = Cache(request.cache, engine_digest())
    plan = make_plan(request, read_config(request.project, cache), cache)
    return plan.press.bytes_of(_path(plan, url))


def _path(plan: Plan, url: str) -> str:
    """The output that `url` means: an address with or without host, a path in the output, or a content file."""
    things = plan.press.things
    inner = url.removeprefix(plan.reading.config.base_url).partition("#")[0].removeprefix("./")
    for output in plan.outputs:
        if output.source == inner and output.source.endswith(".md") and output.path.endswith("/index.html"):
            page = plan.press.page(output.path)
            # A story may stand in other editions, too: its own page is meant.
            if not (page and isinstance(page.copy, ArticleCopy) and page.copy.lang != page.lang):
                return output.path
    for candidate in (path_of(inner), path_of(inner + "/")):
        if candidate in things:
            return candidate
    close = nearest(path_of(inner), things)
    hint = f"Did you mean /{close.removesuffix('index.html')}?" if close else "Is it a draft, or not due yet?"
    raise SiteError(Problem(Location(url), "the site has no such address", hint), USAGE)
