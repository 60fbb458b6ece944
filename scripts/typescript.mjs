// Runs TypeScript sources directly: swc transpiles each file when it is first imported.
// Node's own type stripping cannot be used, because entities need decorator metadata.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { enableCompileCache, registerHooks } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transformSync } from '@swc/core';

const options = JSON.parse(readFileSync(new URL('../.swcrc', import.meta.url), 'utf8'));
const cache = fileURLToPath(new URL('../node_modules/.cache/millgate/', import.meta.url));
const salt = JSON.stringify(options) + process.versions.node;

/** Transpiled text, kept on disk by content; a read-only checkout only loses the speed. */
function transpile(source, filename) {
  const file = join(cache, createHash('sha256').update(salt).update(source).digest('hex') + '.js');
  try {
    return readFileSync(file, 'utf8');
  } catch {
    const { code } = transformSync(source, { ...options, filename, swcrc: false, sourceMaps: 'inline' });
    try {
      mkdirSync(cache, { recursive: true });
      writeFileSync(`${file}.${process.pid}`, code);
      renameSync(`${file}.${process.pid}`, file);
    } catch {
      // Another user's checkout: run without the cache.
    }
    return code;
  }
}

enableCompileCache(join(cache, 'v8'));
process.setSourceMapsEnabled(true);
registerHooks({
  load(url, context, nextLoad) {
    if (!url.startsWith('file:') || !url.endsWith('.ts')) return nextLoad(url, context);
    const filename = fileURLToPath(url);
    return { format: 'module', shortCircuit: true, source: transpile(readFileSync(filename, 'utf8'), filename) };
  },
});
