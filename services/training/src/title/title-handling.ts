import { type EntityManager, LockMode } from '@mikro-orm/postgresql';
import { type Caller, forbidden, holds, holdsSomewhere, unauthenticated } from '@millgate/kit';
import { TitleEvaluation } from './title-evaluation.entity.ts';
import { TitleScheme } from './title-scheme.entity.ts';

/** Titles are the business of trainers; whoever is none is told so. */
export function requireTrainers(caller: Caller): void {
  if (caller.kind === 'ANONYMOUS') throw unauthenticated();
  if (!holdsSomewhere(caller, 'TRAINER')) throw forbidden();
}

/** The evaluation, its row held, if the caller is a trainer of who confers the title; else as if there were none. */
export async function heldEvaluation(
  tx: EntityManager,
  caller: Caller,
  id: string,
): Promise<{ evaluation: TitleEvaluation; scheme: TitleScheme } | null> {
  const evaluation = await tx.findOne(TitleEvaluation, id, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
  const scheme = evaluation?.schemeRef && (await tx.findOne(TitleScheme, evaluation.schemeRef.id));
  return evaluation && scheme && holds(caller, 'TRAINER', scheme.issuerRef.id) ? { evaluation, scheme } : null;
}

export const evaluationNotFound = {
  about: 'The caller handles no evaluation with this id.',
  zh: '没有这项职称评审。',
  en: 'There is no such evaluation.',
};
