import type { ProgramRules } from '../../assessment/assessment.rules.ts';
import { pointsSchooling } from './points-schooling.rules.ts';
import { skillLevel } from './skill-level.rules.ts';
import { youthHomePurchase } from './youth-home-purchase.rules.ts';
import { youthSettlement } from './youth-settlement.rules.ts';

const all: readonly ProgramRules[] = [pointsSchooling, skillLevel, youthHomePurchase, youthSettlement];

/** The rules of each programme that decides about workers, by code. A new programme adds its file here and its data. */
export const rulesByCode: ReadonlyMap<string, ProgramRules> = new Map(all.map((rules) => [rules.code, rules]));
