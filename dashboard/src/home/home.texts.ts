import type { Texts } from '../shared/texts.ts';

export const homeTexts = {
  title: { zh: '一张图，连起一个产业社区的服务', en: 'One graph for the services of an industrial community' },
  lead: {
    zh: '住在哪里、吃什么、学什么、问谁、能享受什么，以及提出的事办得怎样。',
    en: 'Where its workers live, eat and learn, whom they ask, what they are entitled to, and what becomes of what they ask.',
  },
  dashboard: { zh: '早间看板', en: 'Morning dashboard' },
  'dashboard.about': {
    zh: '管理者：提了什么、哪些超期、资金还剩多少、住得怎样、吃得怎样。',
    en: 'For managers: what was asked, what is late, what is left of the money, whether people are housed and fed.',
  },
  portal: { zh: '开发者门户', en: 'Developer portal' },
  'portal.about': {
    zh: '前端开发者：找字段、试密钥、抄代码、看费用和变更。',
    en: 'For front-end developers: find the field, try it with a key, copy a snippet, see cost and changes.',
  },
  day: { zh: '我的一天', en: 'My day' },
  'day.about': {
    zh: '职工：今晚吃什么、我的住处、课程、补贴和未办完的事。一次请求。',
    en: 'For workers: dinner tonight, my home, my courses, what I am entitled to, what is open. One round trip.',
  },
  explorer: { zh: '查询台', en: 'Explorer' },
  'explorer.about': {
    zh: '直接向图提问，附各种身份的示例。',
    en: 'Ask the graph anything, with examples for each role.',
  },
} as const satisfies Texts;
