import { useEffect, useState } from 'preact/hooks';
import { useAwaited } from '../shared/awaiting.ts';
import { session } from '../shared/session.ts';
import { readerKey } from './reader-key.ts';

/** What is read at an address of the graph beside /graphql, as whoever is signed in and as their key is shown it. */
export function useAddress<Data>(path: string): Data | 'failed' | null {
  const [found, setFound] = useState<Data | 'failed' | null>(null);
  const token = session.value?.token;
  const key = readerKey.value;
  useAwaited(found === null);
  useEffect(() => {
    let isLeft = false;
    setFound(null);
    fetch(path, {
      headers: { ...(token ? { authorization: `Bearer ${token}` } : {}), ...(key ? { 'millgate-key': key } : {}) },
    })
      .then(async (response) => {
        if (!response.ok && response.status !== 503) throw new Error(String(response.status));
        return (await response.json()) as Data;
      })
      .then(
        (data) => !isLeft && setFound(data),
        () => !isLeft && setFound('failed'),
      );
    return () => {
      isLeft = true;
    };
  }, [path, token, key]);
  return found;
}
