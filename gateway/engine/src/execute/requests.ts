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

/** The text of a request for several steps, up to its variables. */
interface Joined {
  readonly query: string;
  readonly name: string | undefined;
  readonly head: string;
  readonly variables: readonly string[];
  /** The places of the steps that ask the same of their entities. */
  readonly lists: readonly (readonly number[])[];
}

/** Writes the request for one step, or for several entity steps that travel together. */
export class RequestWriter {
  readonly #together = new Map<string, Joined>();

  write(prepared: readonly Prepared[], variables: VariableTexts): OutgoingFetch {
    const [first, ...others] = prepared;
    if (!first) throw new Error('A request carries at least one step.');
    if (others.length === 0) {
      const { step, representations } = first;
      const own = step.represent ? [`"representations":[${representations.join()}]`] : [];
      return {
        query: step.fetch.operation,
        operationName: step.operationName,
        body: bodyOf(step.head, step.variables, own, variables),
        prepared,
        entities: representations.length,
        ...listsOf(prepared, variables),
      };
    }
    const { query, name, head, lists, variables: used } = this.#joined(prepared.map(({ step }) => step));
    const placed = [...prepared];
    let entities = 0;
    const texts = lists.map((members) => {
      const { index } = (prepared[members[0] as number] as Prepared).step;
      const all = united(members, placed, aliasOf(index));
      entities += all.length;
      return `"r${index}":[${all.join()}]`;
    });
    const body = bodyOf(head, used, texts, variables);
    return { query, operationName: name, body, prepared: placed, entities, ...listsOf(placed, variables) };
  }

  #joined(steps: readonly CompiledStep[]): Joined {
    const key = steps.map(({ index }) => index).join();
    const known = this.#together.get(key);
    if (known) return known;
    const definitions = new Set(steps.flatMap(({ entity }) => entity?.variableDefinitions ?? []));
    const bySelection = new Map<string, number[]>();
    for (const [position, step] of steps.entries()) {
      const same = step.isPlain ? (step.entity?.selection ?? '') : String(position);
      bySelection.set(same, [...(bySelection.get(same) ?? []), position]);
    }
    const lists = [...bySelection.values()];
    const firsts = lists.map(([position = 0]) => steps[position] as CompiledStep);
    const fields = firsts.map(
      ({ index, entity }) => `${aliasOf(index)}:_entities(representations:$r${index})${entity?.selection ?? ''}`,
    );
    const name = steps[0]?.operationName;
    const declared = [...firsts.map(({ index }) => `$r${index}:[_Any!]!`), ...definitions];
    const query = `query${name === undefined ? '' : ` ${name}`}(${declared.join()}){${fields.join(' ')}}`;
    const used = [...new Set(steps.flatMap(({ variables }) => variables))];
    const made = { query, name, head: headOf(query, name), variables: used, lists };
    this.#together.set(key, made);
    return made;
  }
}

/**
 * The representations of several steps that ask the same, each once, and with each step where its own have come to
 * stand.
 */
function united(members: readonly number[], prepared: Prepared[], field: string): readonly string[] {
  const [first = 0, ...others] = members;
  const own = prepared[first] as Prepared;
  const { representations } = own;
  if (others.length === 0) {
    prepared[first] = { ...own, back: { field, of: representations.length } };
    return representations;
  }
  const positions = new Map<string, number>();
  const positionOf = (text: string): number => {
    const position = positions.get(text) ?? positions.size;
    positions.set(text, position);
    return position;
  };
  const places = members.map((member) => (prepared[member] as Prepared).representations.map(positionOf));
  const of = positions.size;
  for (const [nth, member] of members.entries())
    prepared[member] = { ...(prepared[member] as Prepared), back: { field, of, at: places[nth] ?? [] } };
  return [...positions.keys()];
}

/** What was asked for by page, and what is said of lists that have none. */
function listsOf(
  prepared: readonly Prepared[],
  variables: VariableTexts,
): { readonly lists?: ReadonlyMap<string, number> } {
  if (prepared.every(({ step }) => step.lists.length === 0)) return {};
  const lists = new Map<string, number>();
  for (const { step, back } of prepared) {
    for (const { path, assumed, pages } of step.lists) {
      const asked = pages.map((page) => (typeof page === 'number' ? page : numberIn(variables.of(page.variable))));
      const most = Math.min(...asked.filter((page) => page !== undefined), Infinity);
      const cap = most === Infinity ? assumed : most;
      // Together with others a step's entities come back under a name of its own.
      const own = back ? path.replace(/^_entities/, back.field) : path;
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
const aliasOf = (index: number): string => `e${index}`;

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
