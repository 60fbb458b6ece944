/**
 * What a schema may hold. Composition takes time that grows faster than the schema: these keep an honest one far away
 * from the worker’s own limits, and a dishonest one from filling it.
 */
export const sdlLimits = {
  bytes: 512 * 1024,
  tokens: 80_000,
  types: 800,
  fields: 6_000,
  keysOfType: 8,
  directives: 12_000,
} as const;

/** What one check may take of processor time and memory, all of it in a thread of its own. */
export const judgeLimits = { millis: 10_000, mebibytes: 512 } as const;
