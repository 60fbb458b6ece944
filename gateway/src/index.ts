export { openGatewayDatabase } from './database.ts';
export { mutationMillis } from './deadlines.ts';
export { createGateway, type Gateway, type GatewayOptions } from './server.ts';
