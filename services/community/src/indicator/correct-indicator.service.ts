import { type EntityManager, LockMode } from '@mikro-orm/postgresql';
import {
  brokenConstraint,
  callerKey,
  type Command,
  localized,
  mutationAnswer,
  newId,
  ok,
  perform,
  refuse,
  type Result,
} from '@millgate/kit';
import { Int } from 'type-graphql';
import type { CorrectIndicatorInput } from './correct-indicator.inputs.ts';
import { IndicatorCorrection } from './indicator-correction.entity.ts';
import { Indicator } from './indicator.entity.ts';

export const correctIndicatorAnswer = mutationAnswer('CorrectIndicator', {
  refused: 'Why a figure was not corrected.',
  result: ['indicator', () => Indicator, 'The figure as it is now; null if refused.'],
  details: { version: [() => Int, 'With STALE_VERSION: the version it has now.'] },
  codes: {
    INDICATOR_NOT_FOUND: { about: 'No figure has this id.', zh: '没有这项指标。', en: 'There is no such figure.' },
    STALE_VERSION: {
      about: 'It was corrected since it was read; `version` says which it is now.',
      zh: '该指标已被更正，请刷新后再试。',
      en: 'It was corrected since it was read.',
    },
    SAYS_SO_ALREADY: {
      about: 'It says exactly this already: there is nothing to correct.',
      zh: '该指标本已如此。',
      en: 'It says so already.',
    },
    ALREADY_RECORDED: {
      about: 'Another figure has this source already, about the same period.',
      zh: '该来源已有同一时期的这项指标。',
      en: 'The source states this figure about this period already.',
    },
  },
});

type Corrected = Result<Indicator, 'INDICATOR_NOT_FOUND' | 'STALE_VERSION' | 'SAYS_SO_ALREADY' | 'ALREADY_RECORDED'>;

/** A figure says something else from now on; what it said, and why that was wrong, is kept beside it. */
export const correctIndicator = (em: EntityManager, command: Command<CorrectIndicatorInput>): Promise<Corrected> =>
  perform(em, command, { mutation: 'correctIndicator', entity: Indicator }, async (tx): Promise<Corrected> => {
    const { caller, now, input } = command;
    const { indicatorId, expectedVersion, value = null, precision, source, reason } = input;
    const indicator = await tx.findOne(Indicator, indicatorId, { lockMode: LockMode.PESSIMISTIC_WRITE });
    if (!indicator) return refuse('INDICATOR_NOT_FOUND', { path: ['indicatorId'], rule: 'indicator' });
    const { version } = indicator;
    if (version !== expectedVersion) {
      return refuse('STALE_VERSION', { path: ['expectedVersion'], rule: 'version', details: { version } });
    }
    const sources = source ? localized(source) : indicator.sources;
    const before = { value: indicator.value, precision: indicator.precision, sources: indicator.sources };
    const same = before.sources.zh === sources.zh && before.sources.en === sources.en;
    if (same && before.value === value && before.precision === precision) {
      return refuse('SAYS_SO_ALREADY', { path: ['value'], rule: 'correction' });
    }
    try {
      // Apart from what is loaded here: what is refused must not be written after all when this ends.
      await tx.fork({ keepTransactionContext: true }).transactional(async (attempt) => {
        attempt.create(IndicatorCorrection, {
          ...{ id: newId('inc'), indicatorRef: indicatorId, no: version, ...before },
          ...{ correctedAt: now, correctedBy: callerKey(caller), reasons: localized(reason) },
        });
        const corrected = await attempt.findOneOrFail(Indicator, indicatorId);
        Object.assign(corrected, { value, precision, sources, version: version + 1 });
        await attempt.flush();
      });
    } catch (cause) {
      if (brokenConstraint(cause) === 'indicator_once') {
        return refuse('ALREADY_RECORDED', { path: ['source'], rule: 'once' });
      }
      throw cause;
    }
    return ok(await tx.findOneOrFail(Indicator, indicatorId, { refresh: true }));
  });
