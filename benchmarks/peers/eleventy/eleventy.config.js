// The pages of the comparison. Lists are cut into pages here: Eleventy paginates one thing at a time.
const PAGE = 20;
const DESKS = ["nasional", "internasional", "politik", "ekonomi", "hukum", "daerah", "olahraga", "teknologi", "kesehatan", "lingkungan"];
const slug = (text) => text.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");

function lists(stories, lang) {
  const found = new Map();
  const add = (url, title, story) => {
    if (!found.has(url)) found.set(url, { url, title, lang, stories: [] });
    found.get(url).stories.push(story);
  };
  for (const story of stories) {
    const { day, desk, author, topics } = story.data;
    add(`/${lang}/`, "Warta Contoh", story);
    add(`/${lang}/${desk}/`, desk, story);
    add(`/${lang}/author/${slug(author)}/`, author, story);
    add(`/${lang}/${day.slice(0, 4)}/`, day.slice(0, 4), story);
    add(`/${lang}/${day.slice(0, 4)}/${day.slice(5, 7)}/`, day.slice(0, 7), story);
    for (const topic of topics) add(`/${lang}/tag/${slug(topic)}/`, topic, story);
  }
  return [...found.values()];
}

function pagesOf({ url, title, lang, stories }) {
  const pages = [];
  const last = Math.ceil(stories.length / PAGE);
  const address = (number) => (number === 1 ? url : `${url}page/${number}/`);
  for (let number = 1; number <= last; number++) {
    pages.push({
      url: address(number), title, lang, number,
      stories: stories.slice((number - 1) * PAGE, number * PAGE),
      newer: number > 1 ? address(number - 1) : null,
      older: number < last ? address(number + 1) : null,
    });
  }
  return pages;
}

module.exports = function (config) {
  const newestFirst = (api, lang) => api.getFilteredByGlob(`content/${lang}/**/*.md`).reverse();
  for (const lang of ["id", "en"]) {
    config.addCollection(`stories_${lang}`, (api) => newestFirst(api, lang));
  }
  config.addCollection("pages", (api) => ["id", "en"].flatMap((lang) => lists(newestFirst(api, lang), lang).flatMap(pagesOf)));
  config.addCollection("indexes", (api) => ["id", "en"].flatMap((lang) => {
    const all = lists(newestFirst(api, lang), lang).map(({ url, title, stories }) => ({ url, title, count: stories.length }));
    const under = (start) => all.filter(({ url }) => url.startsWith(start)).sort((a, b) => (a.title < b.title ? -1 : 1));
    return [
      { url: `/${lang}/tag/`, title: "Tags", lang, entries: under(`/${lang}/tag/`) },
      { url: `/${lang}/author/`, title: "Authors", lang, entries: under(`/${lang}/author/`) },
      { url: `/${lang}/archive/`, title: "Archive", lang, entries: all.filter(({ url }) => /^\/..\/\d{4}\/$/.test(url)) },
    ];
  }));

  // Neighbours and translations by address, made once from the lists.
  const near = new Map();
  config.addCollection("near", (api) => {
    near.clear();
    const twins = new Map();
    for (const lang of ["id", "en"]) {
      const stories = newestFirst(api, lang);
      stories.forEach((story, index) => {
        const twin = twins.get(story.data.storyKey);
        const entry = { newer: stories[index - 1], older: stories[index + 1], twin };
        near.set(story.url, entry);
        if (twin) near.get(twin.url).twin = story;
        twins.set(story.data.storyKey, story);
      });
    }
    return [];
  });
  config.addFilter("near", (url) => near.get(url) || {});
  config.addFilter("slug_", slug);
  config.addFilter("head", (list, count) => list.slice(0, count));
  config.addFilter("iso", (date) => date.toISOString());
  config.addGlobalData("desks", DESKS);
  config.addGlobalData("site", "https://warta.example");
  return { dir: { input: ".", output: "public", includes: "_includes" }, markdownTemplateEngine: false };
};
