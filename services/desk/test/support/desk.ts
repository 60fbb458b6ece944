import { communityId, persona } from '@millgate/demo';
import { startTestSubgraph, type TestSubgraph } from '@millgate/kit/testing';
import { subgraph } from '../../src/subgraph.ts';

/** A Friday before a plain week. */
export const now = '2026-11-20T10:00:00+08:00';

export const lingfeng = communityId('lingfeng');

export const startDesk = (): Promise<TestSubgraph> => startTestSubgraph(subgraph, { now, seeded: true });

export interface CaseAnswer {
  readonly id: string;
  readonly no: string;
  readonly state: string;
  readonly version: number;
  readonly dueAt: string | null;
  readonly rating?: number | null;
  readonly owner: { readonly id: string } | null;
  readonly department: { readonly code: string } | null;
  readonly clock: { readonly dueOn: string | null; readonly stage: string };
}

const shown = `case { id no state version dueAt rating owner { id } department { code } clock { dueOn stage } }
  userErrors { code path rule }`;

export interface Payload {
  readonly case: CaseAnswer | null;
  readonly userErrors: readonly { readonly code: string; readonly path: readonly string[]; readonly rule: string }[];
}

let attempt = 0;
export const key = () => `attempt-${(attempt += 1)}`;

/** People of the desk’s suites, as personas; the second manager and handlers are accounts of the seeds. */
export function speakers(desk: TestSubgraph) {
  const change =
    (who: Parameters<TestSubgraph['as']>[0], at: string) =>
    async (mutation: string, input: Record<string, unknown>): Promise<Payload> => {
      const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input!`;
      const document = `mutation ($input: ${type}) { ${mutation}(input: $input) { ${shown} } }`;
      const data = await desk.as(who, at).data<Record<string, Payload>>(document, { input });
      return data[mutation] as Payload;
    };
  return {
    as: (who: string, at = now) => change(persona(who), at),
    asAccount: (id: string, at = now) => change({ id, roles: [{ role: 'HANDLER' }] }, at),
    /** Files and answers the case; the suite fails if it is refused. */
    async filed(who: string, input: Record<string, unknown> = {}, at = now): Promise<CaseAnswer> {
      const answer = await change(persona(who), at)('fileCase', { ...application(), idempotencyKey: key(), ...input });
      if (!answer.case) throw new Error(JSON.stringify(answer.userErrors));
      return answer.case;
    },
  };
}

export const application = () => ({
  kind: 'APPLICATION',
  itemCode: 'talent-01',
  communityId: lingfeng,
  subject: '申报技能人才',
  workerId: persona('welder').id,
});

/** Selects an instant as the community’s clocks show it. */
export const local = (column: string) =>
  `to_char(${column} at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI') as ${column}`;
