// Opens sockets and says nothing on them: `node idle-sockets.mjs PORT COUNT`. Prints `open` when all of them are, and at
// the end how many milliseconds the last was left open. A process of its own, since both ends would not fit into one.
import { connect } from 'node:net';

const [port, count] = process.argv.slice(2).map(Number);
const began = performance.now();
let opened = 0;

const one = () =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      opened += 1;
      if (opened === count) process.stdout.write('open\n');
    });
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(performance.now() - began));
    socket.resume();
  });

const held = [];
// In portions: a queue of connections that are not taken yet is short.
for (let i = 0; i < count; i += 500) {
  held.push(...Array.from({ length: Math.min(500, count - i) }, one));
  await new Promise((resolve) => setTimeout(resolve, 50));
}
process.stdout.write(`${Math.round(Math.max(...(await Promise.all(held))))}\n`);
