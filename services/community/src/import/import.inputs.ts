import { Length, Max, Min } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';

/** A part of a file that fits a request; a file is sent part by part, each with the header. */
@InputType()
abstract class ImportPartInput {
  @Field(() => ID, { description: 'The community that registers; one of the caller’s own.' })
  communityId!: string;

  @Field(() => Int, {
    description: 'The row of the file that the first row after the header is; 2 for the first part.',
  })
  @Min(2)
  @Max(2_000_000)
  firstRow!: number;

  @Field(() => Boolean, { description: 'Whether the rows are only judged, and nothing is entered.' })
  dryRun!: boolean;
}

@InputType({ description: 'Rows of workers as CSV.' })
export class ImportWorkersInput extends ImportPartInput {
  @Field(() => String, {
    description:
      'CSV with a header, at most 65,536 characters and 1,000 rows. Columns: 姓名 (name), 身份证号 (residentId); 英文名 (nameEn), 籍贯 (nativePlace), 手机号 (phone); for whoever has a job 统一社会信用代码 (uscc), 岗位 (post), 入职日期 (from). Others are left alone.',
  })
  @Length(1, 65_536)
  text!: string;
}

@InputType({ description: 'Rows of enterprises as CSV.' })
export class ImportEnterprisesInput extends ImportPartInput {
  @Field(() => String, {
    description:
      'CSV with a header, at most 65,536 characters and 1,000 rows. Columns: 统一社会信用代码 (uscc), 企业名称 (name), 发展阶段 (stage: 孵化, 成长, 成熟); 英文名称 (nameEn), 纬度 (latitude), 经度 (longitude). Others are left alone.',
  })
  @Length(1, 65_536)
  text!: string;
}
