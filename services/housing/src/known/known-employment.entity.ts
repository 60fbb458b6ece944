import { Entity } from '@mikro-orm/decorators/legacy';
import { ToldEmployment } from '@millgate/kit';

/** An enterprise houses its own people, and free lodging is for job-seekers. */
@Entity()
export class KnownEmployment extends ToldEmployment {}
