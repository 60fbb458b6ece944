import { describe, expect, test } from 'vitest';
import { standingOf, termRefusal } from './degree.rules.ts';

const plan = { terms: 3, creditsRequired: 60 };

describe('how far somebody has come in a degree', () => {
  test.each([
    ['before the first term', [], { creditsEarned: 0, termsCompleted: [], nextTerm: 1, sufficient: false }],
    [
      'after two terms',
      [
        { term: 2, credits: 20 },
        { term: 1, credits: 20 },
      ],
      { creditsEarned: 40, termsCompleted: [1, 2], nextTerm: 3, sufficient: false },
    ],
    [
      'after a term that was taken twice, which counts once with the more credits',
      [
        { term: 1, credits: 12 },
        { term: 1, credits: 20 },
      ],
      { creditsEarned: 20, termsCompleted: [1], nextTerm: 2, sufficient: false },
    ],
    [
      'with exactly the credits that are required',
      [1, 2, 3].map((term) => ({ term, credits: 20 })),
      { creditsEarned: 60, termsCompleted: [1, 2, 3], nextTerm: null, sufficient: true },
    ],
    [
      'with all terms and a credit too few',
      [20, 20, 19].map((credits, index) => ({ term: index + 1, credits })),
      { creditsEarned: 59, termsCompleted: [1, 2, 3], nextTerm: null, sufficient: false },
    ],
  ])('%s', (_when, completed, standing) => {
    expect(standingOf(completed, plan)).toEqual(standing);
  });
});

describe('a term', () => {
  const autumn = new Date('2026-09-01T09:00:00+08:00');
  const taken = (term: number, completed: boolean, endsAt = '2026-07-01T17:00:00+08:00') => ({
    term,
    completed,
    endsAt: new Date(endsAt),
  });

  test.each([
    ['the first is open to anybody', 1, [], null],
    ['the second asks for the first', 2, [], { code: 'EARLIER_TERM_REQUIRED', requiredTerm: 1 }],
    ['the second follows the first, completed', 2, [taken(1, true)], null],
    ['the second follows the first, under way and over before it begins', 2, [taken(1, false)], null],
    [
      'the second does not follow a first that is taught at the same time',
      2,
      [taken(1, false, '2026-09-01T09:00:01+08:00')],
      { code: 'EARLIER_TERM_REQUIRED', requiredTerm: 1 },
    ],
    [
      'the third names the first that is missing',
      3,
      [taken(2, true)],
      { code: 'EARLIER_TERM_REQUIRED', requiredTerm: 1 },
    ],
    ['none is taken again that was completed', 1, [taken(1, true)], { code: 'TERM_COMPLETED' }],
    ['one that was not completed may be taken again', 1, [taken(1, false)], null],
  ])('%s', (_title, term, before, refusal) => {
    expect(termRefusal({ term, startsAt: autumn }, before)).toEqual(refusal);
  });
});
