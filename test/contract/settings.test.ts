import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseEnv } from 'node:util';
import { describe, expect, test } from 'vitest';
import { readConfig } from '@millgate/kit';

const read = (path: string) => readFileSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)), 'utf8');

describe('.env.example', () => {
  const example = parseEnv(read('.env.example'));

  test('names every setting, and no other', () => {
    const settings = [...read('services/_kit/src/config.ts').matchAll(/^ {2}([A-Z][A-Z_]+): z/gm)].map(
      ([, name]) => name,
    );

    expect(settings.length).toBeGreaterThan(5);
    expect(Object.keys(example).toSorted()).toEqual(settings.toSorted());
  });

  test('gives each its default', () => {
    expect(readConfig({ ...example })).toEqual(readConfig({}));
  });
});
