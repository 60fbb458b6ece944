// The subgraph as a process, with the traces inside its answers that the suite asks for.
import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginInlineTrace } from '@apollo/server/plugin/inlineTrace';
import { startStandaloneServer } from '@apollo/server/standalone';
import { productsSchema } from './products.ts';

const { schema } = await productsSchema();
const server = new ApolloServer({ schema, plugins: [ApolloServerPluginInlineTrace()] });
await startStandaloneServer(server, { listen: { port: Number(process.argv[2]), host: '127.0.0.1' } });
