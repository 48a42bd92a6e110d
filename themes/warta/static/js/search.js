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

  // How well a story answers; 0 if it does not. The headline counts most, then names, then the summary; a word of
  // the same root counts less than any.
  const rank = (story, sought) => {
    let sum = 0;
    for (const needle of sought) {
      const { text, kin } = needle;
      let at = story.words.findIndex((words) => words.includes(text));
      if (at >= 0) sum += 2 * (3 - at) + story.words[at].includes(`${text.trimEnd()} `);
      else if (kin && (at = story.words.findIndex((words) => words.search(kin) >= 0)) >= 0) sum += (3 - at) / 4;
      else return 0;
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
    const origins = [0];
    let place = 0;
    const put = (letter) => {
      plain += letter;
      for (let unit = 0; unit < letter.length; unit++) origins.push(place);
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

  input.value = new URLSearchParams(location.search).get("q") ?? input.value; // somebody may have begun to type
  if (input.value) search();
  else input.focus();
}
