import { personas } from '@millgate/demo';
import { claimsOf, scopesOf } from '@millgate/kit';

/** What the tokens of all invented people say, by key. */
export const demoPeople = (): ReadonlyMap<string, Record<string, unknown>> =>
  new Map(
    personas.map(({ key, id, roles }) => {
      const caller = { kind: 'PERSON', id, roles } as const;
      return [key, { ...claimsOf(caller), scope: [...scopesOf(caller)].join(' ') }];
    }),
  );
