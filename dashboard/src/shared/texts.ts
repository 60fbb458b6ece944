/** A text in both languages; `{name}` stands for a value. */
export interface Text {
  readonly zh: string;
  readonly en: string;
}

export type Texts<Key extends string = string> = Readonly<Record<Key, Text>>;

export const fill = (text: string, values: Readonly<Record<string, string | number>>): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
