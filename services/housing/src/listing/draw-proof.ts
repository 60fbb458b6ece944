import { connectionOf, DateTimeScalar } from '@millgate/kit';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { Listing } from './listing.entity.ts';

@ObjectType({
  description: 'An entry of a draw. Whose it is, its applicant alone can tell: by the id of her application.',
})
export class DrawEntry {
  @Field(() => ID, { description: 'Id of the application.' })
  entry!: string;

  @Field(() => Int, { nullable: true, description: 'The rank it was given; null before the draw.' })
  rank!: number | null;
}

export const DrawEntryConnection = connectionOf(DrawEntry);

@ObjectType({
  description:
    'All that is needed to recompute a draw. `services/housing/verify-draw.mjs` does it, without any code of ours.',
})
export class DrawProof {
  listing!: Listing;

  @Field(() => String, { description: 'How ranks follow from seed, public value and entries.' })
  algorithm!: string;

  @Field(() => String, { nullable: true, description: 'SHA-256 of the seed in hex, published before anybody applied.' })
  seedCommitment!: string | null;

  @Field(() => String, { nullable: true, description: 'The seed, revealed with the ranks; null before the draw.' })
  seed!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Which public value is mixed in, as announced; null where none is.',
  })
  entropySource!: string | null;

  @Field(() => String, { nullable: true, description: 'That value; null before the draw, and where none is mixed in.' })
  entropy!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'SHA-256 of all entries, sorted, joined by line feeds, in hex; published when the listing closed.',
  })
  entriesDigest!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the entries were frozen; null before closing.' })
  entriesFrozenAt!: Date | null;
}
