// Guides come before the pages of the reference, and before the many of single checks and causes;
// what has the very name that is asked for comes first, unless it is a member.
const BEHIND = /^(reference|checks\/PP|causes\/(?!index)|design|map)/;
const CALLED = /^Python (class|data|exception|function|type)/;
Scorer.score = ([page, , , description, score]) =>
  BEHIND.test(page) && !CALLED.test(description) ? score - 2 : score;
