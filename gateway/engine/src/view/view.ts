import type { GatewayInterface, GatewaySchemaLoadOrUpdateCallback } from '@apollo/server-gateway-interface';
import type { GraphQLSchema } from 'graphql';
import { Pieces } from '../supergraph/in-pieces.ts';

type SchemaUpdate = Parameters<GatewaySchemaLoadOrUpdateCallback>[0];

/** Makes of a graph's schema the one that some callers are shown: a part of it, so that what is valid there is valid. */
export type Showing = (schema: GraphQLSchema, supergraphSdl: string) => GraphQLSchema;

/** What a view needs of the engine that it is a view of. */
export interface Viewed {
  readonly executor: NonNullable<Awaited<ReturnType<GatewayInterface['load']>>['executor']>;
  onSchemaLoadOrUpdate(listener: GatewaySchemaLoadOrUpdateCallback): () => void;
  /** Requests that were validated against this schema run on the graph in service. */
  serveAs(schema: GraphQLSchema, before: GraphQLSchema | undefined): void;
}

/** Views that have to change do so one after the other: what is due at once would be done at once. */
let turn: Promise<void> = Promise.resolve();

/**
 * The graph as some of its callers see it, for an @apollo/server of their own: validation, introspection and messages
 * know only that part; plans, fetches and answers are made as for everybody. The engine is started first.
 */
export class View implements GatewayInterface {
  readonly #listeners = new Set<GatewaySchemaLoadOrUpdateCallback>();
  #shown: SchemaUpdate | undefined;
  #latest: SchemaUpdate | undefined;
  readonly #forget: () => void;

  constructor(
    private readonly engine: Viewed,
    private readonly showing: Showing,
  ) {
    this.#forget = engine.onSchemaLoadOrUpdate((update) => {
      this.#latest = update;
      if (!this.#shown) return this.#update(update);
      // Between the views of a new graph others are answered; until its turn a view shows the graph before.
      const pieces = new Pieces();
      const mine = turn.then(async () => {
        await pieces.next();
        if (this.#latest !== update) return;
        this.#update(update);
        await pieces.next();
      });
      turn = mine.catch(() => undefined);
    });
  }

  /** The schema that its callers see now. */
  get schema(): GraphQLSchema | undefined {
    return this.#shown?.apiSchema;
  }

  onSchemaLoadOrUpdate(listener: GatewaySchemaLoadOrUpdateCallback): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async load(): ReturnType<GatewayInterface['load']> {
    if (!this.#shown) throw new Error('The engine is started before its views.');
    for (const listener of this.#listeners) listener(this.#shown);
    return { executor: this.engine.executor };
  }

  async stop(): Promise<void> {
    this.#latest = undefined;
    this.#forget();
  }

  #update(update: SchemaUpdate): void {
    const before = this.#shown?.apiSchema;
    const apiSchema = this.showing(update.apiSchema, update.coreSupergraphSdl);
    this.engine.serveAs(apiSchema, before);
    this.#shown = { ...update, apiSchema };
    for (const listener of this.#listeners) listener(this.#shown);
  }
}
