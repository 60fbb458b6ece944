// Preloaded into programs of others that would listen on every interface: what is run for a test stays on this machine.
import { Server } from 'node:net';

const listen = Server.prototype.listen;
Server.prototype.listen = function (first, ...rest) {
  if (typeof first === 'number') {
    const callback = rest.find((argument) => typeof argument === 'function');
    return listen.call(this, { port: first, host: '127.0.0.1' }, callback);
  }
  if (first !== null && typeof first === 'object' && 'port' in first)
    return listen.call(this, { ...first, host: '127.0.0.1' }, ...rest);
  return listen.call(this, first, ...rest);
};
