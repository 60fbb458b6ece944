import { createHash } from 'node:crypto';
import { compactVerify, errors } from 'jose';
import { z } from 'zod';
import type { KeyStore } from '@millgate/kit';

/** What came is not what the registry signed, or not for us. */
export class Unbelievable extends Error {}

const version = z.object({ no: z.int().positive(), sha256: z.string(), composedAt: z.string() });

const manifest = z.object({
  sequence: z.int().positive(),
  stable: version,
  canary: version.extend({ percent: z.int().min(1).max(99) }).nullable(),
  stopped: z.array(z.string()),
  issuedAt: z.string(),
});

const delivered = z.object({ manifest: z.string(), supergraphs: z.record(z.string(), z.string()) });

export interface DeliveredVersion {
  readonly no: number;
  readonly composedAt: string;
  readonly sha256: string;
  readonly supergraph: string;
}

/** A delivery of the registry whose signature and texts were verified. */
export interface Delivery {
  readonly sequence: number;
  readonly stable: DeliveredVersion;
  readonly canary: (DeliveredVersion & { readonly percent: number }) | null;
  /** Subgraphs that are not asked. */
  readonly stopped: ReadonlySet<string>;
  readonly issuedAt: string;
  /** As it came, for keeping. */
  readonly text: string;
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Reads a delivery, wherever it comes from. Nothing in it is used before the signature over all of it holds. */
export async function readDelivery(text: string, keys: KeyStore): Promise<Delivery> {
  const { manifest: jws, supergraphs } = parsed(delivered, text);
  const { sequence, stable, canary, stopped, issuedAt } = parsed(manifest, await verified(jws, keys));
  const whole = <V extends z.infer<typeof version>>(named: V) => {
    const supergraph = supergraphs[named.sha256];
    if (supergraph === undefined || sha256(supergraph) !== named.sha256)
      throw new Unbelievable(`version ${named.no} is not the one that was signed`);
    return { ...named, supergraph };
  };
  return {
    sequence,
    stable: whole(stable),
    canary: canary && whole(canary),
    stopped: new Set(stopped),
    issuedAt,
    text,
  };
}

async function verified(jws: string, keys: KeyStore): Promise<string> {
  try {
    const { payload, protectedHeader } = await compactVerify(jws, await keys.publicKey('registry'), {
      algorithms: ['EdDSA'],
    });
    // The same key signs versions too: one is not taken for the other.
    if (protectedHeader.typ !== 'millgate-manifest') throw new Unbelievable('the signature is for something else');
    return new TextDecoder().decode(payload);
  } catch (cause) {
    if (cause instanceof errors.JOSEError) throw new Unbelievable('the signature does not hold');
    throw cause;
  }
}

function parsed<T>(shape: z.ZodType<T>, text: string): T {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Unbelievable('it is not JSON');
  }
  const result = shape.safeParse(value);
  if (!result.success) throw new Unbelievable('it has another form');
  return result.data;
}
