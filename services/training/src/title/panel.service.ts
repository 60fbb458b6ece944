import type { EntityManager } from '@mikro-orm/postgresql';
import {
  brokenConstraint,
  type Command,
  holds,
  localized,
  mutationAnswer,
  newId,
  ok,
  perform,
  refuse,
  type Result,
} from '@millgate/kit';
import { ID } from 'type-graphql';
import { Expert, ExpertPanel, PanelMember } from './expert-panel.entity.ts';
import { requireTrainers } from './title-handling.ts';
import type { AppointExpertPanelInput, RegisterExpertInput } from './title.inputs.ts';
import { quorumOf } from './title.rules.ts';
import { ruleOn, TitleScheme } from './title-scheme.entity.ts';

export const registerExpertAnswer = mutationAnswer('RegisterExpert', {
  refused: 'Why an expert was not registered.',
  result: ['expert', () => Expert, 'The expert; null if it was refused.'],
  details: { existingId: [() => ID, 'With ALREADY_REGISTERED: that expert.'] },
  codes: {
    ALREADY_REGISTERED: {
      about: 'The person is in the pool.',
      zh: '该专家已在库中。',
      en: 'She is in the pool already.',
    },
  },
});

export const registerExpert = (em: EntityManager, command: Command<RegisterExpertInput>) => {
  requireTrainers(command.caller);
  const { input } = command;
  const at = { path: ['personId'], rule: 'expert' };
  return perform<Expert, 'ALREADY_REGISTERED'>(
    em,
    command,
    { mutation: 'registerExpert', entity: Expert, keep: 'FOREVER' },
    async (tx) => {
      const id = newId('exp');
      const { personId, organisation, enterpriseId = null } = input;
      try {
        await tx.transactional(async (attempt) => {
          attempt.create(Expert, { id, personId, organisations: localized(organisation), enterpriseId });
          await attempt.flush();
        });
      } catch (cause) {
        if (brokenConstraint(cause) !== 'expert_person_id_key') throw cause;
        const existing = await tx.findOneOrFail(Expert, { personId });
        return refuse('ALREADY_REGISTERED', { ...at, details: { existingId: existing.id } });
      }
      return ok(await tx.findOneOrFail(Expert, id));
    },
  );
};

export const appointPanelAnswer = mutationAnswer('AppointExpertPanel', {
  refused: 'Why a panel was not appointed.',
  result: ['expertPanel', () => ExpertPanel, 'The panel; null if it was refused.'],
  codes: {
    SCHEME_NOT_FOUND: {
      about: 'The caller confers no such title, or nothing is laid down for it on the first day of the term.',
      zh: '没有该职称的评审规则。',
      en: 'There is no such title.',
    },
    EXPERT_NOT_FOUND: {
      about: 'No expert who is still called has this id; `path` says which of the list.',
      zh: '专家库中没有该专家。',
      en: 'There is no such expert.',
    },
    TOO_FEW_EXPERTS: {
      about: 'The rule of the title asks for a larger panel.',
      zh: '评审专家人数不足。',
      en: 'The panel is too small.',
    },
    BAD_TERM: {
      about: 'The term ends before it begins.',
      zh: '任期起止不正确。',
      en: 'The term ends before it begins.',
    },
  },
});

type AppointCode = 'SCHEME_NOT_FOUND' | 'EXPERT_NOT_FOUND' | 'TOO_FEW_EXPERTS' | 'BAD_TERM';

/** Makes a panel up; how many must be present, and how many of them agree, is the rule’s of its first day (T3). */
export const appointExpertPanel = (em: EntityManager, command: Command<AppointExpertPanelInput>) => {
  requireTrainers(command.caller);
  return perform<ExpertPanel, AppointCode>(
    em,
    command,
    { mutation: 'appointExpertPanel', entity: ExpertPanel, keep: 'FOREVER' },
    (tx) => appoint(tx, command),
  );
};

async function appoint(
  tx: EntityManager,
  { caller, input }: Command<AppointExpertPanelInput>,
): Promise<Result<ExpertPanel, AppointCode>> {
  const { schemeId, name, expertIds, from, until } = input;
  const scheme = await tx.findOne(TitleScheme, schemeId);
  const rule = scheme && holds(caller, 'TRAINER', scheme.issuerRef.id) ? await ruleOn(tx, schemeId, from) : null;
  if (!rule) return refuse('SCHEME_NOT_FOUND', { path: ['schemeId'], rule: 'scheme' });
  if (until <= from) return refuse('BAD_TERM', { path: ['until'], rule: 'term' });
  if (expertIds.length < rule.panelSize) return refuse('TOO_FEW_EXPERTS', { path: ['expertIds'], rule: 'T3' });
  const experts = await tx.find(Expert, { id: { $in: expertIds } });
  const called = new Set(experts.filter(({ retiredOn }) => retiredOn === null || from < retiredOn).map(({ id }) => id));
  const missing = expertIds.findIndex((id) => !called.has(id));
  if (missing >= 0) return refuse('EXPERT_NOT_FOUND', { path: ['expertIds', String(missing)], rule: 'expert' });

  const panel = tx.create(ExpertPanel, {
    id: newId('pnl'),
    names: localized(name),
    communityId: input.communityId ?? null,
    size: expertIds.length,
    quorum: quorumOf(expertIds.length, { numerator: rule.quorumNumerator, denominator: rule.quorumDenominator }),
    passNumerator: rule.passNumerator,
    passDenominator: rule.passDenominator,
    from,
    until,
  });
  for (const expertRef of expertIds) tx.create(PanelMember, { id: newId('pnm'), panelRef: panel.id, expertRef });
  await tx.flush();
  return ok(panel);
}
