/**
 * Words of a text for the search, in Chinese and English. Chinese has no spaces: the segmenter cuts it by dictionary, and
 * pairs of characters catch what it cuts differently in a name and in a question.
 */
export function tokensOf(text: string): string[] {
  const tokens = new Set<string>();
  for (const { segment, isWordLike } of segmenter.segment(text.toLowerCase())) {
    if (!isWordLike) continue;
    if (!han.test(segment)) {
      if (!stopWords.has(segment)) tokens.add(stemOf(segment));
      continue;
    }
    if (segment.length > 1 && !stopWords.has(segment)) tokens.add(segment);
  }
  for (const run of text.match(hanRuns) ?? []) {
    for (let at = 0; at + 1 < run.length; at += 1) {
      const pair = run.slice(at, at + 2);
      if (!stopWords.has(pair)) tokens.add(pair);
    }
  }
  return [...tokens];
}

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });
const han = /\p{Script=Han}/u;
const hanRuns = /\p{Script=Han}+/gu;

/** Words that stand in most questions and say nothing of what is asked. */
const stopWords = new Set(
  'a an the of for to in on my i me we our is are am do does how can get want need apply and or with from at it what where when 我们 怎么 如何 可以 需要 什么 哪里 办理 申请 想要 我要 我想 服务'.split(
    ' ',
  ),
);

/** Enough of a stem for an item list: `children’s` and `child care` meet at their beginnings, plurals at their singular. */
function stemOf(word: string): string {
  const plain = word.replace(/['’]s$/, '');
  if (plain.length > 4 && plain.endsWith('ies')) return `${plain.slice(0, -3)}y`;
  if (plain.length > 4 && /(sses|shes|ches|xes)$/.test(plain)) return plain.slice(0, -2);
  return plain.length > 3 && plain.endsWith('s') && !plain.endsWith('ss') ? plain.slice(0, -1) : plain;
}

export interface Synonym {
  /** What people say. */
  readonly said: string;
  /** What the lists say. */
  readonly meant: string;
}

/** The question with what it means in the words of the lists. */
export function meantBy(question: string, synonyms: readonly Synonym[]): { said: string[]; meant: string[] } {
  const asked = question.toLowerCase();
  const meant = synonyms.filter(({ said }) => asked.includes(said)).flatMap((one) => tokensOf(one.meant));
  return { said: tokensOf(question), meant: [...new Set(meant)] };
}

/** Lexemes as PostgreSQL reads them, with the weight of what the lists say above what people happen to say. */
export const lexemes = (tokens: readonly string[], weight: 'A' | 'B' | 'C'): string =>
  tokens.map((token, at) => `${quoted(token)}:${at + 1}${weight}`).join(' ');

/** Any of the tokens; empty where there is none. */
export const anyOf = (tokens: readonly string[]): string => tokens.map(quoted).join(' | ');

const quoted = (token: string) => `'${token.replaceAll(/['\\]/g, '')}'`;
