import { Command } from 'commander';
import { StartError } from '@millgate/kit';
import { registerAgency } from './commands/agency.ts';
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
import { RegistryAway, RegistryRefusal } from './registry/ask-registry.ts';

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
    registerAgency,
    registerRegistry,
    registerSupergraph,
  ])
    register(program);
  try {
    await program.parseAsync([...argv], { from: 'user' });
  } catch (cause) {
    if (!(cause instanceof StartError)) throw cause;
    if (cause instanceof RegistryRefusal && argv.includes('--json')) process.stdout.write(`${cause.asJson}\n`);
    process.stderr.write(`millgate: ${cause.message}\n`);
    process.exit(cause instanceof RegistryAway ? 3 : 1);
  }
}
