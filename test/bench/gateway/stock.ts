// The gateway as its makers' documentation sets it up: nothing of ours in it.
import { readFileSync } from 'node:fs';
import { ApolloGateway } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';

process.env['APOLLO_TELEMETRY_DISABLED'] = 'true';
const [port = '0', file = ''] = process.argv.slice(2);
const gateway = new ApolloGateway({ supergraphSdl: readFileSync(file, 'utf8') });
await startStandaloneServer(new ApolloServer({ gateway }), { listen: { port: Number(port), host: '127.0.0.1' } });
