import { pino, type Logger } from 'pino';

export type { Logger };

/** One line of JSON an event on standard error, so that standard output stays the program's own. */
export function createLogger(level: string = 'warn'): Logger {
  return pino({ level, base: null }, pino.destination({ dest: 2, sync: true }));
}
