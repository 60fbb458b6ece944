import { type Database, openDatabase } from '@millgate/kit';
import { migrations } from '../migrations/index.ts';

/** What the gateway keeps, and every replica of it shares: keys, revocations. No data of the community. */
export const openGatewayDatabase = (url: string): Promise<Database> => openDatabase({ url, entities: [], migrations });
