import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import type { Documents } from '@millgate/gateway';
import { StartError, systemClock } from '@millgate/kit';
import { buildSchemaFromSupergraph, supergraphSdl } from '@millgate/schema';
import { onGatewayDatabase } from '../arrangements/gateway-database.ts';

export function registerDocuments(program: Command): void {
  const documents = program.command('documents').description('Documents that apps have published beforehand.');
  documents
    .command('publish')
    .description('Publish the operations of a manifest, as Apollo’s generator writes it, for an app.')
    .argument('<manifest>', 'a file of format apollo-persisted-query-manifest, version 1')
    .requiredOption('--app <name>', 'the app that sends them, by the header apollographql-client-name')
    .option('--only', 'and withdraw whatever else the app has')
    .action(async (file: string, { app, only }: { app: string; only?: true }) => {
      const { readManifest, UnusableManifest } = await import('@millgate/gateway');
      try {
        const found = readManifest(app, contentOf(file), buildSchemaFromSupergraph(supergraphSdl()));
        await onDocuments(async (published) => {
          const added = await published.publish(found, systemClock.now());
          const kept = found.map(({ hash }) => hash);
          const gone = only ? await published.withdraw(app, kept) : 0;
          return [`${app}: ${added} published, ${found.length - added} were there, ${gone} withdrawn`];
        });
      } catch (cause) {
        if (!(cause instanceof UnusableManifest)) throw cause;
        throw new StartError(`${file} was not published:\n${cause.faults.map((fault) => `  ${fault}`).join('\n')}`);
      }
    });
  documents
    .command('list')
    .description('Say which documents are published, and by which ids.')
    .option('--app <name>', 'of this app only')
    .action(({ app }: { app?: string }) =>
      onDocuments(async (published) =>
        (await published.list(app)).map(({ app: of, kind, name, hash }) => `${of} ${kind} ${name} ${hash}`),
      ),
    );
  documents
    .command('withdraw')
    .description('Take back all documents of an app; they are refused within five seconds.')
    .requiredOption('--app <name>', 'the app')
    .action(({ app }: { app: string }) =>
      onDocuments(async (published) => [`${app}: ${await published.withdraw(app, [])} withdrawn`]),
    );
}

function contentOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new StartError(`the manifest ${file} cannot be read`);
  }
}

async function onDocuments(work: (documents: Documents) => Promise<readonly string[]>): Promise<void> {
  const { Documents } = await import('@millgate/gateway');
  await onGatewayDatabase((database) => work(new Documents(database)));
}
