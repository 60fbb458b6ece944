import { type Database, openDatabase } from '@millgate/kit';
import { migrations } from '../migrations/index.ts';

/** Everything the registry keeps; any number of registries may stand before one. */
export const openRegistryDatabase = (url: string): Promise<Database> => openDatabase({ url, entities: [], migrations });
