import type { FilterQuery } from '@mikro-orm/postgresql';
import { type ListQuery, PageArgs } from '@millgate/kit';
import { ArgsType, Field, ID } from 'type-graphql';
import { CourseTheme } from '../course/course.entity.ts';
import { CourseInstance } from './course-instance.entity.ts';

@ArgsType()
export class SittingsArgs extends PageArgs {
  @Field(() => CourseTheme, { nullable: true, description: 'Only those of courses about this.' })
  theme?: CourseTheme | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'true: only those that can be enrolled in at the instant of the request; false: only those that cannot.',
  })
  open?: boolean | null;
}

@ArgsType()
export class AllSittingsArgs extends SittingsArgs {
  @Field(() => ID, { nullable: true, description: 'Only those held for this community.' })
  communityId?: string | null;
}

/** Sittings as the caller filters them, by beginning. What is open depends on the present; a cursor does not. */
export function sittings(
  field: string,
  { theme = null, open = null, communityId = null }: Omit<AllSittingsArgs, 'first' | 'after'>,
  now: Date,
): ListQuery<CourseInstance> {
  const openNow = { enrolFrom: { $lte: now }, cutoffAt: { $gt: now }, cancelledAt: null };
  const notOpen = { $or: [{ enrolFrom: { $gt: now } }, { cutoffAt: { $lte: now } }, { cancelledAt: { $ne: null } }] };
  const where: FilterQuery<CourseInstance> = {
    ...(communityId ? { communityId } : {}),
    ...(theme ? { courseRef: { theme } } : {}),
    ...(open === null ? {} : open ? openNow : notOpen),
  };
  return {
    entity: CourseInstance,
    field,
    where,
    filter: { theme, open, communityId },
    order: [
      ['startsAt', 'asc'],
      ['id', 'asc'],
    ],
  };
}
