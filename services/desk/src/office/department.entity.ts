import { Embedded, Entity, Enum, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { Opt, Ref } from '@mikro-orm/postgresql';
import { type Context, Lang, langArgument, LocalizedText } from '@millgate/kit';
import { Arg, Ctx, Directive, Field, ID, ObjectType } from 'type-graphql';
import { Theme } from '../case/theme.ts';

@Entity()
@Directive('@key(fields: "id")')
@ObjectType({ description: 'A department behind the one window.' })
export class Department {
  @Field(() => ID, { description: 'Opaque id, `dpt_…`.' })
  @PrimaryKey({ type: 'text' })
  id!: string;

  @Field(() => String, { description: 'Short name that routing and item lists use.' })
  @Property({ type: 'text' })
  code!: string;

  @Embedded(() => LocalizedText, { prefix: 'name_' })
  names!: LocalizedText;

  @Field(() => String, { description: 'Its name.' })
  name(@Arg('lang', () => Lang, langArgument) lang: Lang | undefined, @Ctx() context: Context): string {
    return context.text(this.names, lang);
  }
}

/** Somebody who owns cases of a department. Named by the id of the staff account. */
@Entity()
@ObjectType({ description: 'A person of a department: the one who answers for a case.' })
export class Officer {
  @Field(() => ID, { description: 'Id of the staff account.' })
  @PrimaryKey({ type: 'text' })
  id!: string;

  @ManyToOne(() => Department, { ref: true, fieldName: 'department_id' })
  departmentRef!: Ref<Department>;

  @Embedded(() => LocalizedText, { prefix: 'name_' })
  names!: LocalizedText;

  /** Who has left keeps the cases they decided, and is given no new ones. */
  @Property({ type: 'boolean' })
  active: Opt<boolean> = true;

  @Field(() => String, { description: 'What people call them.' })
  name(@Arg('lang', () => Lang, langArgument) lang: Lang | undefined, @Ctx() context: Context): string {
    return context.text(this.names, lang);
  }
}

/** Which department takes the matters of a theme that no item decides. */
@Entity()
export class RoutingRule {
  @Enum({ items: () => Theme, type: 'text', primary: true })
  theme!: Theme;

  @ManyToOne(() => Department, { ref: true, fieldName: 'department_id' })
  departmentRef!: Ref<Department>;
}
