import { Embedded, Entity, Enum, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { connectionOf, type Context, DateScalar, Lang, langArgument, LocalizedText } from '@millgate/kit';
import { Arg, Ctx, Directive, Field, ID, ObjectType, registerEnumType } from 'type-graphql';

export enum AdviceSourceKind {
  POLICY = 'POLICY',
  FINANCE_PRODUCT = 'FINANCE_PRODUCT',
}

registerEnumType(AdviceSourceKind, {
  name: 'AdviceSourceKind',
  description: 'What an answer can rest on.',
  valuesConfig: {
    POLICY: { description: 'A policy of an authority.' },
    FINANCE_PRODUCT: { description: 'A loan, pledge or insurance that a bank or insurer offers.' },
  },
});

@Entity()
@Directive('@key(fields: "code")')
@ObjectType({ description: 'A policy or finance product of the catalogue that advisers cite.' })
export class AdviceSource {
  @Field(() => ID, { description: 'The code its owner gives it.' })
  @PrimaryKey({ type: 'text' })
  code!: string;

  @Field(() => AdviceSourceKind, { description: 'What it is.' })
  @Enum({ items: () => AdviceSourceKind, type: 'text' })
  kind!: AdviceSourceKind;

  @Embedded(() => LocalizedText, { prefix: 'title_' })
  titles!: LocalizedText;

  @Embedded(() => LocalizedText, { prefix: 'issuer_' })
  issuers!: LocalizedText;

  @Field(() => DateScalar, { description: 'First day on which it can be cited.' })
  @Property({ type: 'date' })
  validFrom!: string;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'First day on which it does not hold any more; null while nobody has ended it.',
  })
  @Property({ type: 'date', nullable: true })
  validUntil: string | null = null;

  @Field(() => String, { description: 'Its title.' })
  title(@Arg('lang', () => Lang, langArgument) lang: Lang | undefined, @Ctx() context: Context): string {
    return context.text(this.titles, lang);
  }

  @Field(() => String, { description: 'Who issued it.' })
  issuer(@Arg('lang', () => Lang, langArgument) lang: Lang | undefined, @Ctx() context: Context): string {
    return context.text(this.issuers, lang);
  }
}

export const AdviceSourceConnection = connectionOf(AdviceSource);
