import { type Database, readConfig } from '@millgate/kit';
import { openServer } from './databases.ts';

/** Prints what some work on the gateway’s database says, as `start` lays it out. */
export async function onGatewayDatabase(work: (database: Database) => Promise<readonly string[]>): Promise<void> {
  const { openGatewayDatabase } = await import('@millgate/gateway');
  const server = await openServer(readConfig(process.env));
  try {
    const database = await openGatewayDatabase(await server.databaseOf('gateway'));
    try {
      await database.migrate();
      for (const line of await work(database)) process.stdout.write(`${line}\n`);
    } finally {
      await database.close();
    }
  } finally {
    await server.stop();
  }
}
