import { Entity } from '@mikro-orm/decorators/legacy';
import { followingCases, ToldCase } from '@millgate/kit';

/** Where somebody ate is for whoever handles an open case about her, too. */
@Entity()
export class OpenCase extends ToldCase {}

export const cases = followingCases(OpenCase);
