import { signal } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import UPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { lang, theme } from '../shared/preferences.ts';
import type { GroupName, Line } from './groups.ts';
import { nameOf, said, t } from './say.ts';
import { plain } from './values.ts';

interface Point {
  readonly from: string;
  readonly to: string;
}

interface TrendProps {
  readonly name: GroupName;
  readonly lines: readonly Line<Point>[];
  readonly points: readonly Point[];
}

/** How some figures went over the period. Whoever does not see it is told, and finds every number in the table. */
export function Trend({ name, lines, points }: TrendProps) {
  const place = useRef<HTMLDivElement>(null);
  const data = useMemo<UPlot.AlignedData>(
    () => [
      points.map(({ from }) => Date.parse(`${from}T00:00:00Z`) / 1000),
      ...lines.map(({ read }) => points.map((point) => plain(read(point)))),
    ],
    [lines.map(({ at }) => at).join(' '), points],
  );
  const isEmpty = !data.slice(1).some((values) => [...values].some((one) => one !== null && one !== 0));
  const [language, colours] = [lang.value, `${theme.value} ${systemIsDark.value}`];
  useEffect(() => {
    const box = place.current;
    if (!box || points.length < 2 || isEmpty) return undefined;
    return draw(box, lines, data);
  }, [data, language, colours, isEmpty]);
  if (points.length < 2) return <p class="quiet nothing">{t('trend.one')}</p>;
  if (isEmpty) return <p class="quiet nothing">{t('trend.none')}</p>;
  const names = lines.map(({ at }) => nameOf(at)).join(t('and'));
  return (
    <figure class="trend" aria-label={t('trend', { names })}>
      <figcaption>
        <ul role="list" class="legend">
          {lines.map(({ at }, number) => (
            <li key={at} class={`series-${number + 1}`}>
              {nameOf(at)}
            </li>
          ))}
        </ul>
        <span class="aloud">{lines.map((line) => toldOf(line, points)).join(' ')}</span>
      </figcaption>
      <div ref={place} class="plot" aria-hidden="true" data-trend={name} />
    </figure>
  );
}

function toldOf({ at, read }: Line<Point>, points: readonly Point[]): string {
  const values = points.map(read).filter(({ of }) => of !== null);
  const ordered = values.toSorted((one, other) => (one.of ?? 0) - (other.of ?? 0));
  const [first, last, least, most] = [values[0], values.at(-1), ordered[0], ordered.at(-1)];
  if (!first || !last || !least || !most) return `${nameOf(at)}: ${t('none')}.`;
  const told = { first: said(first), last: said(last), least: said(least), most: said(most) };
  return t('trend.said', { name: nameOf(at), ...told });
}

const dark = matchMedia('(prefers-color-scheme: dark)');
const systemIsDark = signal(dark.matches);
dark.addEventListener('change', () => (systemIsDark.value = dark.matches));

const height = 132;

function draw(box: HTMLElement, lines: readonly Line<Point>[], data: UPlot.AlignedData): () => void {
  const colour = (name: string) => {
    box.style.color = `var(--${name})`;
    const resolved = getComputedStyle(box).color;
    box.style.color = '';
    return resolved;
  };
  const axis = {
    stroke: colour('quiet'),
    grid: { stroke: colour('line'), width: 1 },
    ticks: { show: false },
    font: '11px system-ui',
  };
  const dates = new Intl.DateTimeFormat(lang.peek() === 'zh' ? 'zh-CN' : 'en-GB', {
    month: 'short',
    day: 'numeric',
    timeZone: 'UTC',
  });
  const short = new Intl.NumberFormat(lang.peek() === 'zh' ? 'zh-CN' : 'en-GB', { notation: 'compact' });
  const plot = new UPlot(
    {
      width: Math.max(box.clientWidth, 200),
      height,
      tzDate: (seconds) => UPlot.tzDate(new Date(seconds * 1000), 'UTC'),
      legend: { show: false },
      cursor: { y: false, drag: { x: false, y: false } },
      scales: { y: { range: (_plot, _least, most) => [0, most > 0 ? most * 1.1 : 1] } },
      axes: [
        { ...axis, values: (_plot, seconds) => seconds.map((one) => dates.format(one * 1000)), space: 64, size: 26 },
        { ...axis, values: (_plot, values) => values.map((one) => short.format(one)), size: 46, space: 32 },
      ],
      series: [
        {},
        ...lines.map((_line, number) => ({
          stroke: colour(`series-${number + 1}`),
          width: 2,
          points: { show: data[0].length <= 14 },
          // Told apart without colour as well.
          ...(number === 1 ? { dash: [6, 4] } : { fill: faint(colour('series-1')) }),
        })),
      ],
    },
    data,
    box,
  );
  const tip = tooltip(plot, lines, data, dates);
  const resized = new ResizeObserver(() => plot.setSize({ width: Math.max(box.clientWidth, 200), height }));
  resized.observe(box);
  return () => {
    resized.disconnect();
    tip.remove();
    plot.destroy();
  };
}

const faint = (rgb: string) => rgb.replace(/^rgb\((.*)\)$/, 'rgba($1, 0.1)');

/** The numbers under the pointer. */
function tooltip(
  plot: UPlot,
  lines: readonly Line<Point>[],
  data: UPlot.AlignedData,
  dates: Intl.DateTimeFormat,
): HTMLElement {
  const tip = document.createElement('div');
  tip.className = 'tip';
  plot.over.append(tip);
  plot.over.addEventListener('mouseleave', () => tip.classList.remove('shown'));
  plot.over.addEventListener('mousemove', () => {
    const at = plot.cursor.idx;
    if (at === null || at === undefined) return tip.classList.remove('shown');
    const day = dates.format((data[0][at] ?? 0) * 1000);
    const values = lines.map((line, number) => `${nameOf(line.at)} ${short(data[number + 1]?.[at])}`);
    tip.textContent = [day, ...values].join(' · ');
    tip.classList.add('shown');
  });
  return tip;
}

const short = (of: number | null | undefined) => (of === null || of === undefined ? '–' : of.toLocaleString());
