// Where the built pages are, and building them when they are missing or older than their sources.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../', import.meta.url));
export const builtFolder = join(root, 'dist');
export const stampFile = '.stamp';

/** What the pages are made of: their sources, what builds them, and the operations that the explorer opens with. */
const inputs = ['src', 'build', 'package.json', '../schema/operations', '../client/src', '../CHANGELOG.md'];

/** A digest of the sources: pages that carry it need no building. */
export function stampOfSources() {
  const digest = createHash('sha256');
  for (const file of inputs.flatMap((input) => filesBelow(join(root, input)))) {
    digest.update(file.slice(root.length)).update('\0').update(readFileSync(file)).update('\0');
  }
  return digest.digest('hex');
}

export function isBuilt() {
  try {
    return readFileSync(join(builtFolder, stampFile), 'utf8') === stampOfSources();
  } catch {
    return false;
  }
}

/**
 * The folder of the pages. The installation built them; where somebody has changed a source since, they are built again
 * in a process of their own, while the graph starts: only who asks for a page waits for it.
 */
export async function builtPages() {
  if (!isBuilt()) await buildInOwnProcess();
  return builtFolder;
}

function buildInOwnProcess() {
  const child = spawn(process.execPath, [join(root, 'build', 'build.mjs')], { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (chunk) => (said += String(chunk)));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`the pages could not be built: ${said.slice(-2_000)}`)),
    );
  });
}

function filesBelow(path) {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) return [];
  if (found.isFile()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesBelow(join(path, name)));
}
