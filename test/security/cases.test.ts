import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { projectRoot } from '../support/program.ts';
import { cases as fromOutside } from './cases.ts';
import { partnerCases } from './partner-cases.ts';

const cases = { ...fromOutside, ...partnerCases };

const sources = new Map<string, string>();
const sourceOf = (file: string): string => {
  let source = sources.get(file);
  if (source === undefined) sources.set(file, (source = readFileSync(join(projectRoot, file), 'utf8')));
  return source;
};
/** Titles and rows are texts of their own; a test that is skipped proves nothing. */
const isThere = (file: string, title: string): boolean =>
  ["'", '"', '`'].some((quote) => sourceOf(file).includes(quote + title + quote));

describe.each(Object.entries(cases))('of %s', (_group, attacks) => {
  test.each(attacks.map(([attack, ...proofs]) => ({ attack, proofs })))(
    'each is shown to fail: $attack',
    ({ proofs }) => {
      expect(proofs.length).toBeGreaterThan(0);
      expect(proofs.filter(([file, title]) => !isThere(file, title))).toEqual([]);
    },
  );
});

test('no way in is listed twice, and no test of the list is skipped or alone', () => {
  const attacks = Object.values(cases).flatMap((group) => group.map(([attack]) => attack));

  expect(Object.values(cases).map((group) => group.length)).toEqual([22, 20, 6, 20, 17, 16, 20]);
  expect(new Set(attacks).size).toBe(attacks.length);
  for (const source of sources.values()) expect(source).not.toMatch(/\b(test|describe|it)\.(skip|only|todo|failing)\b/);
});
