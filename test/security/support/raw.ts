import { connect } from 'node:net';
import type { Lab } from './lab.ts';

/**
 * Sends bytes as they are; answers what came back until the connection was closed. One that is left open is an error:
 * what follows on it could be taken for another request.
 */
export function sendBytes(lab: Lab, bytes: string | Buffer, patienceMs = 20_000): Promise<string> {
  const { hostname, port } = new URL(lab.url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname);
    let text = '';
    const end = () => {
      socket.destroy();
      resolve(text);
    };
    socket.setTimeout(patienceMs, () => {
      socket.destroy();
      reject(new Error(`the connection stayed open: ${text}`));
    });
    socket.on('data', (chunk) => (text += chunk.toString('latin1')));
    socket.on('error', end);
    socket.on('close', end);
    socket.write(bytes);
  });
}

/** One request, its lines as they are sent. */
export const request = (...lines: readonly string[]): string => lines.join('\r\n');
