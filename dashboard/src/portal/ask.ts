import { useEffect, useState } from 'preact/hooks';
import { useAwaited } from '../shared/awaiting.ts';
import { session } from '../shared/session.ts';

/** What is read at an address of the graph beside /graphql, as whoever is signed in. */
export function useAddress<Data>(path: string): Data | 'failed' | null {
  const [found, setFound] = useState<Data | 'failed' | null>(null);
  const token = session.value?.token;
  useAwaited(found === null);
  useEffect(() => {
    let isLeft = false;
    setFound(null);
    fetch(path, { headers: token ? { authorization: `Bearer ${token}` } : {} })
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
  }, [path, token]);
  return found;
}
