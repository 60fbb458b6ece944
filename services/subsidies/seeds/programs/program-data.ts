import type { Claimant, ParameterUnit, ProgramKind, ProgramState } from '../../src/program/program.enums.ts';

export interface Values {
  readonly unit: ParameterUnit;
  /** First day, value, article of the document. */
  readonly values: readonly (readonly [from: string, value: number | null, article: number])[];
}

export interface ProgramData {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  readonly kind: ProgramKind;
  readonly claimant: Claimant;
  readonly state: ProgramState;
  /** No article names the documents: their numbers are invented, and say so. */
  readonly document: { readonly zh: string; readonly en: string };
  readonly parameters: Readonly<Record<string, Values>>;
}

/** An amount in yuan, in fen. */
export const yuan = (value: number): number => value * 100;
