import { useState } from 'preact/hooks';
import { createClient, NotAnswered } from '@millgate/client';
import { graph } from '../../shared/graph.ts';
import { personaName } from '../../shared/shell.tsx';
import { Code } from '../code.tsx';
import { readerKey } from '../reader-key.ts';
import { t } from '../say.ts';
import { filledIn } from './fill-in.ts';
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

/** As whoever is signed in, with the key that the reader works with. */
function asReader() {
  const key = readerKey.peek();
  return key === null ? graph : createClient({ ...graph.options, key });
}

async function answerTo({ document, variables }: Example, reference: Reference): Promise<{ readonly data?: unknown }> {
  const dataOf = async (coordinate: string) => {
    const source = reference.examples[coordinate];
    return source && (await answerTo(source, reference)).data;
  };
  try {
    const filled = (await filledIn(variables, dataOf)) as Record<string, unknown>;
    const { data, errors } = await asReader().ask<unknown, Record<string, unknown>>(document, filled);
    return { data, ...(errors.length > 0 ? { errors } : {}) };
  } catch (cause) {
    if (!(cause instanceof NotAnswered)) throw cause;
    return { errors: cause.errors } as object;
  }
}
