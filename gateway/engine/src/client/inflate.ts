import { promisify } from 'node:util';
import * as zlib from 'node:zlib';
import { SubgraphError } from './types.ts';

const decoders: Record<string, (bytes: Buffer, options: zlib.ZlibOptions) => Promise<Buffer>> = {
  gzip: promisify(zlib.gunzip),
  deflate: promisify(zlib.inflate),
  br: promisify(zlib.brotliDecompress),
};

/** Inflates to at most `maxBytes`: a few kilobytes of zeros must not become gigabytes here. */
export async function inflate(bytes: Buffer, encoding: string, maxBytes: number): Promise<Buffer> {
  const decode = Object.hasOwn(decoders, encoding) ? decoders[encoding] : undefined;
  if (!decode) throw new SubgraphError('SUBGRAPH_MALFORMED_RESPONSE', `content-encoding ${encoding}`);
  try {
    return await decode(bytes, { maxOutputLength: maxBytes });
  } catch (cause) {
    const tooLarge = (cause as { code?: unknown } | undefined)?.code === 'ERR_BUFFER_TOO_LARGE';
    throw new SubgraphError(tooLarge ? 'SUBGRAPH_RESPONSE_TOO_LARGE' : 'SUBGRAPH_MALFORMED_RESPONSE', cause);
  }
}
