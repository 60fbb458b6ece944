#!/usr/bin/env node
// Verifies a credential of this graph, or of any issuer of Open Badges 3.0 that signs with Ed25519, without a network and
// with nothing but Node itself:
//
//     node verify-credential.mjs credential.json key.json [status-list.jwt …]
//
// credential.json holds the signed credential: the text itself, or the answer to
//     { myCredentials { nodes { openBadge } } }          (the first of them)
// key.json holds the issuer’s public key as a JWK: {"kty":"OKP","crv":"Ed25519","x":"…"}, got once from somebody trusted.
// Status lists are the files at the addresses in `credentialStatus`, as they were when they were last fetched; without
// one, it says that whether it was revoked is not known. Ends with 0 when the credential holds, with 1 and reasons when not.
import { createPublicKey, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

/** What a signed text says; throws when the key did not sign it. */
export function opened(jwt, jwk) {
  const [header, payload, signature, ...rest] = jwt.trim().split('.');
  if (!signature || rest.length > 0) throw new Error('this is not a signed text of three parts');
  const { alg } = JSON.parse(Buffer.from(header, 'base64url').toString('utf8'));
  // The key says which algorithm is right, never the text that is to be verified.
  if (alg !== 'EdDSA' || jwk.crv !== 'Ed25519') throw new Error('it is not signed with Ed25519');
  const { kty, crv, x } = jwk;
  const key = createPublicKey({ key: { kty, crv, x }, format: 'jwk' });
  if (!verify(null, Buffer.from(`${header}.${payload}`), key, Buffer.from(signature, 'base64url')))
    throw new Error('the issuer’s key did not sign this text');
  return JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
}

const bitAt = (encodedList, index) => {
  if (!encodedList.startsWith('u')) throw new Error('the status list is not base64url');
  const bits = gunzipSync(Buffer.from(encodedList.slice(1), 'base64url'), { maxOutputLength: 16_777_216 });
  if (bits.length * 8 < 131_072 || index >= bits.length * 8) throw new Error('the status list is too short');
  return (bits[index >> 3] & (0x80 >> (index & 7))) !== 0;
};

/** What is wrong with a credential, and what could not be said; both empty when it holds. */
export function judge(jwt, jwk, statusLists, now = new Date()) {
  const faults = [];
  const unknown = [];
  let credential;
  try {
    credential = opened(jwt, jwk);
  } catch (cause) {
    return { credential: null, faults: [cause.message], unknown };
  }
  const types = [credential.type].flat();
  if (
    !types.includes('VerifiableCredential') ||
    !types.some((type) => /^(OpenBadge|Achievement)Credential$/.test(type))
  )
    faults.push('it is not an Open Badge credential');
  if (credential.jti !== undefined && credential.jti !== credential.id) faults.push('its two ids differ');
  if (new Date(credential.validFrom) > now) faults.push(`it counts from ${credential.validFrom} only`);
  if (credential.validUntil && new Date(credential.validUntil) <= now)
    faults.push(`it expired at ${credential.validUntil}`);
  const lists = statusLists.flatMap((text) => {
    try {
      return [opened(text, jwk)];
    } catch (cause) {
      faults.push(`a status list does not count: ${cause.message}`);
      return [];
    }
  });
  for (const { statusPurpose, statusListIndex, statusListCredential } of [credential.credentialStatus ?? []].flat()) {
    const list = lists.find(({ id }) => id === statusListCredential);
    if (!list) {
      unknown.push(`${statusPurpose}: ${statusListCredential} was not given`);
      continue;
    }
    const { encodedList, statusPurpose: told } = list.credentialSubject;
    if (told !== statusPurpose) faults.push(`the list of ${statusPurpose} is one of ${told}`);
    else if (bitAt(encodedList, Number(statusListIndex)))
      faults.push(statusPurpose === 'revocation' ? 'it was revoked' : 'it is suspended');
  }
  return { credential, faults, unknown };
}

/** The signed text in a file: itself, or the first `openBadge` of an answer of the graph. */
export const signedTextIn = (text) =>
  text.trim().startsWith('{') || text.trim().startsWith('"')
    ? (/"(eyJ[\w-]+\.[\w-]+\.[\w-]+)"/.exec(text)?.[1] ?? '')
    : text;

if (import.meta.main) {
  const [file, key, ...lists] = process.argv.slice(2);
  if (!file || !key) {
    console.error('usage: node verify-credential.mjs credential.json key.json [status-list.jwt …]');
    process.exit(2);
  }
  const read = (name) => readFileSync(name, 'utf8');
  const { credential, faults, unknown } = judge(signedTextIn(read(file)), JSON.parse(read(key)), lists.map(read));
  for (const fault of faults) console.error(`✗ ${fault}`);
  for (const gap of unknown) console.error(`? not known, ${gap}`);
  if (faults.length > 0) process.exit(1);
  const { name, credentialSubject } = credential;
  console.log(
    `✓ ${name}: ${credentialSubject.achievement.description}; ${credentialSubject.identifier?.[0]?.identityHash ?? ''}`,
  );
}
