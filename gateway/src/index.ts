export { createGateway, type Gateway, type GatewayOptions } from './server.ts';
export { audience } from './request-context.ts';
