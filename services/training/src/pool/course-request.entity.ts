import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { connectionOf, type Context, DateTimeScalar, loadBy } from '@millgate/kit';
import { Ctx, Field, Int, ObjectType } from 'type-graphql';
import { CourseInstance } from '../instance/course-instance.entity.ts';
import { Community, DemandPool, Enterprise } from '../links/links.stub.ts';

/** What this subgraph was told of a pool that reached its threshold; its id is the pool's. */
@Entity()
@ObjectType({ description: 'A course that a demand pool asks for. For trainers.' })
export class CourseRequest {
  @PrimaryKey({ type: 'text' })
  id!: string;

  @Property({ type: 'text' })
  communityId!: string;

  @Field(() => String, { description: 'What exactly, in a line, as the pool has it.' })
  @Property({ type: 'text' })
  topic!: string;

  /** First comers first. */
  @Property({ type: 'array', columnType: 'text[]' })
  founderIds: string[] = [];

  @Field(() => Int, { description: 'How many people the enterprises in it wanted to send.' })
  @Property({ type: 'int' })
  headcount!: number;

  @Field(() => DateTimeScalar, { description: 'When the pool reached its threshold.' })
  @Property({ type: 'timestamptz' })
  reachedAt!: Date;

  @Field(() => DemandPool, { nullable: true, description: 'The pool.' })
  pool(): DemandPool {
    return { id: this.id };
  }

  @Field(() => Community, { nullable: true, description: 'The community in which it gathered.' })
  community(): Community {
    return { id: this.communityId };
  }

  @Field(() => [Enterprise], { nullable: true, description: 'The enterprises in it, first comers first.' })
  founders(): Enterprise[] {
    return this.founderIds.map((id) => ({ id }));
  }

  @Field(() => CourseInstance, { nullable: true, description: 'The sitting that was opened for it; null before.' })
  async opened(@Ctx() context: Context): Promise<CourseInstance | null> {
    return loadBy(context, CourseInstance, 'poolId', this.id);
  }
}

export const CourseRequestConnection = connectionOf(CourseRequest);
