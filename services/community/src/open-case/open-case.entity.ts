import { Entity } from '@mikro-orm/decorators/legacy';
import { followingCases, ToldCase } from '@millgate/kit';

/** What the handler of a case may know of a worker hangs on its being open. */
@Entity()
export class OpenCase extends ToldCase {}

export const cases = followingCases(OpenCase);
