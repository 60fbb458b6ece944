import type { PartyOrganisationTier } from './party-organisation.entity.ts';

export type Tier = `${PartyOrganisationTier}`;

/** The tier right above; null at the top (三级组织体系). */
const above: Readonly<Record<Tier, Tier | null>> = { ZONE: null, COMMUNITY: 'ZONE', BRANCH: 'COMMUNITY' };

/** Whether an organisation may stand below another. */
export const mayBeBelow = (tier: Tier, parent: Tier): boolean => above[tier] === parent;
