import { readFileSync } from 'node:fs';
import { StartError } from '@millgate/kit';

/** The schema to submit: a file’s, or what the running server says of itself. */
export async function schemaFrom(file: string | undefined, url: string | undefined): Promise<string> {
  if (file !== undefined) {
    try {
      return readFileSync(file, 'utf8');
    } catch {
      throw new StartError(`the schema ${file} cannot be read`);
    }
  }
  if (url === undefined) throw new StartError('say --schema FILE, or --url ADDRESS of the server that has the schema');
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ _service { sdl } }' }),
    redirect: 'error',
    signal: AbortSignal.timeout(10_000),
  }).catch(() => undefined);
  const answer = (await response?.json().catch(() => undefined)) as
    { data?: { _service?: { sdl?: string } } } | undefined;
  const sdl = answer?.data?._service?.sdl;
  if (!sdl)
    throw new StartError(`the server at ${url} does not say its schema ({ _service { sdl } }); give --schema FILE`);
  return sdl;
}
