import type { FastifyInstance } from 'fastify';
import { type ContractName, contractNames, type Database, sql } from '@millgate/kit';
import { z } from 'zod';
import { notFound } from '../refused.ts';
import type { Callers } from './callers.ts';

interface Entry {
  readonly version: number;
  readonly cause: string;
  readonly composedAt: string;
  readonly changes: readonly { level: string; coordinate: string; message: string }[];
}

/** What changed, version by version, as each contract shows it: Atom for readers, JSON for programs. */
export function feedRoutes(
  app: FastifyInstance,
  { database, callers }: { database: Database; callers: Callers },
): void {
  app.get<{ Params: { file: string } }>('/v1/changes/:file', async (request, reply) => {
    const [, name, form] = /^(\w+)\.(atom|json)$/.exec(request.params.file) ?? [];
    const contract = contractNames.find((each) => each === name);
    if (!contract) throw notFound(`feed ${request.params.file}`);
    // What partners and our own front ends are shown is theirs to read.
    if (contract !== 'public') await callers.anyone(request);
    const { limit } = z.object({ limit: z.coerce.number().int().min(1).max(200).default(50) }).parse(request.query);
    const entries = await entriesOf(database, contract, limit);
    if (form === 'json') return { contract, entries };
    return reply.type('application/atom+xml; charset=utf-8').send(atom(contract, entries));
  });
}

/** A contract holds those before it: what changes for the public changes for partners too. */
async function entriesOf(database: Database, contract: ContractName, limit: number): Promise<Entry[]> {
  const shown = contractNames.slice(0, contractNames.indexOf(contract) + 1).join(',');
  const rows = await sql<{ version: string; cause: string; composed_at: string; changes: Entry['changes'] }>(
    database.fork(),
    `select v.no as version, v.cause, v.composed_at,
            jsonb_agg(jsonb_build_object('level', c.level, 'coordinate', c.coordinate, 'message', c.message) order by c.position) as changes
       from graph_version v join contract_change c on c.version = v.no
      where c.contract = any(string_to_array(?, ',')) group by v.no order by v.no desc limit ?`,
    [shown, limit],
  );
  return rows.map(({ version, cause, composed_at, changes }) => ({
    version: Number(version),
    cause,
    composedAt: new Date(composed_at).toISOString(),
    changes,
  }));
}

const escaped = (text: string) =>
  text.replace(/[<>&"']/g, (sign) => `&#${sign.charCodeAt(0)};`).replaceAll(/[^\P{Cc}\n]/gu, ' ');

function atom(contract: string, entries: readonly Entry[]): string {
  const items = entries.map(({ version, cause, composedAt, changes }) => {
    const lines = changes.map(({ level, message }) => `${level}: ${message}`).join('\n');
    return `<entry><id>urn:millgate:graph:${version}</id><title>Version ${version}: ${escaped(cause)}</title><updated>${composedAt}</updated><content type="text">${escaped(lines)}</content></entry>`;
  });
  const updated = entries[0]?.composedAt ?? '1970-01-01T00:00:00.000Z';
  return `<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom"><id>urn:millgate:changes:${contract}</id><title>Changes of the graph, as ${contract} shows it</title><updated>${updated}</updated><author><name>Millgate</name></author>${items.join('')}</feed>\n`;
}
