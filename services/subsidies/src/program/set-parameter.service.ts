import type { EntityManager } from '@mikro-orm/postgresql';
import { addTo, type Context, dayOf, LocalizedText, newId, ok, refuse, type Result } from '@millgate/kit';
import { isOfficerOf } from '../claim/claim.policy.ts';
import { forEver } from '../claim/repeatable.ts';
import { fitsUnit } from './parameters.rules.ts';
import { Parameter, ParameterValue, SubsidyProgram } from './program.entity.ts';
import type { SetParameterInput } from './set-parameter.inputs.ts';
import type { SetParameterErrorCode } from './set-parameter.payloads.ts';

type Set = Result<Parameter, keyof typeof SetParameterErrorCode>;

/**
 * Records what a parameter is worth from a day on. The day lies ahead: no claim has been decided by it, and none that
 * was decided is touched (S6). A later record for the same day replaces an earlier one, and both stay readable.
 */
export const setParameter = (context: Context, officerId: string, input: SetParameterInput): Promise<Set> =>
  forEver(context, 'setParameter', input, Parameter, (tx) => set(tx, context, officerId, input));

async function set(
  tx: EntityManager,
  { caller, now }: Context,
  recordedBy: string,
  { programCode, name, from, value = null, reference }: SetParameterInput,
): Promise<Set> {
  const program = await tx.findOne(SubsidyProgram, { code: programCode });
  const parameter =
    program && isOfficerOf(caller, program.id) ? await tx.findOne(Parameter, { programRef: program.id, name }) : null;
  if (!parameter) return refuse('PARAMETER_NOT_FOUND', { path: ['name'], rule: 'PARAMETER' });
  const earliest = addTo(dayOf(now), { days: 1 });
  if (from < earliest) return refuse('NOT_IN_FUTURE', { path: ['from'], rule: 'S6', details: { earliest } });
  if (value !== null && !fitsUnit(parameter.unit, value)) {
    return refuse('OUT_OF_RANGE', { path: ['value'], rule: parameter.unit });
  }
  const references = LocalizedText.of(reference.zh.trim(), reference.en.trim());
  const row = { parameterRef: parameter, from, value, references, recordedAt: now, recordedBy };
  tx.create(ParameterValue, { id: newId('pav'), ...row });
  await tx.flush();
  return ok(parameter);
}
