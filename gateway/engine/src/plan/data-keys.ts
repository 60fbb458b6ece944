import { type DocumentNode, type FieldNode, Kind, print, visit } from 'graphql';

/**
 * Under which key a field's value travels between subgraphs and engine, where that is not its response name.
 *
 * The planner tells selections apart by response name alone. A client's `price(currency: EUR)` would replace the
 * `price(currency: USD)` that a `@requires` asks for, and an alias `id: name` would replace a key, without an error.
 * Such fields travel under a key of their own. So do names that mean something to JavaScript, such as `__proto__`.
 */
export interface DataKeys {
  /** The document as the planner sees it. */
  readonly document: DocumentNode;
  of(field: FieldNode): string;
  /** The client's name for a key that was given here. */
  responseName(key: string): string;
}

const meaningful = new Set(Object.getOwnPropertyNames(Object.prototype));

export const responseNameOf = ({ alias, name }: FieldNode): string => alias?.value ?? name.value;

export function assignDataKeys(document: DocumentNode, reserved: ReadonlySet<string>): DataKeys {
  const keys = new Map<FieldNode, string>();
  const keyOf = new Map<string, string>();
  const responseNames = new Map<string, string>();

  const renamed = visit(document, {
    Field(node) {
      const response = responseNameOf(node);
      const hasArguments = (node.arguments?.length ?? 0) > 0;
      const mayMix = reserved.has(response) && (hasArguments || node.alias !== undefined);
      const needsKey = response.startsWith('__') ? node.alias !== undefined : mayMix || meaningful.has(response);
      if (!needsKey || (node.alias?.value === node.name.value && !hasArguments)) return undefined;
      const identity = `${response}:${node.name.value}(${(node.arguments ?? []).map(print).sort().join()})`;
      let key = keyOf.get(identity);
      if (key === undefined) {
        key = `k${keyOf.size}__${node.name.value.replace(/^_+/, '')}`;
        keyOf.set(identity, key);
        responseNames.set(key, response);
      }
      keys.set(node, key);
      return { ...node, alias: { kind: Kind.NAME, value: key } };
    },
  });
  return {
    document: keys.size === 0 ? document : renamed,
    of: (field) => keys.get(field) ?? responseNameOf(field),
    responseName: (key) => responseNames.get(key) ?? key,
  };
}
