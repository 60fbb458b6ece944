#!/usr/bin/env node
import { onNode26 } from '../../scripts/node26.mjs';

await onNode26();
await import('../../scripts/typescript.mjs');
const { main } = await import('../src/main.ts');
await main(process.argv.slice(2));
