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
  // A word: its signs belong to it (C++, C#), and an emoji is one by itself.
  const WORD = /[\p{L}\p{N}\p{Mc}]+(?:[+#]+(?!\p{L}))?|\p{RI}{2}|\p{Extended_Pictographic}/gu;
  // The words of a text, a space before and after each.
  const words = (text) => ` ${(fold(text).match(WORD) ?? []).join(" ")} `;
  const UNSPACED = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}]/u;

  // Words of the same root, as a pattern: in Indonesian a word begins otherwise, too (naik, kenaikan; pilih, memilih).
  const PREFIXES = [
    ["di|ke|se|ter|be[rl]|pe[rl]|memper|diper|keber|pember", ""], ["[bt]e(?=r)", ""],
    ["[mp]em(?=[bfpv])|[mp]en(?=[cdjstz])|[mp]eng(?=[aeioughk])|[mp]e(?=[lmnrwy])", ""],
    ["[mp]em(?=[aeiou])", "p"], ["[mp]en(?=[aeiou])", "t"], ["[mp]eny(?=[aeiou])", "s"], ["[mp]eng(?=[aeiou])", "k"],
  ].map(([prefix, letter]) => [new RegExp(`^(?:${prefix})`), letter]);
  const NASAL = { p: "[mp]em", t: "[mp]en", s: "[mp]eny", k: "[mp]eng" };
  const KIN = {
    id: (word) => {
      const bare = word.replace(/(?:nya)?(?:lah|kah|pun)?$/, "");
      const stems = [bare, ...[/kan$/, /an$/, /i$/].map((suffix) => bare.replace(suffix, ""))];
      const roots = stems.flatMap((stem) => [stem, ...PREFIXES.map(([prefix, letter]) => stem.replace(prefix, letter))]);
      const forms = [...new Set(roots)].filter((root) => root.length > 3).map((root) => {
        const mutated = NASAL[root[0]] ? `|${NASAL[root[0]]}${root.slice(1)}` : "";
        return `(?:di|ke|se|ter?|be[rl]?|pe[rl]?|memper|diper|keber|pember|[mp]e(?:m|ny?|ng)?)?${root}${mutated}`;
      });
      return forms.length && `(?:${forms.join("|")})(?:kan|an|i)?(?:nya)?(?:lah|kah|pun)?`;
    },
    en: (word) => {
      const root = word.replace(/(?:e?s|ed|ing)$/, "");
      return root.length > 3 && `${root}[a-z]{0,3}`;
    },
  };
  const kinOf = KIN[document.documentElement.lang.split("-")[0]];

  // What must be found, each as it stands in `words`: beginnings of words, and the whole words between quotes.
  const needles = (query) =>
    [...query.matchAll(/["“”„«»]([^"“”„«»]*)(["“”„«»]?)|[^\s"“”„«»]+/g)].flatMap(([all, quoted, closed]) => {
      const text = words(quoted ?? all);
      if (!text.trim()) return [];
      const kin = quoted === undefined && /^ [a-z]+ $/.test(text) && kinOf?.(text.trim());
      return {
        text: UNSPACED.test(text) ? text.trim() : closed ? text : text.trimEnd(),
        kin: kin && new RegExp(` (?:${kin})(?= )`, "g"),
      };
    });

  // Where it is found in some words, and how long each is.
  const places = (words, { text, kin }) => {
    const found = [];
    for (let at = words.indexOf(text); at >= 0; at = words.indexOf(text, at + 1)) found.push([at, text.trimEnd().length]);
    if (!found.length && kin) for (const match of words.matchAll(kin)) found.push([match.index, match[0].length]);
    return found;
  };

  // How well a story answers, undefined if it does not, and whether by a word of the same root. The headline counts
  // most, then names, then the summary.
  const answer = (story, sought) => {
    let points = 0;
    let akin = false;
    for (const { text, kin } of sought) {
      let at = story.words.findIndex((words) => words.includes(text));
      if (at >= 0) points += 2 * (3 - at) + story.words[at].includes(`${text.trimEnd()} `);
      else if (kin && (at = story.words.findIndex((words) => words.search(kin) >= 0)) >= 0) {
        points += (3 - at) / 4;
        akin = true;
      } else return undefined;
    }
    return { story, points, akin };
  };
  const better = (a, b) => b.points - a.points || a.story.at - b.story.at;

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
    let folded = ""; // with the place in `text` of each of its letters
    const sources = [];
    for (const { 0: character, index } of text.matchAll(/./gsu)) {
      const letters = fold(character);
      folded += letters;
      for (let unit = 0; unit < letters.length; unit++) sources.push(index);
    }
    let plain = " "; // as `words` has it, with those places
    const origins = [0];
    for (const { 0: word, index } of folded.matchAll(WORD)) {
      plain += `${word} `;
      const end = index + word.length;
      origins.push(...sources.slice(index, end), sources[end] ?? text.length);
    }
    for (const needle of sought) {
      for (const [at, length] of places(plain, needle)) {
        marked.fill(1, origins[plain[at] === " " ? at + 1 : at], origins[at + length]);
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
    const named = story.terms.filter((name) => sought.some((needle) => places(words(name), needle).length));
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
  let exact = []; // what has the words themselves
  let akin = []; // what has one of the same root: always behind, so nothing of it stays while older stories may come
  let room = 0; // results wanted
  let fixed = 0; // of `exact`, shown: these stay where they are
  let turn = 0; // a search ends where another begins

  const show = () => {
    exact = [...exact.slice(0, fixed), ...exact.slice(fixed).sort(better)];
    const hits = [...exact, ...akin.sort(better)].slice(0, room);
    hits.forEach((hit, n) => {
      hit.node ??= result(hit.story, sought);
      const there = list.children[n] ?? null; // left alone where it is right: it may have the focus
      if (there !== hit.node) list.insertBefore(hit.node, there);
    });
    while (list.children.length > hits.length) list.lastChild.remove();
    fixed = Math.min(exact.length, room);
  };

  // Look on until there is another page of results, and show it: all at once, for nothing is to move under a finger.
  const round = async () => {
    const mine = ++turn;
    room += PAGE;
    more.hidden = true;
    let failed = false;
    for (let fetched = 0; ; fetched++) {
      for (; looked < stories.length; looked++) {
        const hit = answer(stories[looked], sought);
        if (hit) (hit.akin ? akin : exact).push(hit);
      }
      if (failed || exact.length >= room || !next || fetched === ROUND) break;
      status.textContent = say.busy;
      found.classList.add("looking");
      try {
        await anotherBlock();
      } catch (error) {
        console.error(error);
        failed = true;
      }
      if (mine !== turn) return;
    }
    show();
    found.classList.remove("looking");
    const count = exact.length + akin.length;
    const when = stories.at(-1)?.date ?? "";
    if (failed) status.textContent = say.failed;
    else if (next) tell(count ? say.since : say.noneSince, count, when);
    else tell(count ? say.all : say.none, count, when);
    const held = count > room;
    more.hidden = failed || (!held && !next);
    more.textContent = held ? say.more : say.older;
  };

  const search = () => {
    const query = input.value.trim();
    const address = new URL(location.href);
    if (query) address.searchParams.set("q", query);
    else address.searchParams.delete("q");
    history.replaceState(history.state, "", address);
    document.title = query ? `${query} – ${title}` : title;
    sought = needles(query);
    [looked, exact, akin, room, fixed] = [0, [], [], 0, 0];
    list.replaceChildren();
    if (sought.length) return round();
    turn++;
    found.classList.remove("looking");
    // Signs alone are in no story; a quotation mark alone is a question that has only begun.
    status.textContent = /[^\s"“”„«»]/.test(query) ? say.none : "";
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
    const before = new Set(list.children);
    await round();
    // The button may be gone: whoever pressed it goes on where the new results begin.
    ([...list.children].find((item) => !before.has(item))?.querySelector("a") ?? found).focus();
  });

  input.value = new URLSearchParams(location.search).get("q") ?? input.value; // somebody may have begun to type
  if (input.value) search();
  else input.focus();
}
