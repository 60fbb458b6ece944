import { describe, expect, test } from 'vitest';
import { communityId, demoId, enterpriseId } from '@millgate/demo';
import { newId, onConnection } from '@millgate/kit';
import { at, type Homes } from './homes.ts';

interface Screen {
  readonly me: {
    readonly eligibilities: readonly { readonly program: { readonly code: string }; readonly outcome: string }[];
  };
}

interface Leases {
  readonly me: { readonly leases: { readonly nodes: readonly { readonly until: string }[] } };
}

/** S08. */
export const lodging = (homes: Homes) =>
  describe('three months free for a job-seeker (S08)', () => {
    const lodge = (workerId: string, unitId: string, now: string) =>
      homes.mutate(
        'housing',
        'startLodging',
        'lease { id from until payer unit { property { community { id } } } } userErrors { code rule message }',
        { workerId, unitId },
        now,
      );
    const register = async (zh: string, residentId: string) => {
      const input = { name: { zh, en: zh }, residentId, communityId: communityId('lingfeng') };
      const registered = await homes.mutate('registrar', 'registerWorker', 'worker { id } userErrors { code }', input);
      const { id } = registered['worker'] as { id: string };
      return { id, roles: [{ role: 'WORKER' as const, scope: id }] };
    };
    /** The articles know one lodging; another community's is of this test alone. */
    const lodgingElsewhere = async () => {
      const [propertyId, unitId] = [newId('prp'), newId('unt')];
      await onConnection(homes.graph.databaseUrl('housing'), async (client) => {
        await client.query(
          `insert into property (id, name_zh, name_en, kind, community_id, services) values ($1, '求职驿站', 'Hostel', 'JOB_SEEKER_LODGING', $2, '{}')`,
          [propertyId, communityId('xinzhuang')],
        );
        await client.query(`insert into unit (id, property_id, number, area_m2, beds) values ($1, $2, '0101', 28, 4)`, [
          unitId,
          propertyId,
        ]);
      });
      return unitId;
    };

    test('from 30 November to the end of February; and never again, also in another community a year later', async () => {
      const { id } = await register('莫晓霜', '999999200102031014');
      const elsewhere = await lodgingElsewhere();

      const free = await lodge(id, demoId('unt', 'jinyihu-lodging-28'), '2025-11-30T12:00:00+08:00');
      const again = await lodge(id, elsewhere, '2026-12-01T12:00:00+08:00');

      expect(free['lease']).toMatchObject({
        from: '2025-11-30',
        until: '2026-02-28',
        payer: 'FREE',
        unit: { property: { community: { id: communityId('jinyihu') } } },
      });
      expect(again).toEqual({
        lease: null,
        userErrors: [{ code: 'FREE_LODGING_USED', rule: 'H3', message: '求职免费住宿每人限一次。' }],
      });
    });

    test('until fifteen days after she is hired; a paid flat is offered from that day on, and she sees what the job opened', async () => {
      // Far ahead: what the real clock makes due meanwhile is none of these days.
      const hiredAt = '2030-01-05T09:00:00+08:00';
      const hired = await register('莫晓雪', '999999200203041027');
      await lodge(hired.id, demoId('unt', 'jinyihu-lodging-28'), '2029-11-30T12:00:00+08:00');
      const opened = async () => {
        const { data } = await homes.graph.ask<Screen>(
          hired,
          '{ me { eligibilities(on: "2031-01-05") { program { code } outcome triggerOn amount { fen } } } }',
          {},
          at(hiredAt),
        );
        return data?.me.eligibilities.find(({ program }) => program.code === 'STABLE_JOB');
      };
      const homesOf = async () => {
        const { data } = await homes.graph.ask<Leases>(
          hired,
          '{ me { leases { nodes { state payer from until unit { property { kind } } } } } }',
          {},
          at(hiredAt),
        );
        return data?.me.leases.nodes ?? [];
      };
      const left = async (on: string) => {
        const { data } = await homes.graph.ask(
          hired,
          'query ($on: Date!) { me { lodgingEntitlement(on: $on) { standing until nightsLeft reasons { code since } } } }',
          { on },
          at(hiredAt),
        );
        return data;
      };
      const unemployed = await opened();
      const before = await left('2030-01-05');

      const job = {
        workerId: hired.id,
        enterpriseId: enterpriseId('zhenzhi'),
        post: { zh: '学徒', en: 'Apprentice' },
        from: '2030-01-05',
      };
      await homes.mutate('registrar', 'startEmployment', 'employment { id } userErrors { code }', job, hiredAt);
      await homes.until(homesOf, ([lease]) => lease?.until === '2030-01-20');
      await homes.runDue('Housing', hiredAt);

      const talent = { unit: { property: { kind: 'TALENT_APARTMENT' } } };
      const seeker = { unit: { property: { kind: 'JOB_SEEKER_LODGING' } } };
      expect(await homesOf()).toEqual([
        { state: 'OFFERED', payer: 'WORKER', from: '2030-01-20', until: '2031-01-20', ...talent },
        { state: 'NOTICE', payer: 'FREE', from: '2029-11-30', until: '2030-01-20', ...seeker },
      ]);
      const entitled = { standing: 'UNDER_WAY', until: '2030-02-28', nightsLeft: 54, reasons: [] };
      expect(before).toEqual({ me: { lodgingEntitlement: entitled } });
      const cutShort = { ...entitled, until: '2030-01-20', nightsLeft: 15 };
      expect(await left('2030-01-05')).toEqual({ me: { lodgingEntitlement: cutShort } });
      const over = { standing: 'NOT_ENTITLED', until: null, nightsLeft: 0 };
      const reasons = [
        { code: 'EMPLOYED', since: '2030-01-05' },
        { code: 'FREE_LODGING_USED', since: '2029-11-30' },
      ];
      expect(await left('2030-01-20')).toEqual({ me: { lodgingEntitlement: { ...over, reasons } } });
      expect(unemployed?.outcome).toBe('NOT_ELIGIBLE');
      expect(await opened()).toEqual({
        program: { code: 'STABLE_JOB' },
        outcome: 'ELIGIBLE',
        triggerOn: '2030-01-05',
        amount: { fen: 500_000 },
      });
    }, 60_000);
  });
