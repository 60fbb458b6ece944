import type { EntityManager } from '@mikro-orm/postgresql';
import { brokenConstraint, type Caller, LocalizedText, newId, ok, once, refuse, type Result } from '@millgate/kit';
import { readingOf } from './name.rules.ts';
import type { RegisterSampleInput } from './register-sample.inputs.ts';
import type { RegisterSampleErrorCode } from './register-sample.payloads.ts';
import { Sample } from './sample.entity.ts';

type Refusal = keyof typeof RegisterSampleErrorCode;

export interface Registration {
  readonly caller: Caller;
  readonly now: Date;
  readonly input: RegisterSampleInput;
}

/** Registers one, unless the community has one that reads alike (N1). Any number may try at once: the index decides. */
export const registerSample = (em: EntityManager, registration: Registration): Promise<Result<Sample, Refusal>> =>
  em.transactional((tx) =>
    once(
      tx,
      {
        caller: registration.caller,
        mutation: 'registerSample',
        key: registration.input.idempotencyKey,
        input: registration.input,
        now: registration.now,
        keep: 'DAYS_30',
      },
      { idOf: ({ id }) => id, find: (id) => tx.findOneOrFail(Sample, id) },
      (inner) => register(inner, registration),
    ),
  );

async function register(tx: EntityManager, { now, input }: Registration): Promise<Result<Sample, Refusal>> {
  const { communityId, nameZh, nameEn } = input;
  const reading = readingOf(nameZh);
  const id = newId('smp');
  try {
    // A savepoint of its own: a broken constraint ends a transaction, and this one still has to say whose name it is.
    await tx.transactional(async (attempt) => {
      const names = LocalizedText.of(nameZh.trim(), nameEn.trim());
      attempt.create(Sample, { id, names, reading, communityId, registeredAt: now });
    });
  } catch (cause) {
    if (brokenConstraint(cause) !== 'sample_n1') throw cause;
    const existing = await tx.findOneOrFail(Sample, { communityId, reading });
    return refuse('NAME_TAKEN', { path: ['nameZh'], rule: 'N1', details: { existingId: existing.id } });
  }
  return ok(await tx.findOneOrFail(Sample, id));
}
