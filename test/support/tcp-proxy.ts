import { createServer, connect, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

/** A network that is not as good as loopback. */
export interface Network {
  /** How long each piece is under way, at least and at most. */
  readonly delayMs?: readonly [number, number];
  /** Which share of connections breaks in the middle. */
  readonly resets?: number;
  /** The other side has lost its power: what is sent stays unanswered, and nothing says so. */
  readonly frozen?: boolean;
}

export interface TcpProxy {
  readonly port: number;
  network: Network;
  /** Connections that are open, and those that ever were. */
  readonly open: ReadonlySet<Socket>;
  readonly accepted: number;
  stop(): Promise<void>;
}

/** Stands between two sides of a connection. `random` decides who is unlucky. */
export async function startTcpProxy(target: number, random: () => number = Math.random): Promise<TcpProxy> {
  const open = new Set<Socket>();
  let accepted = 0;
  const server = createServer((near) => {
    accepted += 1;
    open.add(near);
    const far = connect(target, '127.0.0.1');
    const end = () => {
      open.delete(near);
      near.destroy();
      far.destroy();
    };
    const carry = (to: Socket) => (piece: Buffer) => {
      const { delayMs = [0, 0], resets = 0, frozen } = proxy.network;
      if (frozen) return;
      if (random() < resets) return end();
      const delay = delayMs[0] + random() * (delayMs[1] - delayMs[0]);
      if (delay === 0) to.write(piece);
      else setTimeout(() => void (to.destroyed || to.write(piece)), delay);
    };
    near.on('data', carry(far));
    far.on('data', carry(near));
    for (const socket of [near, far]) {
      socket.on('error', end);
      socket.on('close', () => void (proxy.network.frozen ? open.delete(near) : end()));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const proxy: TcpProxy = {
    port: (server.address() as AddressInfo).port,
    network: {},
    open,
    get accepted() {
      return accepted;
    },
    stop: () =>
      new Promise((resolve) => {
        for (const socket of open) socket.destroy();
        server.close(() => resolve());
      }),
  };
  return proxy;
}
