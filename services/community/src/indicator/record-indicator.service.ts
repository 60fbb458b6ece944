import type { EntityManager } from '@mikro-orm/postgresql';
import {
  brokenConstraint,
  type Command,
  localized,
  mutationAnswer,
  newId,
  ok,
  perform,
  refuse,
  type Result,
} from '@millgate/kit';
import { Alliance } from '../alliance/alliance.entity.ts';
import { Community, District } from '../place/place.entity.ts';
import { Indicator } from './indicator.entity.ts';
import type { RecordIndicatorInput } from './record-indicator.inputs.ts';

export const recordIndicatorAnswer = mutationAnswer('RecordIndicator', {
  refused: 'Why a figure was not recorded.',
  result: ['indicator', () => Indicator, 'The figure; null if refused.'],
  codes: {
    PLACE_NOT_FOUND: {
      about: 'No district, community or alliance has this id.',
      zh: '没有这个地区、社区或联盟。',
      en: 'There is no such district, community or alliance.',
    },
    ALREADY_RECORDED: {
      about: 'The source states this figure about this period already.',
      zh: '该来源已有同一时期的这项指标。',
      en: 'The source states this figure about this period already.',
    },
  },
});

type Recorded = Result<Indicator, 'PLACE_NOT_FOUND' | 'ALREADY_RECORDED'>;

/** One source states a figure of a place and period once; of those who record it at once the database lets one through. */
export const recordIndicator = (em: EntityManager, command: Command<RecordIndicatorInput>): Promise<Recorded> =>
  perform(em, command, { mutation: 'recordIndicator', entity: Indicator }, async (tx): Promise<Recorded> => {
    const { districtId, communityId, allianceId, name, value, precision, unit, period, source } = command.input;
    const [place, id, path] = districtId
      ? ([District, districtId, 'districtId'] as const)
      : communityId
        ? ([Community, communityId, 'communityId'] as const)
        : ([Alliance, allianceId ?? '', 'allianceId'] as const);
    if ((await tx.count<object>(place, { id })) === 0) {
      return refuse('PLACE_NOT_FOUND', { path: [path], rule: 'place' });
    }
    const indicatorId = newId('ind');
    try {
      await tx.transactional(async (attempt) => {
        attempt.create(Indicator, {
          id: indicatorId,
          ...{ names: localized(name), value: value ?? null, precision, unit, period: period ?? null },
          sources: localized(source),
          recordedAt: command.now,
          districtRef: districtId ?? null,
          communityRef: communityId ?? null,
          allianceRef: allianceId ?? null,
        });
        await attempt.flush();
      });
    } catch (cause) {
      if (brokenConstraint(cause) === 'indicator_once') {
        return refuse('ALREADY_RECORDED', { path: ['period'], rule: 'once' });
      }
      throw cause;
    }
    return ok(await tx.findOneOrFail(Indicator, indicatorId));
  });
