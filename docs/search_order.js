// Guides come before the many pages of single checks and causes, and before those of the code.
Scorer.score = ([page, , , , score]) =>
  /^(checks\/PP|causes\/(?!index)|design|map)/.test(page) ? score - 1 : score;
