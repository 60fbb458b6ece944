export { openGatewayDatabase } from './database.ts';
export { mutationMillis } from './deadlines.ts';
export { createGateway, type Gateway, type GatewayOptions } from './server.ts';
export { costLimits } from './limits/limits.ts';
export { documentLimits } from './limits/document-limits.ts';
export { operationWeights, type OperationWeight } from './limits/operations.ts';
export { exampleOperations } from './pages/explorer.ts';
export { Documents } from './documents/documents.ts';
export { readManifest, UnusableManifest } from './documents/manifest.ts';
