/** How far back asking for an element counts. */
export const usageDays = 30;

/** Of a thousand requests, how many a client must have sent that did not show who it is. */
export const leastOfThousand = 1;

/**
 * Whether what a client asks for holds a change up. One that showed who it is (a key, a token) does from the first time.
 * What nobody can tell from an invention does only with a share of all requests: else anybody could keep a field in the
 * graph for ever, under as many names as they like.
 */
export const holdsUp = ({ known, count }: { known: boolean; count: number }, requests: number): boolean =>
  known || count * 1_000 >= requests * leastOfThousand;
