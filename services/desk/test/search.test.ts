import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { nobody, startTestSubgraph, type TestSubgraph } from '@millgate/kit/testing';
import { subgraph } from '../src/subgraph.ts';

/** What people say, and an item that must be among the first three. */
const questions = [
  ['just hired', '招工登记'],
  ['we just hired twenty people', '招工登记'],
  ['孩子上学', '积分入学申请'],
  ['我家孩子上学怎么办', '随迁子女入学登记'],
  ['小孩读书', '小学一年级入学登记'],
  ['school for my children', '随迁子女入学登记'],
  ['nursery', '托育机构入托登记'],
  ['看病报销', '门诊费用报销'],
  ['hospital bill', '住院费用报销'],
  ['treatment in another city', '异地就医备案'],
  ['生孩子有什么补贴', '生育津贴申领'],
  ['having a baby', '生育津贴申领'],
  ['找工作', '求职登记与推荐就业'],
  ['find a job', '求职登记与推荐就业'],
  ['lost my job', '失业保险金申领'],
  ['老板欠薪', '拖欠工资投诉'],
  ['wages not paid', '拖欠工资投诉'],
  ['上班受伤了', '工伤认定申请'],
  ['hurt at work', '工伤认定申请'],
  ['退休', '养老保险待遇申领'],
  ['pension', '养老保险待遇申领'],
  ['租房', '租房补贴申领'],
  ['a place to live', '公共租赁住房申请'],
  ['免费住宿', '求职免费住宿申请'],
  ['买房补贴', '青年人才购房补贴申领'],
  ['buy a flat', '青年公寓购房资格审核'],
  ['公积金取出来', '住房公积金提取'],
  ['落户', '人才落户申请'],
  ['hukou for my wife', '夫妻投靠落户'],
  ['居住证', '居住证申领'],
  ['身份证丢了', '身份证补领'],
  ['人才申报', '人才申报'],
  ['评职称', '职称评审申报'],
  ['green channel', '职称评审绿色通道申请'],
  ['learn a trade', '技能培训报名'],
  ['停车', '停车位月租申请'],
  ['上下班没有车', '通勤班车需求登记'],
  ['open a company', '企业设立登记'],
  ['注册商标', '商标注册申请受理'],
  ['智能袜机贷', '智能袜机贷申请'],
  ['copyright of our software', '软件著作权登记'],
  ['lawyer legal advice', '法律咨询'],
  ['健身', '健身房会员登记'],
  ['income tax return', '个人所得税汇算清缴辅导'],
] as const;

describe('items are found by everyday words', () => {
  let desk: TestSubgraph;
  beforeAll(async () => {
    desk = await startTestSubgraph(subgraph, { now: '2026-11-22T10:00:00+08:00', seeded: true });
  }, 60_000);
  afterAll(() => desk.stop());

  const found = async (text: string, more = '') => {
    const { searchServiceItems } = await desk
      .as(nobody)
      .data<{ searchServiceItems: { name: string }[] }>(
        `query ($text: String!) { searchServiceItems(text: $text, first: 3 ${more}) { name(lang: ZH) } }`,
        { text },
      );
    return searchServiceItems.map(({ name }) => name);
  };

  test.each(questions)('“%s” finds %s', async (question, item) => {
    expect(await found(question)).toContain(item);
  });

  test('what serves enterprises alone is not shown to people', async () => {
    expect(await found('招工', 'audience: WORKER')).not.toContain('招工登记');
    expect(await found('招工', 'audience: ENTERPRISE')).toContain('招工登记');
  });

  test.each(["'; drop table case; --", '\\', '& | !', ':*', '<->', '   ', '吧'])(
    '“%s” is a question like any other',
    async (text) => {
      expect(Array.isArray(await found(text))).toBe(true);
    },
  );

  test('a search is three statements, whatever it finds', async () => {
    expect(await desk.statementsOf(() => found('孩子上学'))).toBe(3);
  });
});
