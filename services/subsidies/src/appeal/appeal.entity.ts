import { Entity, Enum, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { Ref } from '@mikro-orm/postgresql';
import { type Context, DateTimeScalar } from '@millgate/kit';
import { Ctx, Directive, Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { Claim } from '../claim/claim.entity.ts';
import { readableClaim } from '../claim/claims.fields.ts';

export enum AppealState {
  FILED = 'FILED',
  UPHELD = 'UPHELD',
  REJECTED = 'REJECTED',
}

registerEnumType(AppealState, {
  name: 'AppealState',
  description: 'What became of an appeal.',
  valuesConfig: {
    FILED: { description: 'Not decided yet.' },
    UPHELD: { description: 'The claimant was right; the claim is granted.' },
    REJECTED: { description: 'The refusal stands.' },
  },
});

@Entity()
@Directive('@key(fields: "id")')
@ObjectType({ description: 'A claimant’s objection to a refusal.' })
export class Appeal {
  @Field(() => ID, { description: 'Opaque id, `apl_…`.' })
  @PrimaryKey({ type: 'text' })
  id!: string;

  @ManyToOne(() => Claim, { ref: true, fieldName: 'claim_id' })
  claimRef!: Ref<Claim>;

  @Field(() => String, { description: 'Why the claimant objects, in the claimant’s words.' })
  @Property({ type: 'text' })
  grounds!: string;

  @Field(() => AppealState, { description: 'What became of it.' })
  @Enum({ items: () => AppealState, type: 'text' })
  state!: AppealState;

  @Field(() => DateTimeScalar, { description: 'When it was filed.' })
  @Property({ type: 'timestamptz' })
  filedAt!: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was decided; null until then.' })
  @Property({ type: 'timestamptz', nullable: true })
  decidedAt: Date | null = null;

  @Field(() => String, { nullable: true, description: 'The reasons of the decision; null until then.' })
  @Property({ type: 'text', nullable: true })
  finding: string | null = null;

  @Property({ type: 'text', nullable: true })
  decidedBy: string | null = null;

  @Field(() => Claim, { nullable: true, description: 'The claim that was refused.' })
  async claim(@Ctx() context: Context): Promise<Claim | null> {
    return readableClaim(context, this.claimRef.id);
  }
}
