import { refusalCodes, type RefusalCode, type StepName } from '../check/codes.ts';
import type { Finding, Step } from '../check/findings.ts';
import type { CheckResult } from '../publishing/publishing.ts';

/** Under which of Rover’s headings a step is read. Rover shows errors of composition alone, so only they go there. */
const heading: Readonly<Record<StepName, 'composition' | 'lint' | 'operations' | 'custom'>> = {
  size: 'composition',
  composition: 'composition',
  lint: 'lint',
  contracts: 'operations',
  name: 'custom',
  federation: 'custom',
  ownership: 'custom',
  cost: 'custom',
  probe: 'custom',
};

/** More changes than these fill a screen and say nothing. */
const mostChanges = 100;

/** What is wrong, and how to mend it, in one line: Rover has no place for the mend. */
export const inOneLine = ({ code, message }: Pick<Finding, 'code' | 'message'>): string =>
  `${message} ${refusalCodes[code].mend}`;

/** A check as the tasks of one of Rover’s workflows. */
export function workflowOf(result: CheckResult) {
  const stepsUnder = (name: (typeof heading)[StepName]) => result.steps.filter((step) => heading[step.name] === name);
  const findingsUnder = (name: (typeof heading)[StepName]) => stepsUnder(name).flatMap(({ findings }) => findings);
  const task = (name: (typeof heading)[StepName], __typename: string, more: object) => ({
    __typename,
    // There is no page to lead to: whatever there is to say, Rover prints.
    targetURL: null,
    status: statusOf(stepsUnder(name)),
    ...more,
  });
  const operations = findingsUnder('operations');
  return {
    status: result.verdict === 'PASSED' ? 'PASSED' : 'FAILED',
    tasks: [
      task('composition', 'CompositionCheckTask', {
        coreSchemaModified: result.changes.length > 0,
        result: { errors: findingsUnder('composition').map(compositionError) },
      }),
      task('operations', 'OperationsCheckTask', {
        result: {
          checkSeverity: operations.some(isError) ? 'FAILURE' : 'NOTICE',
          numberOfCheckedOperations: result.documents ?? 0,
          changes: changesOf(result, operations),
        },
      }),
      task('lint', 'LintCheckTask', { result: lintResult(findingsUnder('lint')) }),
      task('custom', 'CustomCheckTask', {
        result: { violations: findingsUnder('custom').map((finding) => violation(finding, result.subgraph)) },
      }),
    ],
  };
}

const isError = ({ severity }: Finding): boolean => severity === 'ERROR';

function statusOf(steps: readonly Step[]): 'PASSED' | 'FAILED' | 'BLOCKED' {
  if (steps.some(({ verdict }) => verdict === 'REFUSED')) return 'FAILED';
  return steps.length > 0 && steps.every(({ verdict }) => verdict === 'SKIPPED') ? 'BLOCKED' : 'PASSED';
}

export const compositionError = (finding: Finding) => ({
  code: finding.code,
  message: `${finding.line === undefined ? '' : `line ${finding.line}: `}${inOneLine(finding)}`,
  locations: [],
});

/** What breaks somebody first, by its own code; the rest as it is called in the changelog. */
function changesOf({ changes }: CheckResult, findings: readonly Finding[]) {
  const judged = findings.map((finding) => ({
    severity: isError(finding) ? 'FAILURE' : 'NOTICE',
    code: finding.code,
    description: inOneLine(finding),
  }));
  const said = new Set(findings.map(({ at }) => at));
  const others = changes
    .filter(({ level, at }) => level !== 'BREAKING' || !said.has(at))
    .map(({ level, message }) => ({ severity: 'NOTICE', code: level, description: message }));
  return [...judged, ...others].slice(0, mostChanges);
}

const apolloRules: Partial<Record<RefusalCode, string>> = {
  DESCRIPTION_MISSING: 'ALL_ELEMENTS_REQUIRE_DESCRIPTION',
};

/** As Rover reads a result of linting; with the schema, whose lines it then shows. */
export function lintResult(findings: readonly Finding[], sdl?: string) {
  const count = (severity: Finding['severity']) => findings.filter((finding) => finding.severity === severity).length;
  return {
    diagnostics: findings.map((finding) => ({
      level: finding.severity,
      message: `${finding.code}: ${inOneLine(finding)}`,
      coordinate: finding.at ?? '',
      rule: apolloRules[finding.code] ?? finding.code,
      sourceLocations: [spanOf(finding.line ?? 1, sdl)],
    })),
    stats: { errorsCount: count('ERROR'), warningsCount: count('WARNING') },
  };
}

const violation = (finding: Finding, subgraphName: string) => ({
  coordinate: finding.at ?? null,
  level: finding.severity,
  message: `${finding.at ? `${finding.at}: ` : ''}${inOneLine(finding)}`,
  rule: finding.code,
  sourceLocations: finding.line === undefined ? null : [{ ...spanOf(finding.line), subgraphName }],
});

/** The whole of a line: where in it something stands is not known. */
function spanOf(line: number, sdl = '') {
  const lines = sdl.split('\n');
  const text = lines[line - 1] ?? '';
  const before = lines.slice(0, line - 1).reduce((sum, each) => sum + Buffer.byteLength(each) + 1, 0);
  const indent = text.length - text.trimStart().length;
  return {
    start: { line, column: indent + 1, byteOffset: before + indent },
    end: { line, column: text.length + 1, byteOffset: before + Buffer.byteLength(text) },
  };
}
