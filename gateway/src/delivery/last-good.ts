import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/** The last graph that was served, on disk: a gateway starts from it when the registry does not answer. */
export class LastGood {
  constructor(readonly file: string) {}

  /** The text, unverified; undefined where there is none. */
  async read(): Promise<string | undefined> {
    try {
      return await readFile(this.file, 'utf8');
    } catch {
      return undefined;
    }
  }

  /** Whole or not at all: a disk that fills up while it is written leaves the one before. */
  async write(text: string): Promise<void> {
    const draft = `${this.file}.${process.pid}.draft`;
    await mkdir(dirname(this.file), { recursive: true });
    try {
      const handle = await open(draft, 'w', 0o600);
      try {
        await handle.writeFile(text);
        await handle.sync();
      } finally {
        await handle.close();
      }
      await rename(draft, this.file);
    } catch (cause) {
      await rm(draft, { force: true }).catch(() => undefined);
      throw cause;
    }
  }
}
