import { Entity, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { Ref } from '@mikro-orm/postgresql';
import { DateTimeScalar } from '@millgate/kit';
import { Field, ID, ObjectType } from 'type-graphql';
import { TitleEvaluation } from './title-evaluation.entity.ts';

@Entity()
@ObjectType({
  description:
    'What somebody has against the conferring of a title. For trainers; the candidate learns the reason only.',
})
export class TitleObjection {
  @Field(() => ID, { description: 'Opaque id, `tob_…`.' })
  @PrimaryKey({ type: 'text' })
  id!: string;

  @ManyToOne(() => TitleEvaluation, { ref: true, fieldName: 'evaluation_id' })
  evaluationRef!: Ref<TitleEvaluation>;

  /** Who objects is told to nobody: whoever has something to say must not fear the one it is about. */
  @Property({ type: 'text' })
  objectorId!: string;

  @Field(() => String, { description: 'Why, in the objector’s words.' })
  @Property({ type: 'text' })
  reason!: string;

  @Field(() => DateTimeScalar, { description: 'When it was raised.' })
  @Property({ type: 'timestamptz' })
  raisedAt!: Date;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether it was found to be right; null while it is looked into.',
  })
  @Property({ type: 'boolean', nullable: true })
  upheld: boolean | null = null;

  @Field(() => String, { nullable: true, description: 'What was found; null while it is looked into.' })
  @Property({ type: 'text', nullable: true })
  answer: string | null = null;

  @Property({ type: 'timestamptz', nullable: true })
  decidedAt: Date | null = null;
}
