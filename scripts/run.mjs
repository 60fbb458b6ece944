#!/usr/bin/env node
// `node scripts/run.mjs FILE.ts …`: runs a TypeScript program of the project on Node 26.
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { onNode26 } from './node26.mjs';

await onNode26();
await import('./typescript.mjs');
process.argv.splice(1, 1);
await import(pathToFileURL(resolve(process.argv[1])).href);
