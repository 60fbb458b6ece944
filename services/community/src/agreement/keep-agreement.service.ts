import { type EntityManager, LockMode } from '@mikro-orm/postgresql';
import { type Command, dayOf, localized, mutationAnswer, newId, ok, perform, refuse, type Result } from '@millgate/kit';
import { ID } from 'type-graphql';
import { Enterprise } from '../enterprise/enterprise.entity.ts';
import { communityNotFound, enterpriseNotFound } from '../place/place.answers.ts';
import { Community } from '../place/place.entity.ts';
import { Agreement, AgreementClause, AgreementParty } from './agreement.entity.ts';
import type { JoinAgreementInput, SignAgreementInput } from './keep-agreement.inputs.ts';

const notYet = { about: 'The day is to come.', zh: '签署日期晚于今天。', en: 'That day is to come.' };

export const signAgreementAnswer = mutationAnswer('SignAgreement', {
  refused: 'Why an agreement was not entered.',
  result: ['agreement', () => Agreement, 'The agreement; null if refused.'],
  details: { enterpriseId: [() => ID, 'With ENTERPRISE_NOT_FOUND: the first that is not found.'] },
  codes: { COMMUNITY_NOT_FOUND: communityNotFound, ENTERPRISE_NOT_FOUND: enterpriseNotFound, NOT_YET: notYet },
});

export const joinAgreementAnswer = mutationAnswer('JoinAgreement', {
  refused: 'Why an enterprise did not sign an agreement.',
  result: ['party', () => AgreementParty, 'Its signature; null if refused.'],
  codes: {
    AGREEMENT_NOT_FOUND: {
      about: 'No agreement has this id.',
      zh: '没有这份协议。',
      en: 'There is no such agreement.',
    },
    ENTERPRISE_NOT_FOUND: enterpriseNotFound,
    ALREADY_SIGNED: { about: 'It signed before.', zh: '该企业已签署。', en: 'The enterprise signed it before.' },
    NOT_YET: notYet,
    BEFORE_THE_FIRST: {
      about: 'The agreement was signed later than that.',
      zh: '早于协议首次签署日期。',
      en: 'The agreement was signed later than that.',
    },
  },
});

type Signed = Result<Agreement, 'COMMUNITY_NOT_FOUND' | 'ENTERPRISE_NOT_FOUND' | 'NOT_YET'>;

/** Clauses and signatures come with the agreement, in one transaction: the database takes none later, and none less. */
export const signAgreement = (em: EntityManager, command: Command<SignAgreementInput>): Promise<Signed> =>
  perform(em, command, { mutation: 'signAgreement', entity: Agreement }, async (tx): Promise<Signed> => {
    const { communityId, title, signedOn, clauses, enterpriseIds } = command.input;
    if ((await tx.count(Community, { id: communityId })) === 0) {
      return refuse('COMMUNITY_NOT_FOUND', { path: ['communityId'], rule: 'community' });
    }
    if (signedOn > dayOf(command.now)) return refuse('NOT_YET', { path: ['signedOn'], rule: 'signedOn' });
    const known = new Set((await tx.find(Enterprise, { id: { $in: enterpriseIds } })).map(({ id }) => id));
    const unknown = enterpriseIds.findIndex((id) => !known.has(id));
    if (unknown >= 0) {
      const details = { enterpriseId: enterpriseIds[unknown] };
      return refuse('ENTERPRISE_NOT_FOUND', { path: ['enterpriseIds', String(unknown)], rule: 'enterprise', details });
    }
    const agreement = tx.create(Agreement, {
      id: newId('agr'),
      titles: localized(title),
      signedOn,
      communityRef: communityId,
    });
    for (const [index, clause] of clauses.entries()) {
      const texts = localized(clause);
      tx.create(AgreementClause, { id: newId('agc'), agreementRef: agreement, no: index + 1, texts });
    }
    for (const enterpriseRef of enterpriseIds) {
      tx.create(AgreementParty, { id: newId('agp'), agreementRef: agreement, enterpriseRef, signedOn });
    }
    await tx.flush();
    return ok(agreement);
  });

type Joined = Result<
  AgreementParty,
  'AGREEMENT_NOT_FOUND' | 'ENTERPRISE_NOT_FOUND' | 'ALREADY_SIGNED' | 'NOT_YET' | 'BEFORE_THE_FIRST'
>;

export const joinAgreement = (em: EntityManager, command: Command<JoinAgreementInput>): Promise<Joined> =>
  perform(em, command, { mutation: 'joinAgreement', entity: AgreementParty }, async (tx): Promise<Joined> => {
    const { agreementId, enterpriseId, signedOn } = command.input;
    const agreement = await tx.findOne(Agreement, agreementId, { lockMode: LockMode.PESSIMISTIC_WRITE });
    if (!agreement) return refuse('AGREEMENT_NOT_FOUND', { path: ['agreementId'], rule: 'agreement' });
    if (signedOn > dayOf(command.now)) return refuse('NOT_YET', { path: ['signedOn'], rule: 'signedOn' });
    if (agreement.signedOn !== null && signedOn < agreement.signedOn) {
      return refuse('BEFORE_THE_FIRST', { path: ['signedOn'], rule: 'signedOn' });
    }
    if ((await tx.count(Enterprise, { id: enterpriseId })) === 0) {
      return refuse('ENTERPRISE_NOT_FOUND', { path: ['enterpriseId'], rule: 'enterprise' });
    }
    const signature = { agreementRef: agreementId, enterpriseRef: enterpriseId };
    if ((await tx.count(AgreementParty, signature)) > 0) {
      return refuse('ALREADY_SIGNED', { path: ['enterpriseId'], rule: 'signature' });
    }
    const party = tx.create(AgreementParty, { id: newId('agp'), ...signature, signedOn });
    await tx.flush();
    return ok(party);
  });
