import type { FastifyInstance } from 'fastify';
import {
  type DocumentNode,
  execute,
  type ExecutionResult,
  GraphQLError,
  Kind,
  getOperationAST,
  OperationTypeNode,
  parse,
  validate,
  visit,
} from 'graphql';
import { type Logger, reason } from '@millgate/kit';
import { z, ZodError } from 'zod';
import type { Publisher } from '../agencies/publish-tokens.ts';
import { Refused } from '../refused.ts';
import { inOneLine } from '../rover/check-tasks.ts';
import { RefusedByCheck, type RoverParts, roverRoot } from '../rover/rover-graph.ts';
import { roverSchema } from '../rover/rover-schema.ts';
import type { Callers } from './callers.ts';

/** Rover’s longest document has half as many. */
const mostTokens = 800;
/** `frontendUrlRoot` and one thing more. */
const mostRootFields = 2;
const work: ReadonlySet<string> = new Set([
  'submitSubgraphCheckAsync',
  'publishSubgraph',
  'removeImplementingServiceAndTriggerComposition',
  'lintSchema',
]);

const question = z.object({
  query: z.string().max(20_000),
  variables: z.record(z.string(), z.unknown()).nullish(),
  operationName: z.string().nullish(),
});

/**
 * For Apollo’s Rover, which speaks GraphQL. Whatever is refused is answered with status 200 and the place where data would
 * be: Rover tries again for half a minute after any other status, and takes errors without data for a fault of its own.
 */
export function roverRoutes(
  app: FastifyInstance,
  { callers, log, ...parts }: RoverParts & { callers: Callers; log: Logger },
): void {
  app.post('/graphql', async (request): Promise<ExecutionResult> => {
    const { query, variables, operationName } = question.parse(request.body);
    const publisher = await callers.publisher(request).catch((cause: unknown) => {
      if (cause instanceof Refused) return cause;
      throw cause;
    });
    const who = (): Publisher => {
      if (publisher instanceof Refused) throw publisher;
      return publisher;
    };
    const { document, errors } = read(query);
    if (!document) return { errors };
    const root = roverRoot(parts, who, `${request.protocol}://${request.host}`);
    const isMutation = getOperationAST(document, operationName)?.operation === OperationTypeNode.MUTATION;
    const result = await execute({
      schema: roverSchema,
      document,
      rootValue: isMutation ? root.mutation : root.query,
      variableValues: variables,
      operationName,
    });
    return {
      data: result.data ?? {},
      ...(result.errors ? { errors: result.errors.map((error) => said(error, log)) } : {}),
    };
  });
}

function read(query: string) {
  try {
    const document = parse(query, { maxTokens: mostTokens });
    const errors = [...validate(roverSchema, document)];
    if (asksForMore(document)) errors.push(new GraphQLError('More is asked for at once than Rover asks.'));
    return errors.length > 0 ? { errors } : { document, errors };
  } catch (cause) {
    if (!(cause instanceof GraphQLError)) throw cause;
    return { errors: [cause] };
  }
}

/** Work is asked for once; named fragments, by which it could be asked for again and again, Rover does not use. */
function asksForMore(document: DocumentNode): boolean {
  let tasks = 0;
  visit(document, { Field: ({ name }) => void (tasks += work.has(name.value) ? 1 : 0) });
  return (
    tasks > 1 ||
    document.definitions.some(
      (node) => node.kind !== Kind.OPERATION_DEFINITION || node.selectionSet.selections.length > mostRootFields,
    )
  );
}

/** Rover prints the message and nothing else: code, reason and mend all stand in it. */
function said(error: GraphQLError, log: Logger): GraphQLError {
  const { originalError, path } = error;
  const withMessage = (message: string) => new GraphQLError(message, path ? { path } : {});
  if (originalError instanceof Refused) return withMessage(`${originalError.code}: ${inOneLine(originalError)}`);
  if (originalError instanceof RefusedByCheck) return withMessage(originalError.message);
  if (originalError instanceof ZodError) return withMessage('BAD_REQUEST: What was sent cannot be read.');
  if (!originalError) return withMessage(error.message);
  log.error({ cause: reason(originalError) }, 'the registry failed');
  return withMessage('INTERNAL_SERVER_ERROR: This could not be done because of a fault of ours. Try again.');
}
