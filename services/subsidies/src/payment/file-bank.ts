import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BankPort, PaymentInstruction, Received } from './bank.port.ts';
import { fromPain002, toPain001 } from './iso20022.rules.ts';

const name = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,120}\.json$/;

/**
 * A bank that takes and leaves files: instructions in `bank/out`, status reports in `bank/in`. A file appears whole or
 * not at all, since it is written beside and renamed; what has been read lies in `bank/in/done`, what cannot be read in
 * `bank/in/refused`.
 */
export function fileBank(folder: string): BankPort {
  const [out, incoming] = [join(folder, 'bank', 'out'), join(folder, 'bank', 'in')];
  return {
    async send(instruction: PaymentInstruction) {
      await mkdir(out, { recursive: true });
      const draft = join(out, `.${instruction.messageId}.${randomUUID()}`);
      try {
        await writeFile(draft, `${JSON.stringify(toPain001(instruction), null, 1)}\n`, { mode: 0o600, flush: true });
        await rename(draft, join(out, `${instruction.messageId}.json`));
      } catch (cause) {
        await rm(draft, { force: true });
        throw cause;
      }
    },
    async received() {
      await mkdir(incoming, { recursive: true });
      const names = (await readdir(incoming)).filter((entry) => name.test(entry)).toSorted();
      return Promise.all(names.map((entry) => read(incoming, entry)));
    },
    async putAside(entry, as) {
      await mkdir(join(incoming, as), { recursive: true });
      await rename(join(incoming, entry), join(incoming, as, entry)).catch((cause: NodeJS.ErrnoException) => {
        // Another process was quicker.
        if (cause.code !== 'ENOENT') throw cause;
      });
    },
  };
}

async function read(folder: string, entry: string): Promise<Received> {
  try {
    return { name: entry, report: fromPain002(JSON.parse(await readFile(join(folder, entry), 'utf8'))) };
  } catch (cause) {
    return { name: entry, fault: cause instanceof Error ? cause.message.slice(0, 500) : String(cause) };
  }
}
