// `npm run new:programme CODE`: a programme to begin with: its data, its rules and their cases, wired into the lists.
// Needs no network and no database; the program that comes out is a draft with one rule, and its tests pass.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const subsidies = (...path) => join(root, 'services', 'subsidies', ...path);
const read = (path) => readFileSync(path, 'utf8');

function refuse(message) {
  console.error(`new:programme: ${message}`);
  process.exit(1);
}

const code = process.argv[2] ?? '';
if (!/^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/.test(code) || code.length > 60) {
  refuse('give a code of capitals and underscores: npm run new:programme RENT_SUPPORT');
}
const kebab = code.toLowerCase().replaceAll('_', '-');
const camel = kebab.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());
const rules = subsidies('src', 'program', 'rules');
const files = {
  data: subsidies('seeds', 'programs', `${kebab}.ts`),
  rules: join(rules, `${kebab}.rules.ts`),
  cases: join(rules, `${kebab}.cases.yaml`),
};
for (const path of Object.values(files)) if (existsSync(path)) refuse(`${path.slice(root.length)} exists`);

/** Adds a name to a list and its import to the file, both in the order of the alphabet where the list has one. */
function wire(path, list, line) {
  const text = read(path);
  const entries = list.exec(text);
  if (!entries) refuse(`${path.slice(root.length)} is not as this script knows it; add ${camel} by hand`);
  const names = [
    ...entries[2]
      .split(',')
      .map((name) => name.trim())
      .filter(Boolean),
    camel,
  ];
  const listed = text.replace(list, `$1\n  ${names.join(',\n  ')},\n]`);
  const place = listed.lastIndexOf('\nimport ') + 1;
  return () => writeFileSync(path, `${listed.slice(0, place)}${line}\n${listed.slice(place)}`);
}

const writes = [
  wire(
    join(rules, 'index.ts'),
    /(const all: readonly ProgramRules\[\] = \[)([^\]]*)\]/,
    `import { ${camel} } from './${kebab}.rules.ts';`,
  ),
  wire(
    subsidies('seeds', 'programs.ts'),
    /(export const programs: readonly ProgramData\[\] = \[)([^\]]*)\]/,
    `import { ${camel} } from './programs/${kebab}.ts';`,
  ),
];

writeFileSync(
  files.data,
  `import { Claimant, ParameterUnit, ProgramKind, ProgramState } from '../../src/program/program.enums.ts';
import { type ProgramData, yuan } from './program-data.ts';

const { FEN, YEARS, COUNT } = ParameterUnit;

/** A draft: officers alone see it, and nobody can claim it, until its state says OPEN. */
export const ${camel}: ProgramData = {
  code: '${code}',
  zh: '${code}（待定名）',
  en: '${code} (to be named)',
  kind: ProgramKind.CASH,
  claimant: Claimant.WORKER,
  state: ProgramState.DRAFT,
  document: { zh: '待定文号', en: 'Document to be named' },
  parameters: {
    amount: { unit: FEN, values: [['2026-01-01', yuan(1_000), 1]] },
    ageMin: { unit: YEARS, values: [['2026-01-01', 18, 2]] },
    perPersonLifetime: { unit: COUNT, values: [['2026-01-01', 1, 3]] },
  },
};
`,
);
writeFileSync(
  files.rules,
  `import type { ProgramRules } from '../../assessment/assessment.rules.ts';
import { judge } from '../../assessment/judge.rules.ts';
import { ageKnownOn, claimedAtMost } from './shared-checks.rules.ts';

/** Money for whoever is of age: a rule to begin with. */
export const ${camel}: ProgramRules = {
  code: '${code}',
  version: '1',
  facts: ['birthDateFact'],
  assess(input) {
    const age = ageKnownOn(input, input.on);
    return judge({
      rules: ${camel},
      input,
      triggerOn: input.on,
      grants: { parameter: 'amount', cash: true },
      checks: [
        {
          rule: 'AGE_MIN',
          fact: 'birthDateFact',
          parameter: 'ageMin',
          met: (value) => (age === null ? null : age >= value),
          requires: (value) => ({ zh: \`年满 \${value} 周岁。\`, en: \`At least \${value} years old.\` }),
        },
        claimedAtMost(input, ''),
      ],
    });
  },
};
`,
);
writeFileSync(
  files.cases,
  `# What the rules say, case by case; run by cases.test.ts with the parameters of the demo data.
- name: of age
  on: 2026-06-01
  facts: { birthDateFact: 2000-01-01 }
  outcome: ELIGIBLE
  yuan: 1000
  trace: { IN_FORCE: PASSED, AGE_MIN: PASSED, TIMES_PER_PERSON: PASSED }

- name: not yet of age
  on: 2026-06-01
  facts: { birthDateFact: 2010-01-01 }
  outcome: NOT_ELIGIBLE
  trace: { IN_FORCE: PASSED, AGE_MIN: FAILED, TIMES_PER_PERSON: PASSED }

- name: the registry does not answer
  on: 2026-06-01
  facts: { birthDateFact: DOWN }
  outcome: NEED_MORE_FACTS
  missing: { birthDateFact: SOURCE_UNAVAILABLE }
  trace: { IN_FORCE: PASSED, AGE_MIN: UNKNOWN, TIMES_PER_PERSON: PASSED }
`,
);
for (const write of writes) write();
const prettier = join(root, 'node_modules/prettier/bin/prettier.cjs');
const touched = [...Object.values(files), join(rules, 'index.ts'), subsidies('seeds', 'programs.ts')];
const { status } = spawnSync(process.execPath, [prettier, '--log-level', 'warn', '--write', ...touched], {
  cwd: root,
  stdio: 'inherit',
});
if (status !== 0) refuse('prettier failed; the files are there, mend the cause');
console.log(`${code} is there, as a draft:
  services/subsidies/seeds/programs/${kebab}.ts            its name, its document and its parameters with their days
  services/subsidies/src/program/rules/${kebab}.rules.ts   its rules
  services/subsidies/src/program/rules/${kebab}.cases.yaml its cases; begin here
Try it: npm test -- services/subsidies/src`);
