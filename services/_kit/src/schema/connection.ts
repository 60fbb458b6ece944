import { Max, Min } from 'class-validator';
import { ArgsType, Directive, Field, Int, ObjectType, type ClassType } from 'type-graphql';

@ArgsType()
export class PageArgs {
  @Field(() => Int, { defaultValue: 20, description: 'How many to answer, 1 to 100.' })
  @Min(1)
  @Max(100)
  first!: number;

  @Field(() => String, {
    nullable: true,
    description: 'Cursor to answer what follows; from a page of the same field with the same filter and order.',
  })
  after?: string | null;
}

@Directive('@shareable')
@ObjectType({ description: 'Where a page lies in its list.' })
export class PageInfo {
  @Field(() => Boolean, { description: 'Whether more follow.' })
  hasNextPage!: boolean;

  @Field(() => Boolean, { description: 'Whether the page was asked for by a cursor, so that something precedes it.' })
  hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true, description: 'Cursor of the first item; null on an empty page.' })
  startCursor!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Cursor of the last item, to ask for the next page; null on an empty page.',
  })
  endCursor!: string | null;
}

export interface Edge<T> {
  node: T;
  cursor: string;
}

/** A page of a list, as the Relay connection specification has it. */
export interface Page<T> {
  edges: Edge<T>[];
  nodes: T[];
  pageInfo: PageInfo;
}

/** The connection type of a node type, named after it. Make one per type, beside its entity. */
export function connectionOf<T extends object>(Node: ClassType<T>): ClassType<Page<T>> {
  @ObjectType(`${Node.name}Edge`, {
    description: `An item of a page of ${Node.name}, with its cursor.`,
    simpleResolvers: true,
  })
  class NodeEdge implements Edge<T> {
    @Field(() => Node, { description: 'The item.' }) node!: T;
    @Field(() => String, { description: 'Where the item lies in the list.' }) cursor!: string;
  }

  @ObjectType(`${Node.name}Connection`, { description: `A page of a list of ${Node.name}.`, simpleResolvers: true })
  class NodeConnection implements Page<T> {
    @Field(() => [NodeEdge], { description: 'The items with their cursors.' }) edges!: NodeEdge[];
    @Field(() => [Node], { description: 'The items alone.' }) nodes!: T[];
    @Field(() => PageInfo, { description: 'Where the page lies in the list.' }) pageInfo!: PageInfo;
  }

  return NodeConnection;
}
