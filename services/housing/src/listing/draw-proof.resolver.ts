import { type Context, loadById, page, PageArgs, type Page } from '@millgate/kit';
import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { Application } from './application.entity.ts';
import { drawAlgorithm } from './draw.ts';
import { DrawEntry, DrawEntryConnection, DrawProof } from './draw-proof.ts';
import { Listing } from './listing.entity.ts';
import { maySeeListing } from './listing.policy.ts';
import { ReviewOrder } from './listing.rules.ts';

@Resolver(() => DrawProof)
export class DrawProofResolver {
  @Query(() => DrawProof, {
    nullable: true,
    description: 'What a draw can be checked with, by anybody; null if there is no such listing, or it is not drawn.',
  })
  async drawProof(
    @Arg('listingId', () => ID, { description: 'Id of the listing.' }) id: string,
    @Ctx() context: Context,
  ): Promise<DrawProof | null> {
    const listing = await loadById(context, Listing, id);
    if (!listing || !maySeeListing(context.caller, listing) || listing.reviewOrder !== ReviewOrder.LOTTERY) return null;
    const { seedCommitment, entropySource, entropy, entriesDigest, entriesFrozenAt } = listing;
    return Object.assign(new DrawProof(), {
      listing,
      algorithm: drawAlgorithm,
      seedCommitment,
      seed: listing.seed(),
      entropySource,
      entropy,
      entriesDigest,
      entriesFrozenAt,
    });
  }

  @FieldResolver(() => DrawEntryConnection, {
    description: 'The frozen entries, by id; none before closing. Every one of them has a rank, whatever became of it.',
  })
  async entries(
    @Root() { listing }: DrawProof,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ): Promise<Page<DrawEntry>> {
    const list = {
      entity: Application,
      field: 'DrawProof.entries',
      where: { listingRef: listing.id, frozen: true },
      order: [['id', 'asc']],
    } as const;
    const { edges, pageInfo } = await page(context, list, args);
    const shown = edges.map((edge) => ({
      node: Object.assign(new DrawEntry(), { entry: edge.node.id, rank: edge.node.rank }),
      get cursor() {
        return edge.cursor;
      },
    }));
    return { edges: shown, nodes: shown.map(({ node }) => node), pageInfo };
  }
}
