import type { ProgramRules } from '../../assessment/assessment.rules.ts';
import { pointsSchooling } from './points-schooling.rules.ts';
import { skillLevel } from './skill-level.rules.ts';
import { stableJob } from './stable-job.rules.ts';
import { youthHomePurchase } from './youth-home-purchase.rules.ts';
import { youthSettlement } from './youth-settlement.rules.ts';

const all: readonly ProgramRules[] = [pointsSchooling, skillLevel, stableJob, youthHomePurchase, youthSettlement];

/** The rules of each programme that decides about workers, by code. A new programme adds its file here and its data. */
export const rulesByCode: ReadonlyMap<string, ProgramRules> = new Map(all.map((rules) => [rules.code, rules]));

export const rulesOf = (code: string): ProgramRules | undefined => rulesByCode.get(code);

/** Codes of the programmes that open a claim by themselves on such an event. */
export const programsOpenedBy = (eventType: string): readonly string[] =>
  all.filter(({ opensOn }) => opensOn?.includes(eventType)).map(({ code }) => code);

/** Rules that are no longer in force and that decisions were taken by; a decision can be taken again while they are here. */
const superseded: readonly ProgramRules[] = [];

/** The rules that a stored decision names. */
export const rulesOfVersion = (code: string, version: string): ProgramRules | undefined =>
  [...all, ...superseded].find((rules) => rules.code === code && rules.version === version);
