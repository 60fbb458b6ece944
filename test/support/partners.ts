import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { KeyStore } from '@millgate/kit';
import { freePort, type Program, projectRoot, startProgram } from './program.ts';

export type PartnerName = 'nursery' | 'copyright-hall';

/** A partner's subgraph as the partner runs it: a process of its own, in its own language. */
export interface Partner {
  readonly name: PartnerName;
  readonly url: string;
  readonly sdl: string;
  stop(): Promise<void>;
}

const programs: Readonly<Record<PartnerName, () => readonly [string, string]>> = {
  nursery: () => [process.execPath, 'nursery.mjs'],
  'copyright-hall': () => [python(), 'copyright_hall.py'],
};

/** A Python that has what the example imports. A machine without one is told so, instead of leaving the example untried. */
function python(): string {
  for (const command of ['python3', '/usr/bin/python3']) {
    try {
      execFileSync(command, ['-c', 'import graphql, cryptography'], { stdio: 'ignore' });
      return command;
    } catch {
      // The next may have it.
    }
  }
  throw new Error('No python3 here has graphql and cryptography: run scripts/python-for-examples.sh');
}

export const exampleFolder = (name: PartnerName) => join(projectRoot, 'examples', name);

/** `as`: what it is published as, if not by its own name. */
export async function startPartner(name: PartnerName, gatewayKeys: string, as: string = name): Promise<Partner> {
  const port = await freePort();
  const [command, file] = programs[name]();
  const program = startProgram(command, [file], {
    cwd: exampleFolder(name),
    env: { NAME: as, PORT: String(port), GATEWAY_KEYS: gatewayKeys },
  });
  await untilItSaysReady(program);
  return {
    name,
    url: `http://127.0.0.1:${port}/graphql`,
    sdl: readFileSync(join(exampleFolder(name), 'schema.graphql'), 'utf8'),
    stop: () => program.stop(),
  };
}

async function untilItSaysReady(program: Program): Promise<void> {
  for (let tries = 0; tries < 600; tries++) {
    if (program.output().includes('is ready')) return;
    await sleep(50);
  }
  await program.stop();
  throw new Error(`not ready in time: ${program.output()}`);
}

/** The gateway's public key at an address, for partners that are tried without a gateway. */
export async function serveKeysOf(keys: KeyStore): Promise<{ url: string; server: Server }> {
  const { kty, crv, x } = (await keys.publicKey('gateway')).export({ format: 'jwk' });
  const text = JSON.stringify({ keys: [{ kty, crv, x, kid: 'gateway', alg: 'EdDSA', use: 'sig' }] });
  const server = createServer((_request, response) => response.setHeader('content-type', 'application/json').end(text));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, server };
}
