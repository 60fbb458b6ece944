import { describe, expect, test } from 'vitest';
import { Output } from '../src/write/output.ts';

const written = (write: (out: Output) => void): string => {
  const out = new Output();
  out.begin();
  write(out);
  return out.take().toString('utf8');
};

describe('a string is written as JSON.stringify writes it', () => {
  test.each([
    ['plain', 'What was said of it.'],
    ['empty', ''],
    ['with a quote and a backslash', 'a "b" \\ c'],
    ['with controls', '\u0000\b\t\n\f\r\u001f\u007f'],
    ['of two bytes a character', 'Größe, naïve, ж'],
    ['of three bytes a character', '产业社区，工业社区'],
    ['of four bytes a character', 'a 𠮷 and 🏭'],
    ['with the first half of a pair alone', 'x\ud83c'],
    ['with the second half of a pair alone', '\udfedx'],
    ['with separators of lines', '\u2028 \u2029 \ufeff \ufffd'],
    ['long', 'long '.repeat(100)],
    ['long and of three bytes', '长'.repeat(300)],
    ['long with escapes', '"\\\n'.repeat(200)],
  ])('%s', (_, text) => {
    expect(written((out) => out.string(text))).toBe(JSON.stringify(text));
  });

  test('whatever its characters', () => {
    const texts = Array.from({ length: 0x1000 }, (_, row) =>
      Array.from({ length: 16 }, (_each, column) => String.fromCharCode(row * 16 + column)).join(''),
    );

    const list = written((out) => {
      for (const text of texts) {
        out.raw(',');
        out.string(text);
      }
    });

    expect(list).toBe(texts.map((text) => `,${JSON.stringify(text)}`).join(''));
  });
});

test('what was kept is written again, also after the bytes have moved to a larger place', () => {
  const filling = 'x'.repeat(200);

  const text = written((out) => {
    out.raw('[');
    const start = out.at;
    out.string('产');
    const kept = out.keep(start);
    for (let i = 0; i < 1_000; i++) out.string(filling);
    out.again(kept);
    out.raw(']');
  });

  expect(text).toBe(`["产"${`"${filling}"`.repeat(1_000)}"产"]`);
});

test('an answer that was taken stays as it is when the next one is written', () => {
  const out = new Output();
  out.begin();
  out.string('first');
  const first = out.take();

  out.begin();
  out.string('other');

  expect(first.toString('utf8')).toBe('"first"');
  expect(out.take().toString('utf8')).toBe('"other"');
});
