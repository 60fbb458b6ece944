import type { Command } from 'commander';

export interface Output {
  readonly json?: true;
}

/** For pipelines: the answer as data instead of lines. */
export const withJson = (command: Command): Command =>
  command.option('--json', 'print what the registry answered, as JSON');

export function print(lines: readonly string[]): void {
  for (const line of lines) process.stdout.write(`${line}\n`);
}

export function answer({ json }: Output, body: unknown, lines: readonly string[]): void {
  print(json ? [JSON.stringify(body, null, 2)] : lines);
}

/** Beneath the help of every command that asks the registry. */
export const settingsHelp = `
Settings:
  REGISTRY_URL             the registry (http://127.0.0.1:4400 beside npm start)
  MILLGATE_PUBLISH_TOKEN   mgp_…: what publishes your subgraph
  MILLGATE_MEMBER_TOKEN    mgm_…: who you are in your agency
  MILLGATE_HOME            the operator's keys, where no token is set

Ends with 0 when it is done, 1 when it is refused, 3 when the registry cannot be asked.
docs/partners.md is the guide, docs/partner-refusals.md has every refusal.`;
