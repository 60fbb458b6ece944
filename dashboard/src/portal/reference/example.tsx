import { useState } from 'preact/hooks';
import { NotAnswered } from '@millgate/client';
import { graph } from '../../shared/graph.ts';
import { personaName } from '../../shared/shell.tsx';
import { Code } from '../code.tsx';
import { t } from '../say.ts';
import type { Example, Reference } from './types.ts';

/** How a root field is asked, and what it answers now. */
export function ExampleOf({ coordinate, reference }: { readonly coordinate: string; readonly reference: Reference }) {
  const [answer, setAnswer] = useState<string | null>(null);
  const [isAsking, setAsking] = useState(false);
  const example = reference.examples[coordinate];
  if (!example) return null;
  const { document, variables, as, cost } = example;
  const ask = async () => {
    setAsking(true);
    setAnswer(JSON.stringify(await answerTo(example, reference), null, 2));
    setAsking(false);
  };
  return (
    <div class="example">
      <h4>
        {as ? t('reference.exampleAs', { as: personaName(as) }) : t('reference.example')}
        <small class="quiet">{t('reference.cost', { cost })}</small>
      </h4>
      <Code text={document} label={t('reference.example')} />
      {Object.keys(variables).length > 0 && (
        <Code text={JSON.stringify(variables, null, 2)} label={t('reference.variables')} />
      )}
      {coordinate.startsWith('Query.') ? (
        <button class="button" type="button" disabled={isAsking} onClick={() => void ask()}>
          {t(isAsking ? 'reference.trying' : 'reference.try')}
        </button>
      ) : (
        <p class="quiet">
          {t('reference.noTry')} <a href="/explorer/">/explorer/</a>
        </p>
      )}
      {answer !== null && <Code text={answer} label={t('reference.answer')} />}
    </div>
  );
}

async function answerTo({ document, variables }: Example, reference: Reference): Promise<unknown> {
  try {
    const filled = (await filledIn(variables, reference)) as Record<string, unknown>;
    const { data, errors } = await graph.ask<unknown, Record<string, unknown>>(document, filled);
    return { data, ...(errors.length > 0 ? { errors } : {}) };
  } catch (cause) {
    if (!(cause instanceof NotAnswered)) throw cause;
    return { errors: cause.errors };
  }
}

/** Takes from another example’s answer what is to come from there: ids that the demo data of each day have anew. */
async function filledIn(value: unknown, reference: Reference): Promise<unknown> {
  if (Array.isArray(value)) return Promise.all(value.map((one) => filledIn(one, reference)));
  if (typeof value !== 'object' || value === null) return value;
  const { from } = value as { from?: unknown };
  if (typeof from === 'string' && from.includes('.')) {
    const steps = from.split('.');
    const source = reference.examples[`Query.${steps[0]}`];
    const { data } = (source ? await answerTo(source, reference) : {}) as { data?: unknown };
    return steps.reduce<unknown>((at, step) => (at as Record<string, unknown> | null | undefined)?.[step], data);
  }
  const entries = Object.entries(value).map(
    async ([name, inside]) => [name, await filledIn(inside, reference)] as const,
  );
  return Object.fromEntries(await Promise.all(entries));
}
