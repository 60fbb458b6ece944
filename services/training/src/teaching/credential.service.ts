import { type EntityManager, LockMode } from '@mikro-orm/postgresql';
import {
  brokenConstraint,
  dayOf,
  LocalizedText,
  mutationAnswer,
  newId,
  ok,
  once,
  refuse,
  type Result,
} from '@millgate/kit';
import { ID, Int } from 'type-graphql';
import { Credential, CredentialKind } from '../credential/credential.entity.ts';
import { CredentialStatus, statusOn } from '../credential/credential.rules.ts';
import { rankOf } from '../credential/rank.rules.ts';
import { standingOf } from '../degree/degree.rules.ts';
import { termsCompletedOf } from '../degree/degree.service.ts';
import { Enrolment } from '../enrolment/enrolment.entity.ts';
import { EnrolmentState } from '../enrolment/seating.rules.ts';
import { CourseInstance } from '../instance/course-instance.entity.ts';
import { requireTrainer, type Teaching } from './attendance.service.ts';
import type { AwardCredentialInput, RevokeCredentialInput } from './teaching.inputs.ts';

export const awardAnswer = mutationAnswer('AwardCredential', {
  refused: 'Why nothing was issued.',
  result: ['credential', () => Credential, 'The credential; null if it was refused.'],
  details: {
    existingId: [() => ID, 'With ALREADY_AWARDED: the credential that was issued for it.'],
    creditsEarned: [() => Int, 'With CREDITS_MISSING: the credits of the terms that were completed.'],
    creditsRequired: [() => Int, 'With CREDITS_MISSING: the credits that the diploma asks for.'],
  },
  codes: {
    ENROLMENT_NOT_FOUND: {
      about: 'No enrolment has this id.',
      zh: '没有这项报名。',
      en: 'There is no such enrolment.',
    },
    NOT_COMPLETED: { about: 'The course was not completed.', zh: '尚未结业。', en: 'The course was not completed.' },
    AWARDS_NOTHING: {
      about: 'The course awards nothing, or a title, which only a panel confers.',
      zh: '该课程不颁发证书。',
      en: 'The course awards nothing.',
    },
    LEVEL_MISPLACED: {
      about: 'A level is to be named where the course awards a skill level, and nowhere else.',
      zh: '技能等级填写有误。',
      en: 'A level is named for a skill level, and for nothing else.',
    },
    CREDITS_MISSING: {
      about: 'The terms of the degree that were completed earn too few credits for its diploma.',
      zh: '学分不足，不能颁发毕业证书。',
      en: 'The credits do not suffice for the diploma.',
    },
    ALREADY_AWARDED: {
      about: 'It was issued before (T5); `existingId` is that credential.',
      zh: '证书已颁发。',
      en: 'It was issued before.',
    },
  },
});

export const revokeAnswer = mutationAnswer('RevokeCredential', {
  refused: 'Why a credential was not revoked.',
  result: ['credential', () => Credential, 'The revoked credential; null if it was refused.'],
  codes: {
    CREDENTIAL_NOT_FOUND: {
      about: 'No credential of the caller’s provider has this id.',
      zh: '没有这份证书。',
      en: 'There is no such credential.',
    },
    ALREADY_REVOKED: { about: 'It was revoked before.', zh: '证书已撤销。', en: 'It was revoked before.' },
  },
});

type AwardCode =
  | 'ENROLMENT_NOT_FOUND'
  | 'NOT_COMPLETED'
  | 'AWARDS_NOTHING'
  | 'LEVEL_MISPLACED'
  | 'CREDITS_MISSING'
  | 'ALREADY_AWARDED';

/** Issues what a completed course awards, once (T5): of two who issue it at once the database refuses one. */
export const awardCredential = (
  em: EntityManager,
  { caller, now, input }: Teaching<AwardCredentialInput>,
): Promise<Result<Credential, AwardCode>> =>
  em.transactional((tx) =>
    once<Credential, AwardCode>(
      tx,
      { caller, mutation: 'awardCredential', key: input.idempotencyKey, input, now, keep: 'FOREVER' },
      { idOf: ({ id }) => id, find: (id) => tx.findOneOrFail(Credential, id) },
      async (inner) => {
        const at = { path: ['enrolmentId'], rule: 'T5' };
        const enrolment = await inner.findOne(Enrolment, input.enrolmentId);
        if (!enrolment) return refuse('ENROLMENT_NOT_FOUND', at);
        const sitting = await inner.findOneOrFail(CourseInstance, enrolment.instanceRef.id, {
          populate: ['courseRef'],
        });
        requireTrainer(caller, sitting.providerRef.id);
        if (enrolment.state !== EnrolmentState.COMPLETED) return refuse('NOT_COMPLETED', at);
        const course = sitting.courseRef.getEntity();
        const kind = course.awards;
        if (kind === null || kind === CredentialKind.TITLE) return refuse('AWARDS_NOTHING', at);
        const { level = null } = input;
        if ((kind === CredentialKind.SKILL_LEVEL) !== (level !== null))
          return refuse('LEVEL_MISPLACED', { path: ['level'], rule: 'rank' });
        const degree = sitting.term !== null && course.terms !== null;
        if (degree) {
          const { terms, creditsRequired } = { terms: course.terms ?? 0, creditsRequired: course.creditsRequired ?? 0 };
          const completed = (await termsCompletedOf(inner, enrolment.workerId)).get(course.id) ?? [];
          const { sufficient, creditsEarned } = standingOf(completed, { terms, creditsRequired });
          if (!sufficient)
            return refuse('CREDITS_MISSING', { ...at, rule: 'degree', details: { creditsEarned, creditsRequired } });
        }
        const degreeCourseId = degree ? course.id : null;
        const id = newId('crd');
        try {
          await inner.transactional(async (attempt) => {
            attempt.create(Credential, {
              id,
              workerId: enrolment.workerId,
              holderNames: LocalizedText.of(input.holder.zh, input.holder.en),
              kind,
              subjects: course.names,
              level,
              rank: level === null ? null : rankOf(level),
              issuerRef: sitting.providerRef.id,
              enrolmentId: enrolment.id,
              degreeCourseId,
              issuedOn: dayOf(now),
            });
            await attempt.flush();
          });
        } catch (cause) {
          const broken = brokenConstraint(cause);
          if (broken !== 'credential_t5_enrolment' && broken !== 'credential_t5_degree') throw cause;
          const { workerId } = enrolment;
          const existing = await inner.findOneOrFail(
            Credential,
            broken === 'credential_t5_degree' ? { workerId, degreeCourseId } : { enrolmentId: enrolment.id },
          );
          return refuse('ALREADY_AWARDED', { ...at, details: { existingId: existing.id } });
        }
        return ok(await inner.findOneOrFail(Credential, id));
      },
    ),
  );

/** Withdraws a credential from today on; what was paid for it stays paid until somebody decides otherwise (T5). */
export const revokeCredential = (
  em: EntityManager,
  { caller, now, input }: Teaching<RevokeCredentialInput>,
): Promise<Result<Credential, 'CREDENTIAL_NOT_FOUND' | 'ALREADY_REVOKED'>> =>
  em.transactional((tx) =>
    once<Credential, 'CREDENTIAL_NOT_FOUND' | 'ALREADY_REVOKED'>(
      tx,
      { caller, mutation: 'revokeCredential', key: input.idempotencyKey, input, now, keep: 'FOREVER' },
      { idOf: ({ id }) => id, find: (id) => tx.findOneOrFail(Credential, id) },
      async (inner) => {
        const credential = await inner.findOne(Credential, input.credentialId, {
          lockMode: LockMode.PESSIMISTIC_WRITE,
          refresh: true,
        });
        if (!credential) return refuse('CREDENTIAL_NOT_FOUND', { path: ['credentialId'], rule: 'T5' });
        requireTrainer(caller, credential.issuerRef.id);
        if (statusOn(credential, dayOf(now)) === CredentialStatus.REVOKED)
          return refuse('ALREADY_REVOKED', { path: ['credentialId'], rule: 'T5' });
        credential.revokedOn = dayOf(now);
        credential.revokedBecause = input.reason;
        credential.revision += 1;
        await inner.flush();
        return ok(credential);
      },
    ),
  );
