"""The paper's own tables in `content/`: terms, people, series, fronts, and the memory of addresses."""
