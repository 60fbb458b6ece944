/** Why a check failed, by its code: what a partner can do about it. */
export const probeMends = {
  NOT_REACHABLE: 'Start the subgraph, and look whether the address is right and can be reached from here.',
  SDL_DIFFERS: 'Publish the schema that the server serves, or serve the one that was published.',
  SDL_UNREADABLE: 'Answer { _service { sdl } } with the schema as text; federation libraries do it by themselves.',
  ENTITY_FAILED: 'Answer null for a key that you do not know, without an error.',
  ENTITY_INVENTED: 'Answer null for a key that you do not know: what is invented here is shown as a fact.',
  ENTITY_COUNT: 'Answer as many entities as you were asked for, in the same order, with null for what there is not.',
  ENTITY_MIXED_UP: 'Answer the entities in the order of the representations: the gateway matches them by position.',
  KEY_NOT_REQUIRED: 'A representation without a whole key is an error at its place in _entities; do not guess.',
  TYPE_NOT_CHECKED: 'A representation of a type that has no @key here is an error, not an entity.',
  ROOT_FIELD_FAILED: 'Answer the field, or an error with path and extensions.code that says why not.',
  WRONG_SHAPE: 'Answer what the schema says at this place.',
  ERROR_UNCODED: 'Give every error of execution a path and extensions.code: clients act by the code.',
  ERROR_LEAKS: 'Take stack traces, addresses and SQL out of errors: keep them in your log.',
  ANYBODY_MAY_ASK: 'Answer 401 to everybody who does not bring the gateway’s signed identity for exactly this request.',
  TOO_SLOW: 'Answer faster, or ask for fewer things at a time; the gateway waits two seconds for a whole page.',
  CANCEL_BREAKS: 'When a request is called off, end its work and go on answering others.',
  NOT_GRAPHQL_OVER_HTTP: 'Serve GraphQL over HTTP as its specification says; graphql-http and most servers do.',
  HEADERS_BREAK: 'Ignore headers that you do not know, and answer in an encoding that the request accepts.',
} as const;

export type ProbeCode = keyof typeof probeMends;

/** One thing that was tried. */
export interface ProbeCheck {
  readonly title: string;
  readonly verdict: 'PASSED' | 'FAILED' | 'SKIPPED';
  /** Only of what failed. */
  readonly code?: ProbeCode;
  readonly sent?: string;
  readonly came?: string;
  readonly mend?: string;
  readonly ms: number;
}

export interface ProbeReport {
  readonly url: string;
  readonly passed: boolean;
  readonly checks: readonly ProbeCheck[];
  /** What the server served as its schema, brought into form. */
  readonly servedSdlHash: string | undefined;
}

/** Thrown by a check that found something. */
export class Objection extends Error {
  constructor(
    readonly code: ProbeCode,
    readonly sent: string,
    readonly came: string,
  ) {
    super(code);
  }
}

const longest = 400;
/** As much as helps, in one line. */
export const shortened = (text: string) => {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > longest ? `${line.slice(0, longest)} …` : line;
};

/** For people: a line for each check, and below a red one what was sent, what came and the mend. */
export function asTable({ url, passed, checks }: ProbeReport): string {
  const lines = checks.flatMap(({ title, verdict, code, sent, came, mend, ms }) => {
    const sign = { PASSED: '✓', FAILED: '✗', SKIPPED: '–' }[verdict];
    const head = `${sign} ${title}${verdict === 'SKIPPED' ? ` (not tried: ${came})` : ` (${Math.round(ms)} ms)`}`;
    if (verdict !== 'FAILED') return [head];
    return [head, `    ${code}`, `    sent: ${sent}`, `    came: ${came}`, `    mend: ${mend}`];
  });
  const failed = checks.filter(({ verdict }) => verdict === 'FAILED').length;
  return [url, ...lines, passed ? 'Everything holds.' : `${failed} of ${checks.length} checks failed.`, ''].join('\n');
}

const xml = (text: string) =>
  text
    // Characters that XML has no way to write would make the whole file unreadable.

    .replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, '\ufffd')
    .toWellFormed()
    .replace(/[<>&"']/g, (each) => `&#${each.charCodeAt(0)};`);

/** For pipelines. */
export function asJUnit({ url, checks }: ProbeReport): string {
  const count = (verdict: ProbeCheck['verdict']) => checks.filter((check) => check.verdict === verdict).length;
  const cases = checks.map(({ title, verdict, code = '', sent = '', came = '', mend = '', ms }) => {
    const head = `  <testcase classname="millgate subgraph test" name="${xml(title)}" time="${(ms / 1000).toFixed(3)}"`;
    if (verdict === 'PASSED') return `${head}/>`;
    if (verdict === 'SKIPPED') return `${head}><skipped message="${xml(came)}"/></testcase>`;
    const text = xml(`sent: ${sent}\ncame: ${came}\nmend: ${mend}`);
    return `${head}><failure type="${code}" message="${xml(mend)}">${text}</failure></testcase>`;
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuite name="${xml(url)}" tests="${checks.length}" failures="${count('FAILED')}" skipped="${count('SKIPPED')}">`,
    ...cases,
    '</testsuite>',
    '',
  ].join('\n');
}
