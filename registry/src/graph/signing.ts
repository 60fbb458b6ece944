import { CompactSign } from 'jose';
import type { KeyStore } from '@millgate/kit';

/** Who signs what the registry delivers. */
export const registrySigner = 'registry';

/** What a gateway is told to serve. Signed as a whole: an older one, or parts of two, prove nothing. */
export interface Manifest {
  /** Greater than that of every delivery before. A rollback is a new delivery of an old version. */
  readonly sequence: number;
  readonly stable: DeliveredVersion;
  readonly canary: (DeliveredVersion & { readonly percent: number }) | null;
  /** Subgraphs that are not asked, whatever the graph says. */
  readonly stopped: readonly string[];
  readonly issuedAt: string;
}

export interface DeliveredVersion {
  readonly no: number;
  /** Of the text of the supergraph. */
  readonly sha256: string;
  readonly composedAt: string;
}

/** A compact JWS; `kind` keeps a signature for one thing from being shown as one for another. */
export const signed = async (keys: KeyStore, kind: 'manifest' | 'version', content: object): Promise<string> =>
  new CompactSign(new TextEncoder().encode(JSON.stringify(content)))
    .setProtectedHeader({ alg: 'EdDSA', kid: registrySigner, typ: `millgate-${kind}` })
    .sign(await keys.privateKey(registrySigner));
