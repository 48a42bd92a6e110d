"""Old addresses: which there are, where each leads, and which addresses are not written down yet.

Everything is done with whole lines and sets of them: of twenty thousand addresses all but a few are those
that their owners still have, and are never taken apart.
"""

from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from site_gen.documents.document import Document
from site_gen.errors import Location, Problem
from site_gen.pages.frame import term_url
from site_gen.site.release import is_released
from site_gen.site.values import Article, Edition, Redirect, Release, Site
from site_gen.tables.addresses import PATH, Address, address_line, lines_of, read_addresses

CLOUDFLARE, GITLAB, GITLAB_BYTES = 2_000, 1_000, 64 * 1024
"""What hosts read of `_redirects`.

https://developers.cloudflare.com/pages/configuration/redirects/,
https://docs.gitlab.com/user/project/pages/redirects/.
"""


class Remembered(msgspec.Struct, frozen=True):
    """What the memory of addresses means for a site."""

    redirects: tuple[Redirect, ...] = ()
    """From each address that its owner has no more, if readers can see the owner."""
    unrecorded: tuple[str, ...] = ()
    """The lines that are missing in the file, sorted."""
    moved: tuple[tuple[str, str], ...] = ()
    """Old and new address of what has got one that is not written down yet."""
    problems: tuple[Problem, ...] = ()


class Differences(msgspec.Struct, frozen=True, array_like=True):
    """How the memory of addresses differs from the addresses of a site. The rest of both means nothing."""

    old: tuple[Address, ...]
    """Those that nothing has any more, by address."""
    unrecorded: tuple[str, ...]
    """The lines that are missing in the file, sorted."""
    problems: tuple[Problem, ...]


def differences(site: Site, text: str, release: Release) -> Differences:
    """Compare the addresses of a site with `text`, what content/addresses.tsv holds.

    With unreleased stories in the site, nothing of them is taken for published.
    """
    lines, now = lines_of(text), {*_story_lines(site), *other_lines(site)}
    old, problems = read_addresses(text, lines - now)
    published = _published_lines(site, release) if site.everything else now
    return Differences(tuple(old), tuple(sorted(published - lines - {""})), tuple(problems))


def remember(site: Site, found: Differences) -> Remembered:
    """What the memory of addresses means for a site from which it differs so."""
    old, unrecorded, problems = found.old, found.unrecorded, list(found.problems)
    if not old:
        return Remembered((), unrecorded, (), found.problems)
    owners = _owners(site, {address.owner for address in old})
    if not owners:  # deleted, or not to be seen: their old addresses are as silent as themselves
        return Remembered((), unrecorded, (), found.problems)
    stories = {a.url: a.document for versions in site.stories.values() for a in versions.values()}
    pages = {guest.url for edition in site.editions for guest in edition.guests}
    lists = {page.url: page for edition in site.editions for page in _list_pages(edition)}
    aliases = {(alias, d.lang, d.key) for d in stories.values() for alias in d.aliases}
    redirects, moved = [], []
    fresh = {line.partition("\t")[0] for line in unrecorded}
    for address in old:
        owner = owners.get(address.owner)
        if owner is None:
            continue
        if address.url in stories:
            problems.append(_taken(address, stories[address.url], owner))
            continue
        if address.url in lists:
            problems.append(_taken_by_a_list(address, lists[address.url], owner))
            continue
        if address.url in pages or (address.url, address.lang, address.name) in aliases:
            continue
        redirects.append(_redirect(address, owner))
        if redirects[-1].target in fresh:
            moved.append((address.url, redirects[-1].target))
    return Remembered(tuple(redirects), unrecorded, tuple(moved), tuple(problems))


def redirect_lines(site: Site) -> str:
    """The file `_redirects`, as Netlify, Cloudflare Pages and GitLab Pages read it."""
    base = site.config.base_path
    return "".join([f"{base}{r.url} {base}{r.target} 301\n" for r in site.redirects])


def too_many(site: Site) -> list[Problem]:
    """A warning if `_redirects` is longer than what hosts read of it."""
    count, size = len(site.redirects), len(redirect_lines(site))  # addresses are ASCII
    hosts = []
    if count > GITLAB or size > GITLAB_BYTES:
        hosts.append(f"GitLab Pages {GITLAB:,} lines and {GITLAB_BYTES // 1024} KB")
    if count > CLOUDFLARE:
        hosts.append(f"Cloudflare Pages {CLOUDFLARE:,} lines")
    if not hosts:
        return []
    message = f"{count:,} redirects, {size:,} bytes: more than some hosts read ({', '.join(hosts)})"
    hint = "Of the others only the page that stands at the old address leads on. Other hosts: nothing to do."
    return [Problem(Location("_redirects"), message, hint, fatal=False)]


class ListPage(NamedTuple):
    """What has an address and is no story: a section, tag, person or series with its list, or a front."""

    kind: str
    id: str
    title: str
    url: str


Owner = Article | ListPage
"""What has an address."""


def _story_lines(site: Site) -> list[str]:
    """The line of each story's address, as content/addresses.tsv is to have it; empty for what cannot stand there."""
    found: list[str] = []
    for key, versions in site.stories.items():
        end = address_line(
            "", "", "story", key
        )  # one for all languages: it is looked through for what may not be in it
        found += [f"{article.url}\t{lang}{end[1:]}" for lang, article in versions.items()] if end else [""]
    return found


def other_lines(site: Site) -> list[str]:
    """The same of everything else that has an address."""
    found: list[str] = []
    for edition in site.editions:
        code = edition.language.code
        found += [address_line(g.url, code, "story", g.document.key) for g in _shown_guests(site, edition)]
        found += [address_line(page.url, code, page.kind, page.id) for page in _list_pages(edition)]
    return found


def _published_lines(site: Site, release: Release) -> set[str]:
    """Of a site with unreleased stories: the addresses that released ones have of their own."""
    readers = msgspec.structs.replace(release, everything=False)
    return {
        address_line(article.url, lang, "story", key)
        for key, versions in site.stories.items()
        for lang, article in versions.items()
        if is_released(article.document, readers)
    }


def _owners(site: Site, wanted: set[tuple[str, str, str]]) -> dict[tuple[str, str, str], Owner]:
    """Those of the owners `wanted` that a site has."""
    found: dict[tuple[str, str, str], Owner] = {}
    for lang, kind, key in wanted:
        if kind == "story" and lang in (versions := site.stories.get(key, {})):
            found[lang, kind, key] = versions[lang]
    for edition in site.editions:
        code = edition.language.code
        others: dict[tuple[str, str, str], Owner] = {
            (code, "story", guest.document.key): guest for guest in _shown_guests(site, edition)
        }
        others |= {(code, page.kind, page.id): page for page in _list_pages(edition)}
        found.update({owner: others[owner] for owner in others.keys() & wanted})
    return found


def _shown_guests(site: Site, edition: Edition) -> tuple[Article, ...]:
    """The guests that have an address in the edition."""
    return edition.guests if site.config.missing_translation == "page" else ()


def _list_pages(edition: Edition) -> Iterator[ListPage]:
    """What is not a story and has an address that may change. A term that is in no table is its name: it has none."""
    listed, code = edition.listed, edition.language.code
    for term, _ in (*listed.tags, *listed.sections, *listed.authors, *listed.series):
        if not term.id.startswith("="):
            yield ListPage(term.kind, term.id, term.names[code], term_url(term, edition.language))
    for page in edition.fronts.values():
        if code in page.front.titles:  # others are the home page and the lists of sections
            yield ListPage("front", page.front.name, page.front.titles[code], page.front.address(code))


def _redirect(address: Address, owner: Owner) -> Redirect:
    where = Location(PATH, address.number)
    if isinstance(owner, Article):
        return Redirect(address.url, owner.url, owner.document.title, owner.document.lang, where)
    return Redirect(address.url, owner.url, owner.title, address.lang, where)


def _taken(address: Address, document: Document, owner: Owner) -> Problem:
    """The old address of one thing that is the address of a story now."""
    message = f"the address {address.url} was that of {_whose(address, owner)} ({PATH}:{address.number})"
    hint = "Give this story another slug; or delete that line, if old links may lead here from now on."
    return Problem(document.at("slug"), message, hint)


def _taken_by_a_list(address: Address, page: ListPage, owner: Owner) -> Problem:
    """The old address of one thing that is the address of a list or a front now."""
    message = (
        f"the address {address.url} was that of {_whose(address, owner)}, "
        f'and is now that of the {page.kind} "{page.title}"'
    )
    hint = f"Give the {page.kind} another slug; or delete this line, if old links may lead there from now on."
    return Problem(Location(PATH, address.number), message, hint)


def _whose(address: Address, owner: Owner) -> str:
    return owner.document.path if isinstance(owner, Article) else f'the {address.kind} "{address.name}"'
