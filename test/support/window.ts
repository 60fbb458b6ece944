import { expect } from 'vitest';
import { communityId } from '@millgate/demo';
import type { RunningGraph } from './graph.ts';

export interface CaseShown {
  readonly id: string;
  readonly no: string;
  readonly state: string;
  readonly version: number;
  readonly owner: { readonly id: string } | null;
  readonly department: { readonly code: string } | null;
  readonly dueAt: string | null;
  readonly limitDays: number;
  readonly clock: { readonly dueOn: string | null };
}

export interface Payload {
  readonly case: CaseShown | null;
  readonly userErrors: readonly { readonly code: string }[];
}

export const lingfeng = communityId('lingfeng');

const shown =
  'case { id no state version dueAt limitDays owner { id } department { code } clock { dueOn } } userErrors { code }';

/** What people do at the desk of a running graph, over HTTP. */
export function windowOf(graph: () => RunningGraph) {
  let attempt = 0;
  const change = async (
    who: Parameters<RunningGraph['ask']>[0],
    mutation: string,
    input: Record<string, unknown>,
    at = '2026-11-20T10:00:00+08:00',
  ): Promise<Payload> => {
    const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input!`;
    const document = `mutation ($input: ${type}) { ${mutation}(input: $input) { ${shown} } }`;
    const { data, errors } = await graph().ask<Record<string, Payload>>(
      who,
      document,
      { input },
      { 'millgate-now': at },
    );
    expect(errors).toBeUndefined();
    return data?.[mutation] as Payload;
  };
  return {
    change,
    /** Files and answers the case; the suite fails if it is refused. */
    async file(who: string, input: Record<string, unknown>, at?: string): Promise<CaseShown> {
      attempt += 1;
      const filing = { idempotencyKey: `window-${attempt}`, communityId: lingfeng, subject: '办事', ...input };
      const filed = await change(who, 'fileCase', filing, at);
      if (!filed.case) throw new Error(JSON.stringify(filed.userErrors));
      return filed.case;
    },
    on: (one: CaseShown | null) => ({ caseId: one?.id, expectedVersion: one?.version }),
    /** The person who answers for it. */
    owner: (one: CaseShown | null) => ({ id: one?.owner?.id ?? '', roles: [{ role: 'HANDLER' as const }] }),
  };
}
