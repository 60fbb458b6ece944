import { execFile } from 'node:child_process';

/** A command of a page, with what the page says that it prints. */
export interface Shown {
  /** The heading beneath which it stands. */
  readonly section: string;
  readonly command: string;
  readonly expected: readonly string[];
}

/** The commands in the ```console blocks of a page, from top to bottom. */
export function commandsOf(page: string): Shown[] {
  const shown: { section: string; command: string; expected: string[] }[] = [];
  let section = '';
  let inConsole = false;
  for (const line of page.split('\n')) {
    if (line.startsWith('```')) inConsole = line === '```console';
    else if (!inConsole) section = /^##+ (.+)$/.exec(line)?.[1] ?? section;
    else if (line.startsWith('$ ')) shown.push({ section, command: line.slice(2), expected: [] });
    else shown.at(-1)?.expected.push(line);
  }
  return shown;
}

/** `…` stands for whatever is left of a line; alone on a line, for whatever lines there are. */
export function isAsShown(printed: string, expected: readonly string[]): boolean {
  const escaped = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  const pattern = expected.map((line) =>
    line === '…' ? String.raw`(?:.*\n)*?` : `${escaped(line).replaceAll('…', '.*')}\n`,
  );
  return new RegExp(`^${pattern.join('')}$`).test(printed === '' || printed.endsWith('\n') ? printed : `${printed}\n`);
}

/** Runs a command as a shell does; what it prints, wherever to. */
export const inShell = (
  command: string,
  options: { readonly cwd: string; readonly env: Record<string, string | undefined> },
): Promise<{ printed: string; status: number }> =>
  new Promise((resolve) => {
    execFile('bash', ['-c', `{ ${command}; } 2>&1`], { ...options, maxBuffer: 64_000_000 }, (error, printed) =>
      resolve({ printed, status: error ? Number(error.code ?? -1) : 0 }),
    );
  });
