import type { Texts } from '../shared/texts.ts';

export const explorerTexts = {
  askAs: { zh: '以谁的身份提问', en: 'Ask as' },
  nobody: { zh: '不登录（公开部分）', en: 'Nobody (what is public)' },
  examples: { zh: '示例', en: 'Example' },
  'examples.none': { zh: '选一个示例…', en: 'Choose an example…' },
  loading: { zh: '正在载入编辑器…', en: 'Loading the editor…' },
  failed: { zh: '编辑器没有载入，请刷新页面。', en: 'The editor did not load. Reload the page.' },
  title: { zh: '查询台', en: 'Explorer' },
} as const satisfies Texts;
