/** One event of a stream of server-sent events. */
export interface ServerSentEvent {
  readonly event: string;
  readonly data: string;
}

/** Longer than this an event may not grow before its end comes: a stream without line ends must not fill memory. */
const maxEventLength = 16 * 1024 * 1024;

/** Reads events as the HTML standard has them: `event` and `data` lines, an empty line ends one, `:` is a comment. */
export async function* readEvents(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<ServerSentEvent> {
  const decoder = new TextDecoder();
  let rest = '';
  let event = 'message';
  let data: string[] = [];
  for await (const chunk of chunks) {
    rest += decoder.decode(chunk, { stream: true });
    if (rest.length + data.reduce((sum, line) => sum + line.length, 0) > maxEventLength) {
      throw new RangeError('An event is too long.');
    }
    // A lone \r at the end may be the first half of \r\n.
    const lines = rest.split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop() ?? '';
    for (const line of lines) {
      if (line === '') {
        if (data.length > 0 || event !== 'message') yield { event, data: data.join('\n') };
        event = 'message';
        data = [];
      } else if (line.startsWith('event:')) event = line.slice(6).trim();
      else if (line.startsWith('data:')) data.push(line.slice(5).replace(/^ /, ''));
    }
  }
}

export const writeEvent = (event: string, data: string): string => `event: ${event}\ndata: ${data}\n\n`;
