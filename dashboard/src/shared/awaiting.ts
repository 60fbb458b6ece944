import { computed, signal } from '@preact/signals';
import { useLayoutEffect } from 'preact/hooks';

/** How many answers the page waits for before it shows what it is for. */
const awaited = signal(0);

/**
 * Said of `main` as `aria-busy`: to whoever listens, and to whoever waits for a page that follows streams and is never
 * idle. Given to the element as a signal: a frame that was drawn anew around the same content would keep every content
 * before it in memory.
 */
export const isBusy = computed(() => awaited.value > 0);

/** While `isWaiting`, the page counts as not drawn yet. Counted before anything else can look at what was drawn. */
export function useAwaited(isWaiting: boolean): void {
  useLayoutEffect(() => {
    if (!isWaiting) return undefined;
    awaited.value++;
    return () => void awaited.value--;
  }, [isWaiting]);
}
