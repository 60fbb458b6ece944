const probeMillis = 1_000;

/** The subgraphs that cannot answer now. A probe that hangs is a subgraph that cannot. */
export async function readiness(
  subgraphs: readonly string[],
  probe: (subgraph: string) => Promise<boolean>,
): Promise<string[]> {
  const answers = await Promise.all(
    subgraphs.map(async (subgraph) => {
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<boolean>((resolve) => (timer = setTimeout(() => resolve(false), probeMillis)));
      const able = await Promise.race([probe(subgraph).catch(() => false), late]);
      clearTimeout(timer);
      return able;
    }),
  );
  return subgraphs.filter((_name, index) => !answers[index]);
}
