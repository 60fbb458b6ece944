import { Command } from 'commander';
import { StartError } from '@millgate/kit';
import { registerDocuments } from './commands/documents.ts';
import { registerKey, registerTokenRevocation } from './commands/key.ts';
import { registerGateway } from './commands/gateway.ts';
import { registerRegistry } from './commands/registry.ts';
import { registerRegistryTables } from './commands/registry-tables.ts';
import { registerReplay } from './commands/replay.ts';
import { registerSchema } from './commands/schema.ts';
import { registerDatabase } from './commands/database.ts';
import { registerStart } from './commands/start.ts';
import { registerSupergraph } from './commands/supergraph.ts';
import { registerSubgraph } from './commands/subgraph.ts';
import { registerToken } from './commands/token.ts';

/** The `millgate` command line. A start that cannot succeed ends with one line and exit code 1. */
export async function main(argv: readonly string[]): Promise<void> {
  const program = new Command('millgate').description('One GraphQL graph for the services of an industrial community.');
  for (const register of [
    registerStart,
    registerGateway,
    registerSubgraph,
    registerDatabase,
    registerToken,
    registerReplay,
    registerSchema,
    registerRegistryTables,
    registerDocuments,
    registerKey,
    registerTokenRevocation,
    registerRegistry,
    registerSupergraph,
  ])
    register(program);
  try {
    await program.parseAsync([...argv], { from: 'user' });
  } catch (cause) {
    if (!(cause instanceof StartError)) throw cause;
    process.stderr.write(`millgate: ${cause.message}\n`);
    process.exit(1);
  }
}
