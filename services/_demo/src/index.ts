export * from './bulk.ts';
export * from './enterprises.ts';
export * from './ids.ts';
export * from './personas.ts';
export * from './places.ts';
