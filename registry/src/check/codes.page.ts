import { refusalCodes, type RefusalMeaning, stepNames } from './codes.ts';

const titles = {
  door: 'Before a check',
  size: 'size: it can be read',
  name: 'name: name and address',
  federation: 'federation: what must stand in it',
  lint: 'lint: the conventions of the schema',
  ownership: 'ownership: what is whose',
  cost: 'cost: what a query may weigh',
  composition: 'composition: it fits with the others',
  contracts: 'contracts: whom it would break',
  probe: 'probe: the running server',
} as const;

/** The text of docs/partner-refusals.md. */
export function refusalsPage(): string {
  const entries = Object.entries<RefusalMeaning>(refusalCodes);
  const sections = (['door', ...stepNames] as const).map((step) => {
    const rows = entries.filter(([, meaning]) => meaning.step === step);
    return [
      `## ${titles[step]}`,
      '',
      '| code | why | what to do |',
      '| --- | --- | --- |',
      ...rows.map(([code, { reason, mend }]) => `| \`${code}\` | ${reason} | ${mend} |`),
    ].join('\n');
  });
  return `<!-- Generated from registry/src/check/codes.ts by \`npm run emit\`; never edited. -->

# Why a subgraph is refused

Every code of the registry, by the step of a check that says it. \`millgate subgraph check\` prints reason and mend beneath each. A check goes on after a refusal as far as it makes sense, so that all that is wrong is said at once.

${sections.join('\n\n')}
`;
}
