import type { FetchedEvent, Observer, PreparedEvent } from './observer.ts';

/** Upper bounds in seconds; a fetch is rarely faster than the first and never allowed beyond the last. */
const buckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5];

interface Histogram {
  readonly counts: number[];
  sum: number;
  count: number;
}

/** Counts what the engine does, and writes it in the text format that Prometheus reads. */
export class Metrics implements Observer {
  readonly #counters = new Map<string, number>();
  readonly #fetchSeconds = new Map<string, Histogram>();
  readonly #planSeconds: Histogram = histogram();

  prepared({ cached, ms }: PreparedEvent): void {
    this.#count(`millgate_plan_cache_total{outcome="${cached ? 'hit' : 'miss'}"}`);
    if (!cached) observe(this.#planSeconds, ms / 1_000);
  }

  fetched({ subgraph, steps, ms, objects, representations, failure, errors }: FetchedEvent): void {
    const label = `subgraph="${escape(subgraph)}"`;
    this.#count(`millgate_fetches_total{${label}}`);
    this.#count(`millgate_fetch_steps_total{${label}}`, steps.length);
    this.#count(`millgate_entities_found_total{${label}}`, objects);
    this.#count(`millgate_entities_requested_total{${label}}`, representations);
    const codes = failure === undefined ? errors : [failure];
    for (const code of codes) this.#count(`millgate_errors_total{${label},code="${escape(code)}"}`);
    let seconds = this.#fetchSeconds.get(label);
    if (!seconds) this.#fetchSeconds.set(label, (seconds = histogram()));
    observe(seconds, ms / 1_000);
  }

  text(): string {
    const lines: string[] = [];
    let family = '';
    for (const [series, value] of [...this.#counters].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const [name = ''] = series.split('{');
      if (name !== family) lines.push(`# TYPE ${name} counter`);
      family = name;
      lines.push(`${series} ${value}`);
    }
    lines.push('# TYPE millgate_fetch_seconds histogram');
    for (const [label, seconds] of this.#fetchSeconds) lines.push(...series('millgate_fetch_seconds', label, seconds));
    lines.push('# TYPE millgate_plan_seconds histogram', ...series('millgate_plan_seconds', '', this.#planSeconds));
    return lines.join('\n') + '\n';
  }

  #count(series: string, by = 1): void {
    // Codes are what subgraphs say: a hostile one must not make series without end.
    if (this.#counters.size >= maxSeries && !this.#counters.has(series)) return;
    this.#counters.set(series, (this.#counters.get(series) ?? 0) + by);
  }
}

const maxSeries = 2_000;

const histogram = (): Histogram => ({ counts: buckets.map(() => 0), sum: 0, count: 0 });

function observe(into: Histogram, seconds: number): void {
  into.sum += seconds;
  into.count += 1;
  const bucket = buckets.findIndex((bound) => seconds <= bound);
  if (bucket >= 0) into.counts[bucket] = (into.counts[bucket] ?? 0) + 1;
}

function series(name: string, label: string, { counts, sum, count }: Histogram): string[] {
  const comma = label === '' ? '' : ',';
  const braces = label === '' ? '' : `{${label}}`;
  let below = 0;
  const lines = buckets.map((bound, index) => {
    below += counts[index] ?? 0;
    return `${name}_bucket{${label}${comma}le="${bound}"} ${below}`;
  });
  return [
    ...lines,
    `${name}_bucket{${label}${comma}le="+Inf"} ${count}`,
    `${name}_sum${braces} ${sum}`,
    `${name}_count${braces} ${count}`,
  ];
}

/** A text as the value of a label. */
export const escape = (value: string) => value.slice(0, 100).replace(/["\\\n]/g, '_');
