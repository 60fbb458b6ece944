/** Descriptions as the schema has them, in English, and what they are in Chinese. */
export type Catalogue = Readonly<Record<string, string>>;

/** Descriptions that are made alike for every type, so that a new type needs no words of its own for them. */
const patterns: readonly { readonly english: RegExp; readonly chinese: string }[] = [
  { english: /^A page of a list of (\w+)\.$/, chinese: '$1 列表的一页。' },
  { english: /^An item of a page of (\w+), with its cursor\.$/, chinese: '一页中的一个 $1，带游标。' },
  { english: /^Opaque id, `([a-z]+_…)`\.$/, chinese: '不透明的 id，形如 `$1`。' },
  {
    english:
      /^What happened in ([\w-]+) and others were not told of yet, oldest first, at most 100\. For the staff of communities, managers and auditors\.$/,
    chinese: '$1 中已发生但尚未告知其他部分的事，最早的在前，最多 100 条。供社区工作人员、管理者和审计员查看。',
  },
];

/** The Chinese of a description: as it stands in the catalogue, or as its pattern makes it. */
export function chineseOf(catalogue: Catalogue, english: string): string | undefined {
  const said = catalogue[english];
  if (said !== undefined) return said;
  const pattern = patterns.find(({ english: form }) => form.test(english));
  return pattern && english.replace(pattern.english, pattern.chinese);
}
