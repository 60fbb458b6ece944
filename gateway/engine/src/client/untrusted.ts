import { AddressRefused } from './address.ts';

/**
 * Whether a connection failed because the other side is not who it should be, rather than because it is not there.
 * Trying again would not help, and trying without TLS is never done.
 */
export function isUntrusted(cause: unknown): boolean {
  if (cause instanceof AddressRefused) return true;
  const code = (cause as { code?: unknown } | undefined)?.code;
  return (
    typeof code === 'string' && (code.startsWith('ERR_TLS_') || code.startsWith('ERR_SSL_') || certificate.has(code))
  );
}

/** What OpenSSL says of certificates, as Node names it. */
const certificate = new Set([
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'CERT_REVOKED',
  'CERT_REJECTED',
  'CERT_UNTRUSTED',
  'CERT_SIGNATURE_FAILURE',
  'CERT_CHAIN_TOO_LONG',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'INVALID_CA',
  'INVALID_PURPOSE',
  'HOSTNAME_MISMATCH',
  'EPROTO',
]);
