/** An operation to begin with, and who may ask it. */
export interface Example {
  readonly title: string;
  /** Key of the persona it is written for; null: anybody. */
  readonly persona: string | null;
  readonly query: string;
}

const texts = {
  ...import.meta.glob<string>('../../../schema/operations/*.graphql', {
    query: '?raw',
    import: 'default',
    eager: true,
  }),
  ...import.meta.glob<string>('./examples/*.graphql', { query: '?raw', import: 'default', eager: true }),
};

/** By file name; a line `# As: PERSONA` says whose question it is. */
export const examples: readonly Example[] = Object.entries(texts)
  .map(([path, query]) => ({
    title: (path.split('/').at(-1) ?? path).replace(/\.graphql$/, '').replace(/^\d+-/, ''),
    persona: /^# As: ([\w-]+)$/m.exec(query)?.[1] ?? null,
    query,
  }))
  .sort((one, other) => one.title.localeCompare(other.title));
