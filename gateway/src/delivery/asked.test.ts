import { describe, expect, test } from 'vitest';
import { buildSchema, parse, print, validate } from 'graphql';
import { Asked, type AskedReport, coordinatesOf, inParts, withoutValues } from './asked.ts';

const schema = buildSchema(`
  type Query { tram(line: Int, filter: Filter): Tram, find(name: String, of: Colour): [Tram] }
  type Tram { id: ID colour: Colour next(after: String): Tram }
  enum Colour { RED BLUE }
  input Filter { depot: ID, near: Near }
  input Near { city: String }
`);
const welder = { name: 'the app', known: true };

test('of a document no text, no number and no alias is known, and it asks for the same', () => {
  const asked = parse(`query Find($n: Int = 7) {
    tel_13800001111: find(name: "Zhang San", of: RED) { id }
    other: find(name: """Li Si""") { a: next(after: "x") { id } a: next(after: "x") { colour } }
    tram(line: 42, filter: { depot: "d-1", near: { city: "Hangzhou" } }) { id } ...F
  } fragment F on Query { tram(line: $n) { id } }`);

  const text = print(withoutValues(asked));

  for (const value of ['Zhang', 'Li Si', '13800001111', '42', 'd-1', 'Hangzhou', '7', '"x"'])
    expect(text).not.toContain(value);
  expect(text).toContain('a1: find(name: "", of: RED)');
  expect(validate(schema, parse('{ a1: find(name: "", of: RED) { id } }'))).toEqual([]);
  expect(coordinatesOf(asked, schema)).toEqual([
    'Colour.RED',
    'Filter.depot',
    'Filter.near',
    'Near.city',
    'Query.find',
    'Query.find(name:)',
    'Query.find(of:)',
    'Query.tram',
    'Query.tram(filter:)',
    'Query.tram(line:)',
    'Tram.colour',
    'Tram.id',
    'Tram.next',
    'Tram.next(after:)',
  ]);
});

test('of an input that comes as a variable any field may have been filled in', () => {
  expect(coordinatesOf(parse('query ($f: Filter) { tram(filter: $f) { id } }'), schema)).toEqual([
    'Filter.depot',
    'Filter.near',
    'Near.city',
    'Query.tram',
    'Query.tram(filter:)',
    'Tram.id',
  ]);
});

describe('what was asked', () => {
  const counted = (reports: readonly AskedReport[]) =>
    reports.map(({ client, known, count }) => `${client}${known ? '' : '?'} ${count}`);

  test('is counted by client, and one that only says so is not the one that showed it', async () => {
    const [asked, document] = [new Asked(), parse('{ tram { id } }')];
    for (let times = 0; times < 3; times++) asked.note(document, schema, welder);
    asked.note(document, schema, { ...welder, known: false });

    expect(counted(await asked.take())).toEqual(['the app 3', 'the app? 1']);
    expect(await asked.take()).toEqual([]);
  });

  test('is told again when it could not be told', async () => {
    const asked = new Asked();
    asked.note(parse('{ tram { id } }'), schema, welder);
    asked.putBack(await asked.take());
    asked.note(parse('{ tram { colour } }'), schema, welder);

    expect((await asked.take()).map(({ coordinates }) => coordinates)).toEqual([
      ['Query.tram', 'Tram.id'],
      ['Query.tram', 'Tram.colour'],
    ]);
  });

  test('under more names than anybody has, is asked by others; who showed who they are, never', async () => {
    const [asked, document] = [new Asked(), parse('{ tram { id } }')];
    for (let at = 0; at < 150; at++) asked.note(document, schema, { name: `n${at}`, known: false });
    asked.note(document, schema, welder);

    const reports = counted(await asked.take());

    expect(reports).toHaveLength(102);
    expect(reports).toEqual(expect.arrayContaining(['others? 50', 'the app 1']));
  });

  test('in a document that is too long to be told is told by its elements', async () => {
    const asked = new Asked();
    const fields = Array.from({ length: 3_000 }, (_, at) => `a${at}: tram { id }`).join(' ');
    asked.note(parse(`{ ${fields} }`), schema, welder);

    expect(await asked.take()).toEqual([
      expect.objectContaining({ text: '', coordinates: ['Query.tram', 'Tram.id'], count: 1 }),
    ]);
  });

  test('goes in parts of a size that is taken', () => {
    const report = (text: string): AskedReport => ({
      ...welder,
      client: 'c',
      hash: '',
      text,
      coordinates: [],
      count: 1,
    });
    const reports = Array.from({ length: 1_200 }, () => report('x'));
    const long = Array.from({ length: 5 }, () => report('x'.repeat(900)));

    expect(inParts(reports).map(({ length }) => length)).toEqual([500, 500, 200]);
    expect(inParts(long, 2_300).map(({ length }) => length)).toEqual([2, 2, 1]);
  });
});
