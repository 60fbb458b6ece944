import type { EntityManager } from '@mikro-orm/postgresql';
import { badInput, ok, refuse, type Result } from '@millgate/kit';
import { creditCodeFault } from '../enterprise/credit-code.rules.ts';
import { Enterprise, EnterpriseStatus } from '../enterprise/enterprise.entity.ts';

/** How an input names an employer: by id or by credit code. */
export interface NamedEmployer {
  readonly enterpriseId?: string | null | undefined;
  readonly uscc?: string | null | undefined;
}

/** Refuses an input that names no employer, or two, or one by a malformed credit code. */
export function requireOneEmployer({ enterpriseId, uscc }: NamedEmployer, path: readonly string[]): void {
  if (!enterpriseId === !uscc) {
    throw badInput('Name the employer by id or by credit code, and not by both.', path, 'oneOf');
  }
  const fault = uscc ? creditCodeFault(uscc) : null;
  if (!fault) return;
  const message =
    fault === 'SHAPE' ? 'A credit code is 18 characters.' : 'The check character of the credit code is wrong.';
  throw badInput(message, [...path, 'uscc'], fault);
}

/** The employer that an input names, if somebody can be employed there. `path` leads to where it is named. */
export async function employerNamed(
  tx: EntityManager,
  { enterpriseId, uscc }: NamedEmployer,
  path: readonly string[],
): Promise<Result<Enterprise, 'ENTERPRISE_NOT_FOUND' | 'ENTERPRISE_LEFT'>> {
  const enterprise = await tx.findOne(Enterprise, enterpriseId ? { id: enterpriseId } : { uscc: uscc ?? '' });
  const at = [...path, enterpriseId ? 'enterpriseId' : 'uscc'];
  if (!enterprise) return refuse('ENTERPRISE_NOT_FOUND', { path: at, rule: 'C2' });
  if (enterprise.status === EnterpriseStatus.LEFT) return refuse('ENTERPRISE_LEFT', { path: at, rule: 'status' });
  return ok(enterprise);
}
