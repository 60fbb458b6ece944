/** Where something stands in the answer, innermost first: extending it costs one object. */
export interface Path {
  readonly above: Path | undefined;
  readonly key: string | number;
}

export function pathArray(path: Path | undefined): (string | number)[] {
  const keys: (string | number)[] = [];
  for (let at = path; at; at = at.above) keys.push(at.key);
  return keys.reverse();
}
