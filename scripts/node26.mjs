// The project runs on Node 26, which its own dependencies bring along; whoever starts it with an older
// Node is handed on to that one.
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const needed = 26;

function bundledNode() {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const manifest = createRequire(import.meta.url).resolve(`node-${platform}-${process.arch}/package.json`);
  return join(dirname(manifest), 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
}

/** Returns when this process is recent enough; otherwise runs the same command line on the bundled Node and exits with its code. */
export async function onNode26() {
  if (Number(process.versions.node.split('.')[0]) >= needed) return;
  let node;
  try {
    node = bundledNode();
  } catch {
    console.error(
      `millgate needs Node ${needed} or later, and none came with the installation for ${process.platform}-${process.arch}.`,
    );
    process.exit(1);
  }
  const child = spawn(node, [...process.execArgv, ...process.argv.slice(1)], { stdio: 'inherit' });
  // A terminal signals the whole group; a supervisor signals only this process, so pass it on.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  await new Promise((resolve) => child.on('exit', (code, signal) => resolve(process.exit(code ?? (signal ? 1 : 0)))));
}
