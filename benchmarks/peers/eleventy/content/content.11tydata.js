const language = (data) => data.page.inputPath.split("/content/")[1].slice(0, 2);

module.exports = {
  layout: "story.njk",
  permalink: (data) => `/${language(data)}/${data.day.slice(0, 4)}/${data.day.slice(5, 7)}/${data.slug}/`,
  eleventyComputed: { lang: language },
};
