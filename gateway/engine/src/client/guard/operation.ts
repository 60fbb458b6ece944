import type { SubgraphRequest } from '../types.ts';

/** Whether a request only reads: it may be sent twice. Fetches begin with their operation, so its first letters tell. */
export const isQuery = ({ query }: SubgraphRequest): boolean => query.startsWith('query') || query.startsWith('{');
