/** What the schema is shown as: to anybody, to partner agencies, to the community's own front ends. Each holds the one before. */
export const contractNames = ['public', 'partner', 'internal'] as const;

export type ContractName = (typeof contractNames)[number];
