import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What a run of Apollo’s Rover said, and how it ended. */
export interface RoverRun {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

export interface Rover {
  (args: readonly string[], key?: string): Promise<RoverRun>;
  /** A folder of its own, where schemas are written. */
  readonly folder: string;
  remove(): void;
}

/** The real program, as a partner’s pipeline calls it, told by its settings to ask this registry. */
export function roverFor(registryUrl: string): Rover {
  const folder = mkdtempSync(join(tmpdir(), 'millgate-rover-'));
  const run = (args: readonly string[], key = '') =>
    new Promise<RoverRun>((resolve) => {
      const program = createRequire(import.meta.url).resolve('@apollo/rover/bin/rover.js');
      const settings = {
        PATH: process.env['PATH'],
        HOME: folder,
        APOLLO_CONFIG_HOME: folder,
        APOLLO_REGISTRY_URL: `${registryUrl}/graphql`,
        APOLLO_KEY: key,
        APOLLO_TELEMETRY_DISABLED: '1',
        NO_COLOR: '1',
      };
      execFile(
        process.execPath,
        [program, '--skip-update-check', '--client-timeout', '60', ...args],
        { cwd: folder, env: settings, timeout: 90_000 },
        (error, out, err) => resolve({ status: error ? Number(error.code ?? -1) : 0, out, err }),
      );
    });
  return Object.assign(run, { folder, remove: () => rmSync(folder, { recursive: true, force: true }) });
}
