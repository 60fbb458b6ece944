import type { FastifyInstance } from 'fastify';
import type { Clock } from '@millgate/kit';
import { everybody, type Tally } from './tally.ts';

/** Of a thousand answers of thirty days, one may miss a part for a reason of ours. */
export const objective = { share: 0.999, days: 30 } as const;

const daysShown = 90;

export interface StatusOptions {
  readonly clock: Clock;
  readonly tally: Tally;
  /** Parts that cannot answer now. */
  readonly missing: () => Promise<readonly string[]>;
  readonly parts: readonly string[];
}

/** How the graph is, and was, for a page that anybody may look at. */
export function serveStatus(app: FastifyInstance, { clock, tally, missing, parts }: StatusOptions): void {
  app.get('/status.json', async () => {
    const now = clock.now();
    const first = (days: number) => new Date(now.getTime() - (days - 1) * 86_400_000).toISOString().slice(0, 10);
    await tally.flush();
    const [days, away] = await Promise.all([tally.since(everybody, first(daysShown)), missing()]);
    const counted = days.filter(({ day }) => day >= first(objective.days));
    const sum = (of: 'asked' | 'failed') => counted.reduce((total, day) => total + day[of], 0);
    const allowed = sum('asked') * (1 - objective.share);
    return {
      at: now,
      parts: parts.map((name) => ({ name, answers: !away.includes(name) })),
      objective: { ...objective, asked: sum('asked'), failed: sum('failed') },
      /** The part of what may fail that has not; below 0 when more has. Null before anything was asked. */
      budgetLeft: sum('asked') === 0 ? null : 1 - sum('failed') / allowed,
      days: days.map(({ day, asked, failed }) => ({ day, asked, failed })),
    };
  });
}
