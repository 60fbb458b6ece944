/** The wait that so large a share of them does not exceed. */
export function quantile(took: readonly number[], q: number): number {
  const sorted = took.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? Number.NaN;
}

export function spread(took: readonly number[]): string {
  const ms = (q: number) => `${quantile(took, q).toFixed(1)} ms`;
  return `p50 ${ms(0.5)}, p90 ${ms(0.9)}, p99 ${ms(0.99)}, longest ${ms(1)} (${took.length} looks)`;
}
