import { LRUCache } from 'lru-cache';
import type { Database } from '@millgate/kit';

export const appName = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

export const documentId = /^[0-9a-f]{64}$/;

/** A document that was published for an app, known by the SHA-256 of its text. */
export interface RegisteredDocument {
  readonly app: string;
  readonly hash: string;
  readonly name: string;
  readonly kind: 'query' | 'mutation' | 'subscription';
  readonly body: string;
}

/** How long a document that was withdrawn is still answered, and one that was published is not found, at most. */
const rememberedMillis = 5_000;

const keptBytes = 16_000_000;

/** The documents of every app, in the gateway’s database. */
export class Documents {
  readonly #known: LRUCache<string, { readonly body: string | null }>;

  constructor(private readonly database: Database) {
    this.#known = new LRUCache({
      maxSize: keptBytes,
      sizeCalculation: ({ body }, key) => key.length + (body?.length ?? 0) + 64,
      ttl: rememberedMillis,
    });
  }

  /** The text of an app’s document. One app’s document is no other’s. */
  async find(app: string, hash: string): Promise<string | null> {
    const key = `${app} ${hash}`;
    const known = this.#known.get(key);
    if (known) return known.body;
    const [row] = await this.database
      .fork()
      .execute<{ body: string }[]>('select "body" from "registered_document" where "app" = ? and "hash" = ?', [
        app,
        hash,
      ]);
    const body = row?.body ?? null;
    this.#known.set(key, { body });
    return body;
  }

  /** Adds what is not there yet; answers how many were. */
  async publish(documents: readonly RegisteredDocument[], now: Date): Promise<number> {
    const em = this.database.fork();
    return em.transactional(async (tx) => {
      let added = 0;
      for (const { app, hash, name, kind, body } of documents) {
        const rows = await tx.execute<object[]>(
          `insert into "registered_document" ("app", "hash", "name", "kind", "body", "published_at")
             values (?, ?, ?, ?, ?, ?) on conflict do nothing returning 1 as added`,
          [app, hash, name, kind, body, now],
        );
        added += rows.length;
      }
      return added;
    });
  }

  async list(app: string | undefined): Promise<Omit<RegisteredDocument, 'body'>[]> {
    return this.database
      .fork()
      .execute<Omit<RegisteredDocument, 'body'>[]>(
        `select "app", "hash", "name", "kind" from "registered_document" where "app" = coalesce(?, "app") order by "app", "name", "hash"`,
        [app ?? null],
      );
  }

  /** Every text, for whoever must know whom a change would break. */
  async texts(): Promise<{ app: string; hash: string; name: string; text: string }[]> {
    return this.database
      .fork()
      .execute<{ app: string; hash: string; name: string; text: string }[]>(
        `select "app", "hash", "name", "body" as "text" from "registered_document" order by "app", "hash"`,
      );
  }

  /** Takes back all of an app’s documents but those in `kept`; answers how many. */
  async withdraw(app: string, kept: readonly string[]): Promise<number> {
    const rows = await this.database
      .fork()
      .execute<object[]>(
        'delete from "registered_document" where "app" = ? and not ("hash" = any(string_to_array(?, \',\'))) returning 1 as gone',
        [app, kept.join(',')],
      );
    return rows.length;
  }
}
