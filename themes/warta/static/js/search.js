// The search: looks through the stories of one edition in the reader's own browser, the newest first.
//
// The stories lie in blocks (`latest.json`, which names the next older one, and so on) and are fetched as they are
// wanted. All words, and what a result looks like, are those of the page. What is found is text, never markup.
"use strict";
{
  const PAGE = 20; // results shown at once
  const ROUND = 8; // blocks fetched before the reader is asked: some 300 KB

  const form = document.getElementById("search");
  const input = form.elements.q;
  const found = document.getElementById("found");
  const say = found.dataset;
  const status = found.querySelector("[role=status]");
  const list = found.querySelector("ol");
  const more = found.querySelector("button");
  const pattern = document.getElementById("story").content.firstElementChild;
  const title = document.title;

  // -- words --

  // As site_gen/slugs.py folds names: case and marks do not count, an apostrophe joins (Jum'at, jumat).
  const LETTERS = { đ: "d", ı: "i", ł: "l", ø: "o", ß: "ss", æ: "ae", œ: "oe", ς: "σ", "'": "", "’": "", "ʼ": "" };
  const fold = (text) =>
    text.normalize("NFKD").toLowerCase()
      .replace(/[đıłøßæœς'’ʼ]/g, (letter) => LETTERS[letter]).replace(/[\p{Mn}\p{Me}\p{Cf}]/gu, "");
  // The words of a text, a space before and after each.
  const words = (text) => ` ${fold(text).replace(/[^\p{L}\p{N}\p{Mc}]+/gu, " ").trim()} `;
  const UNSPACED = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}]/u;

  // What must be found, each as it stands in `words`: beginnings of words, and the whole words between quotes.
  const needles = (query) =>
    [...query.matchAll(/["“”„«»]([^"“”„«»]*)(["“”„«»]?)|[^\s"“”„«»]+/g)].flatMap(([all, quoted, closed]) => {
      const text = words(quoted ?? all);
      if (!text.trim()) return [];
      return UNSPACED.test(text) ? text.trim() : closed ? text : text.trimEnd();
    });

  // How well a story answers; 0 if it does not. The headline counts most, then names, then the summary.
  const rank = (story, sought) => {
    let sum = 0;
    for (const needle of sought) {
      const at = story.words.findIndex((text) => text.includes(needle));
      if (at < 0) return 0;
      sum += 2 * (3 - at) + story.words[at].includes(`${needle.trimEnd()} `);
    }
    return sum;
  };

  // -- stories --

  const stories = []; // of all blocks that were fetched, newest first
  let next = say.latest; // the block to be fetched; empty behind the oldest
  let fetching = null;
  const fetchBlock = async () => {
    const answer = await fetch(next);
    if (!answer.ok) throw new Error(`${answer.status} ${next}`);
    const block = await answer.json();
    for (const story of block.stories) {
      story.terms = [...(story.tags ?? []), ...(story.authors ?? [])];
      const names = [...story.terms, story.section ?? "", story.place ?? ""].map(words).join("|");
      story.words = [words(story.title), names, words(story.summary ?? "")];
      story.at = stories.push(story);
    }
    next = block.older ? new URL(block.older, answer.url).href : "";
  };
  const anotherBlock = () => (fetching ??= fetchBlock().finally(() => (fetching = null)));

  // -- what is shown --

  // Put `text` into `element`, with what was sought in it marked.
  const write = (element, text, sought) => {
    const marked = new Uint8Array(text.length + 1);
    let plain = " "; // as `words` has it, with the place in `text` of each of its letters
    const places = [0];
    let place = 0;
    const put = (letter) => {
      plain += letter;
      for (let unit = 0; unit < letter.length; unit++) places.push(place);
    };
    for (const character of text) {
      for (const letter of fold(character)) {
        if (/[\p{L}\p{N}\p{Mc}]/u.test(letter)) put(letter);
        else if (!plain.endsWith(" ")) put(" ");
      }
      place += character.length;
    }
    put(" ");
    for (const needle of sought) {
      const from = needle.startsWith(" ") ? 1 : 0;
      for (let at = plain.indexOf(needle); at >= 0; at = plain.indexOf(needle, at + 1)) {
        marked.fill(1, places[at + from], places[at + needle.trimEnd().length]);
      }
    }
    for (let at = 0, end; at < text.length; at = end) {
      for (end = at + 1; end < text.length && marked[end] === marked[at]; ) end++;
      const part = text.slice(at, end);
      if (marked[at]) element.appendChild(document.createElement("mark")).textContent = part;
      else element.append(part);
    }
  };

  const result = (story, sought) => {
    const shown = pattern.cloneNode(true);
    const named = story.terms.filter((name) => sought.some((needle) => words(name).includes(needle)));
    const mark = story.lang && document.querySelector(`template[data-mark="${story.lang}"]`);
    for (const element of shown.querySelectorAll("[data-is]")) {
      const is = element.dataset.is;
      const text = is === "terms" ? named.join(", ") : story[is];
      if (!text) {
        element.remove();
        continue;
      }
      write(element, text, sought);
      if (mark && (is === "title" || is === "summary")) {
        element.lang = story.lang;
        element.dir = mark.dataset.dir;
      }
      if (is === "title") {
        element.href = story.url;
        if (mark) element.after(mark.content.cloneNode(true));
      }
    }
    return shown;
  };

  const tell = (text, count, when) => {
    const number = count.toLocaleString(document.documentElement.lang);
    status.textContent = text.replace("{count}", () => number).replace("{when}", () => when);
  };

  // -- searching --

  let sought = []; // what must be found
  let looked = 0; // stories looked at for it
  let held = []; // found, not shown for good
  let fixed = 0; // results that stay where they are
  let turn = 0; // a search ends where another begins

  // Look on until there is another page of results, and show it as it comes.
  const round = async () => {
    const mine = ++turn;
    more.hidden = true;
    const show = () => {
      held.sort((a, b) => b.rank - a.rank || a.story.at - b.story.at);
      const shown = held.slice(0, PAGE);
      shown.forEach((hit, n) => {
        hit.node ??= result(hit.story, sought);
        const there = list.children[fixed + n] ?? null; // left alone where it is right: it may have the focus
        if (there !== hit.node) list.insertBefore(hit.node, there);
      });
      while (list.children.length > fixed + shown.length) list.lastChild.remove();
    };
    try {
      for (let fetched = 0; ; fetched++) {
        for (; looked < stories.length; looked++) {
          const points = rank(stories[looked], sought);
          if (points) held.push({ rank: points, story: stories[looked] });
        }
        show();
        if (held.length >= PAGE || !next || fetched === ROUND) break;
        status.textContent = say.busy;
        await anotherBlock();
        if (mine !== turn) return;
      }
    } catch (error) {
      if (mine === turn) status.textContent = say.failed;
      console.error(error);
      return;
    }
    const count = fixed + held.length;
    fixed = list.children.length;
    held = held.slice(PAGE);
    const when = stories.at(-1)?.date ?? "";
    if (next) tell(count ? say.since : say.noneSince, count, when);
    else tell(count ? say.all : say.none, count, when);
    more.hidden = !held.length && !next;
    more.textContent = held.length ? say.more : say.older;
  };

  const search = () => {
    const query = input.value.trim();
    const address = new URL(location.href);
    if (query) address.searchParams.set("q", query);
    else address.searchParams.delete("q");
    history.replaceState(history.state, "", address);
    document.title = query ? `${query} – ${title}` : title;
    sought = needles(query);
    [looked, held, fixed] = [0, [], 0];
    list.replaceChildren();
    if (sought.length) return round();
    turn++;
    status.textContent = "";
    more.hidden = true;
  };

  let soon;
  input.addEventListener("input", () => {
    clearTimeout(soon);
    soon = setTimeout(search, 180);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(soon);
    search();
  });
  more.addEventListener("click", async () => {
    const before = fixed;
    await round();
    // The button may be gone: whoever pressed it goes on where the new results begin.
    (list.children[before]?.querySelector("a") ?? found).focus();
  });

  input.value = new URLSearchParams(location.search).get("q") ?? "";
  if (input.value) search();
  else input.focus();
}
