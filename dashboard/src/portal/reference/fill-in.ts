/**
 * Puts in the place of `{ from: PATH }` what the example of the path’s first step answers there: ids that the demo data
 * of each day have anew.
 */
export async function filledIn(value: unknown, answerTo: (coordinate: string) => Promise<unknown>): Promise<unknown> {
  if (Array.isArray(value)) return Promise.all(value.map((one) => filledIn(one, answerTo)));
  if (typeof value !== 'object' || value === null) return value;
  const { from } = value as { from?: unknown };
  if (typeof from === 'string' && from.includes('.')) {
    const steps = from.split('.');
    const data = await answerTo(`Query.${steps[0]}`);
    return steps.reduce<unknown>((at, step) => (at as Record<string, unknown> | null | undefined)?.[step], data);
  }
  const entries = Object.entries(value).map(
    async ([name, inside]) => [name, await filledIn(inside, answerTo)] as const,
  );
  return Object.fromEntries(await Promise.all(entries));
}
