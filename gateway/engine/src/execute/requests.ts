import { headOf, type CompiledStep } from '../compile/fetch.ts';
import type { OutgoingFetch, Prepared } from './types.ts';

/** The variables of one run as JSON text, each serialised at most once. */
export class VariableTexts {
  readonly #texts = new Map<string, string | undefined>();

  constructor(private readonly values: Readonly<Record<string, unknown>>) {}

  /** `"name":value`, or nothing for a variable that the client did not send. */
  of(name: string): string | undefined {
    if (!this.#texts.has(name)) {
      const value = Object.hasOwn(this.values, name) ? this.values[name] : undefined;
      this.#texts.set(name, value === undefined ? undefined : `${JSON.stringify(name)}:${JSON.stringify(value)}`);
    }
    return this.#texts.get(name);
  }
}

/** Writes the request for one step, or for several entity steps that travel together. */
export class RequestWriter {
  readonly #together = new Map<string, { query: string; name: string | undefined; head: string }>();

  write(prepared: readonly Prepared[], variables: VariableTexts): OutgoingFetch {
    const [first, ...others] = prepared;
    if (!first) throw new Error('A request carries at least one step.');
    const steps = prepared.map(({ step }) => step);
    if (others.length === 0) {
      const { step, representations } = first;
      const own = step.represent ? [`"representations":[${representations.join()}]`] : [];
      return {
        query: step.fetch.operation,
        operationName: step.operationName,
        body: bodyOf(step.head, step.variables, own, variables),
        prepared,
        ...listsOf(prepared, variables),
      };
    }
    const { query, name, head } = this.#joined(steps);
    const lists = prepared.map(({ step, representations }) => `"r${step.index}":[${representations.join()}]`);
    const used = [...new Set(steps.flatMap((step) => step.variables))];
    const body = bodyOf(head, used, lists, variables);
    return { query, operationName: name, body, prepared, ...listsOf(prepared, variables) };
  }

  #joined(steps: readonly CompiledStep[]): { query: string; name: string | undefined; head: string } {
    const key = steps.map(({ index }) => index).join();
    const known = this.#together.get(key);
    if (known) return known;
    const definitions = new Set(steps.flatMap(({ entity }) => entity?.variableDefinitions ?? []));
    const lists = steps.map(({ index }) => `$r${index}:[_Any!]!`);
    const fields = steps.map(
      ({ index, entity }) => `${aliasOf(index)}:_entities(representations:$r${index})${entity?.selection ?? ''}`,
    );
    const name = steps[0]?.operationName;
    const query = `query${name === undefined ? '' : ` ${name}`}(${[...lists, ...definitions].join()}){${fields.join(' ')}}`;
    const made = { query, name, head: headOf(query, name) };
    this.#together.set(key, made);
    return made;
  }
}

/** What was asked for by page, and what is said of lists that have none. */
function listsOf(
  prepared: readonly Prepared[],
  variables: VariableTexts,
): { readonly lists?: ReadonlyMap<string, number> } {
  if (prepared.every(({ step }) => step.lists.length === 0)) return {};
  const lists = new Map<string, number>();
  for (const { step } of prepared) {
    for (const { path, assumed, pages } of step.lists) {
      const asked = pages.map((page) => (typeof page === 'number' ? page : numberIn(variables.of(page.variable))));
      const most = Math.min(...asked.filter((page) => page !== undefined), Infinity);
      const cap = most === Infinity ? assumed : most;
      // Together with others a step's entities come back under a name of its own.
      const own = prepared.length > 1 ? path.replace(/^_entities/, aliasOf(step.index)) : path;
      if (cap !== undefined) lists.set(own, cap);
    }
  }
  return { lists };
}

/** Of `"name":value` the value, where it is a number. */
function numberIn(text: string | undefined): number | undefined {
  const value = text === undefined ? Number.NaN : Number(text.slice(text.indexOf('":') + 2));
  return Number.isInteger(value) && value >= 0 ? value : undefined;
}

/** Under which name a step's entities come back from a shared request. */
export const aliasOf = (index: number): string => `e${index}`;

function bodyOf(head: string, names: readonly string[], lists: readonly string[], texts: VariableTexts): string {
  let body = head;
  let between = '';
  for (const name of names) {
    const text = texts.of(name);
    if (text === undefined) continue;
    body += between + text;
    between = ',';
  }
  for (const list of lists) {
    body += between + list;
    between = ',';
  }
  return body + '}}';
}
