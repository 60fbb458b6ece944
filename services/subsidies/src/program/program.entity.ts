import { Embedded, Entity, Enum, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { Opt, Ref } from '@mikro-orm/postgresql';
import {
  childrenOf,
  connectionOf,
  type Context,
  DateScalar,
  DateTimeScalar,
  Lang,
  langArgument,
  loadById,
  LocalizedText,
  LongScalar,
} from '@millgate/kit';
import { Arg, Ctx, Directive, Field, ID, ObjectType } from 'type-graphql';
import { Claimant, ParameterUnit, ProgramKind, ProgramState } from './program.enums.ts';

@Entity()
@Directive('@key(fields: "id")')
@Directive('@key(fields: "code")')
@ObjectType({ description: 'A subsidy or benefit that a district gives by published rules.' })
export class SubsidyProgram {
  @Field(() => ID, { description: 'Opaque id, `sub_…`.' })
  @PrimaryKey({ type: 'text' })
  id!: string;

  @Field(() => String, { description: 'The name by which programs and papers cite it, such as `YOUTH_HOME_PURCHASE`.' })
  @Property({ type: 'text' })
  code!: string;

  @Embedded(() => LocalizedText, { prefix: 'name_' })
  names!: LocalizedText;

  @Embedded(() => LocalizedText, { prefix: 'basis_' })
  bases!: LocalizedText;

  @Field(() => ProgramKind, { description: 'Whether it gives money or something else.' })
  @Enum({ items: () => ProgramKind, type: 'text' })
  kind!: ProgramKind;

  @Field(() => Claimant, { description: 'Who may claim it.' })
  @Enum({ items: () => Claimant, type: 'text' })
  claimant!: Claimant;

  @Field(() => ProgramState, { description: 'Whether it can be claimed.' })
  @Enum({ items: () => ProgramState, type: 'text' })
  state!: ProgramState;

  @Field(() => String, { description: 'What people call it.' })
  name(@Arg('lang', () => Lang, langArgument) lang: Lang | undefined, @Ctx() context: Context): string {
    return context.text(this.names, lang);
  }

  @Field(() => String, { description: 'The document it rests on.' })
  basis(@Arg('lang', () => Lang, langArgument) lang: Lang | undefined, @Ctx() context: Context): string {
    return context.text(this.bases, lang);
  }

  @Field(() => [Parameter], { description: 'The figures its rules use, by name.' })
  async parameters(@Ctx() context: Context): Promise<Parameter[]> {
    return childrenOf(context, { entity: Parameter, parent: 'programRef', order: [['name', 'asc']] }, this.id);
  }
}

export const SubsidyProgramConnection = connectionOf(SubsidyProgram);

@Entity()
@Directive('@key(fields: "id")')
@ObjectType({ description: 'A figure that a programme’s rules use, with every value it has had.' })
export class Parameter {
  @Field(() => ID, { description: 'Opaque id, `par_…`.' })
  @PrimaryKey({ type: 'text' })
  id!: string;

  @ManyToOne(() => SubsidyProgram, { ref: true, fieldName: 'program_id' })
  programRef!: Ref<SubsidyProgram>;

  @Field(() => String, { description: 'What the rules call it, such as `ageMax`.' })
  @Property({ type: 'text' })
  name!: string;

  @Field(() => ParameterUnit, { description: 'What its values count.' })
  @Enum({ items: () => ParameterUnit, type: 'text' })
  unit!: ParameterUnit;

  @Field(() => SubsidyProgram, { description: 'The programme whose rules use it.' })
  async program(@Ctx() context: Context): Promise<SubsidyProgram | null> {
    return loadById(context, SubsidyProgram, this.programRef.id);
  }

  @Field(() => [ParameterValue], { description: 'Its values, by first day.' })
  async values(@Ctx() context: Context): Promise<ParameterValue[]> {
    return childrenOf(
      context,
      {
        entity: ParameterValue,
        parent: 'parameterRef',
        order: [
          ['from', 'asc'],
          ['recordedAt', 'asc'],
        ],
      },
      this.id,
    );
  }
}

@Entity()
@ObjectType({ description: 'What a parameter is worth from a day on, until its next value.' })
export class ParameterValue {
  @PrimaryKey({ type: 'text' })
  id!: string;

  @ManyToOne(() => Parameter, { ref: true, fieldName: 'parameter_id' })
  parameterRef!: Ref<Parameter>;

  @Field(() => DateScalar, { description: 'First day on which it governs.' })
  @Property({ type: 'date', fieldName: 'valid_from' })
  from!: string;

  @Field(() => LongScalar, { nullable: true, description: 'The value; null from the day on which it is lifted.' })
  @Property({ type: 'bigint', runtimeType: 'number', nullable: true })
  value!: number | null;

  @Embedded(() => LocalizedText, { prefix: 'reference_' })
  references!: LocalizedText;

  @Field(() => DateTimeScalar, {
    description: 'When it was recorded; a later record for the same first day replaces it, and both stay.',
  })
  @Property({ type: 'timestamptz' })
  recordedAt: Opt<Date> = new Date(0);

  /** Id of the officer; null for what came with the programme. */
  @Property({ type: 'text', nullable: true })
  recordedBy: string | null = null;

  @Field(() => String, { description: 'The document that sets it.' })
  reference(@Arg('lang', () => Lang, langArgument) lang: Lang | undefined, @Ctx() context: Context): string {
    return context.text(this.references, lang);
  }
}
