import { afterAll, beforeAll, expect, test } from 'vitest';
import { communityId, persona } from '@millgate/demo';
import { creditCodeOf, RegisterWorker, residentId } from './support/people.ts';
import { startRecorded } from './support/recorded.ts';

let community: Awaited<ReturnType<typeof startRecorded>>;
beforeAll(async () => {
  community = await startRecorded('2026-11-22T10:00:00+08:00');
}, 60_000);
afterAll(() => community.stop());

test('a fault in the middle of a registration is logged without the number, and answered without it', async () => {
  const number = residentId('1995-09-09', 702);
  await community.run('alter table worker add constraint broken check (id is null) not valid');

  const answer = await community.ask({ kind: 'PERSON', ...persona('registrar') }, RegisterWorker, {
    input: {
      idempotencyKey: 'fault',
      name: { zh: '陆星野' },
      residentId: number,
      phone: '+8600000000001',
      communityId: communityId('lingfeng'),
      employment: { uscc: creditCodeOf('zhenzhi'), post: { zh: '焊工' }, from: '2026-11-20' },
    },
  });

  expect(answer.errors?.[0]?.extensions['code']).toBe('INTERNAL_SERVER_ERROR');
  const logged = community.lines.join('\n');
  expect(logged).toContain('broken');
  for (const secret of [number, '19950909', '1995-09-09', '+8600000000001', '陆星野']) {
    expect(JSON.stringify(answer)).not.toContain(secret);
    expect(logged).not.toContain(secret);
  }
});
