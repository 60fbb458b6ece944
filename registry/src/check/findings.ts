import { type RefusalCode, refusalCodes, type StepName } from './codes.ts';

/** One thing that is wrong with what was submitted, or that its author should know. */
export interface Finding {
  readonly code: RefusalCode;
  readonly severity: 'ERROR' | 'WARNING';
  /** The element, by its coordinate; absent where it is about the whole. */
  readonly at?: string;
  /** What exactly, in a sentence. */
  readonly message: string;
  readonly line?: number;
}

/** One step of a check, as a partner reads it. */
export interface Step {
  readonly name: StepName;
  readonly verdict: 'PASSED' | 'WARNED' | 'REFUSED' | 'SKIPPED';
  readonly findings: readonly Finding[];
}

export const isRefused = (steps: readonly Step[]): boolean => steps.some(({ verdict }) => verdict === 'REFUSED');

export function stepOf(name: StepName, findings: readonly Finding[]): Step {
  const errors = findings.some(({ severity }) => severity === 'ERROR');
  return { name, verdict: errors ? 'REFUSED' : findings.length > 0 ? 'WARNED' : 'PASSED', findings };
}

export const skipped = (name: StepName): Step => ({ name, verdict: 'SKIPPED', findings: [] });

export const refusal = (code: RefusalCode, message: string, at?: string, line?: number): Finding => ({
  code,
  severity: 'ERROR',
  message,
  ...(at === undefined ? {} : { at }),
  ...(line === undefined ? {} : { line }),
});

export const warning = (code: RefusalCode, message: string, at?: string): Finding => ({
  ...refusal(code, message, at),
  severity: 'WARNING',
});

export const mendOf = (code: RefusalCode): string => refusalCodes[code].mend;
