/** A check as the registry answers it. */
export interface AnsweredCheck {
  readonly verdict: 'PASSED' | 'REFUSED';
  readonly steps: readonly {
    readonly name: string;
    readonly verdict: 'PASSED' | 'WARNED' | 'REFUSED' | 'SKIPPED';
    readonly findings: readonly {
      readonly code: string;
      readonly severity: 'ERROR' | 'WARNING';
      readonly at?: string;
      readonly line?: number;
      readonly message: string;
      readonly reason: string;
      readonly mend: string;
    }[];
  }[];
  readonly changes: readonly { readonly contract: string; readonly level: string; readonly message: string }[];
}

const signs = { PASSED: 'ok  ', WARNED: 'note', REFUSED: 'NO  ', SKIPPED: '--  ' } as const;

/** Every step is a line; beneath it what is wrong, why, and how to mend it. */
export function checkLines({ steps, changes }: AnsweredCheck): string[] {
  const lines = steps.flatMap(({ name, verdict, findings }) => [
    `${signs[verdict]} ${name}`,
    ...findings.flatMap(({ code, at, line, message, reason, mend }) => [
      `       ${code}${at ? ` at ${at}` : ''}${line ? ` (line ${line})` : ''}: ${message}`,
      `         why:  ${reason}`,
      `         mend: ${mend}`,
    ]),
  ]);
  const shown = changes.slice(0, 40);
  if (shown.length > 0) lines.push('changes:');
  lines.push(...shown.map(({ contract, level, message }) => `  ${level.toLowerCase()} (${contract}): ${message}`));
  if (changes.length > shown.length) lines.push(`  and ${changes.length - shown.length} more`);
  return lines;
}
