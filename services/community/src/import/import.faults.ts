import { type Context, inLang } from '@millgate/kit';
import { Ctx, Field, Int, ObjectType, registerEnumType } from 'type-graphql';

/** What can be wrong with a cell. */
const rules = {
  REQUIRED: ['The cell is empty and must not be.', '该单元格不能为空。'],
  LENGTH: ['At most 100 characters.', '最多 100 个字符。'],
  SHAPE: ['It has not the shape that the column asks for.', '格式不正确。'],
  ROUNDED: [
    'A spreadsheet took the cell for a number and rounded it; make the column text, and type it again.',
    '电子表格把该单元格当作数字，数值已失真；请将该列设为文本后重新填写。',
  ],
  CHECK_DIGIT: ['The check character does not fit.', '校验码不正确。'],
  DATE: ['It is no day of the calendar, written YYYY-MM-DD.', '不是有效日期（YYYY-MM-DD）。'],
  FUTURE: ['The day lies in the future.', '日期在将来。'],
  TWICE: ['An earlier row has it.', '与前面的行重复。'],
  ENTERPRISE_NOT_FOUND: ['No enterprise has this credit code.', '没有这家企业。'],
  ENTERPRISE_LEFT: ['The enterprise has left.', '该企业已迁出。'],
  UNDER_WORKING_AGE: ['Below the working age on the first day of the job.', '入职当日未满法定就业年龄。'],
  SITE_OUTSIDE_GRIDS: ['The site lies in no grid of the community.', '该地址不在本社区任何网格内。'],
} as const;

export type ImportRuleName = keyof typeof rules;

const names = Object.keys(rules) as ImportRuleName[];
export const ImportRule = Object.fromEntries(names.map((name) => [name, name])) as { [Name in ImportRuleName]: Name };

registerEnumType(ImportRule, {
  name: 'ImportRule',
  description: 'What is wrong with a cell of an imported row.',
  valuesConfig: Object.fromEntries(names.map((name) => [name, { description: rules[name][0] }])),
});

@ObjectType({ description: 'What is wrong with a row of an import. The value itself is never repeated.' })
export class ImportFault {
  @Field(() => Int, { description: 'The row of the file; its header is row 1.' })
  row!: number;

  @Field(() => String, { description: 'The column, as the header writes it.' })
  column!: string;

  @Field(() => ImportRule, { description: 'What a program acts on.' })
  rule!: ImportRuleName;

  @Field(() => String, { description: 'What is wrong, in the language of the request.' })
  message(@Ctx() context: Context): string {
    const [en, zh] = rules[this.rule];
    return inLang({ zh, en }, context.lang);
  }

  static of(row: number, column: string, rule: ImportRuleName): ImportFault {
    return Object.assign(new ImportFault(), { row, column, rule });
  }
}

@ObjectType({ description: 'What came of a part of an import.' })
export class ImportReport {
  @Field(() => Int, { description: 'Rows that were read, empty ones left out.' })
  rows!: number;

  @Field(() => Int, { description: 'Rows that were entered, or would be.' })
  created!: number;

  @Field(() => Int, {
    description: 'Rows whose resident ID or credit code is registered already; they change nothing.',
  })
  unchanged!: number;

  @Field(() => [ImportFault], { description: 'What is wrong with the others, by row; those are not entered.' })
  faults!: readonly ImportFault[];
}
