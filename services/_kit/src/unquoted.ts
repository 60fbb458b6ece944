/** How graphql says that a value is wrong: first what, then the value itself. */
const quoting: readonly (readonly [pattern: RegExp, instead: string])[] = [
  [/^Variable "\$(\w+)" got invalid value .*$/s, 'The variable $$$1 does not fit its type.'],
  [/^((?:[\w.]+: )?(?:Enum "\w+"|\w+) cannot represent[^:]*?)(?: value)?: .*$/s, '$1 value.'],
  [/^((?:[\w.]+: )?Expected value of type "[^"]*"), found .*$/s, '$1.'],
  [/^((?:[\w.]+: )?)Value .* does not exist in "(\w+)" enum.*$/s, '$1The value does not exist in "$2" enum.'],
  [/^(Syntax Error: (?:Expected .*?, found|Unexpected) \w+) ".*$/s, '$1.'],
];

/**
 * What is wrong, without the value that is: it may be somebody's, and a message is written to logs and screens that are
 * nobody's business. Where it stands is said by the path and the location.
 */
export function unquoted(message: string): string {
  for (const [pattern, instead] of quoting) if (pattern.test(message)) return message.replace(pattern, instead);
  return message;
}
