/** What a transparency log's proofs are made of, for browsers: SHA-256 paths, signed notes, keys. */
export const utf8 = new TextEncoder();
export const mostHashes = 63, mostBytes = 1_000_000;
const mostSignatures = 100;

/** Why something proves nothing. `step` says which of its parts is wrong. */
export class ProofError extends Error {
  constructor(step, message) {
    super(message);
    this.name = 'ReceiptError';
    this.step = step;
  }
}

/** A signed note (C2SP signed-note): its text, and its signatures, none of which is checked yet. */
export function parseNote(note, bad) {
  const gap = note.lastIndexOf('\n\n');
  if (gap < 0 || !note.endsWith('\n') || /[\0-\x09\x0B-\x1F]/.test(note)) bad('its checkpoint is not a signed note');
  const signatures = note.slice(gap + 2, -1).split('\n').map(parseSignature);
  if (signatures.length > mostSignatures || signatures.includes(undefined)) bad('a signature is not of the known form');
  return { text: note.slice(0, gap + 1), signatures };
}

/** A signed checkpoint (C2SP tlog-checkpoint). */
export function parseCheckpoint(note, bad) {
  const { text, signatures } = parseNote(note, bad);
  const [log, sizeLine, rootLine, ...more] = text.slice(0, -1).split('\n');
  const size = decimal(sizeLine ?? ''), root = base64(rootLine ?? '');
  if (log === '' || size === undefined || root?.length !== 32 || more.includes('')) {
    bad('its checkpoint lacks a name, a size or a root');
  }
  return { text, log, size, root, signatures };
}

function parseSignature(line) {
  const [, name, encoded] = /^— ([^\p{White_Space}+]+) (.*)$/u.exec(line) ?? [];
  const bytes = base64(encoded ?? '');
  return bytes?.length > 4 ? { name, id: hex(bytes.slice(0, 4)), bytes: bytes.slice(4) } : undefined;
}

/**
 * @param {string} text a verifier key, `name+id+base64`
 * @param {number} [kind] 1: a log's; 4: a witness's
 */
export async function parseKey(text, kind = 1) {
  const bad = (why) => { throw new ProofError('key', why); };
  const [, name, id, encoded] = /^([^\p{White_Space}+]+)\+([0-9a-f]{8})\+(.*)$/u.exec(text) ?? [];
  const bytes = base64(encoded ?? '');
  if (bytes?.length !== 33) bad('it is not of the form name+id+key');
  if (bytes[0] !== kind) bad(`it is not the key of a ${kind === 1 ? 'log' : 'witness'}`);
  const digest = await sha256(utf8.encode(`${name}\n`), bytes);
  if (hex(digest.slice(0, 4)) !== id) bad('its id is of another key');
  return { name, id, publicKey: bytes.slice(1) };
}

/** From a leaf's hash to the root (RFC 9162, section 2.1.3.2). */
export async function climb(leaf, index, size, path) {
  const bad = (why) => { throw new ProofError('path', why); };
  if (index >= size) bad(`the log has ${size} entries, and none with the number ${index}`);
  let node = index, last = size - 1n, hash = leaf;
  for (const sibling of path) {
    if (last === 0n) bad('it has too many hashes');
    if (node & 1n || node === last) {
      hash = await sha256([1], sibling, hash);
      // A right edge that is not complete has no sibling on the levels up to its next left one.
      for (; !(node & 1n) && node > 0n; node >>= 1n) last >>= 1n;
    } else {
      hash = await sha256([1], hash, sibling);
    }
    node >>= 1n;
    last >>= 1n;
  }
  if (last !== 0n) bad('it has too few hashes');
  return hash;
}

/** Whether a key signed a message. @returns {Promise<'right' | 'wrong' | 'no-key' | 'unsupported'>} */
export async function checkSignature(key, signature, message) {
  let imported;
  try { imported = await crypto.subtle.importKey('raw', key.publicKey, 'Ed25519', false, ['verify']); }
  catch (error) { return error.name === 'NotSupportedError' ? 'unsupported' : 'no-key'; }
  return await crypto.subtle.verify('Ed25519', imported, signature, utf8.encode(message)) ? 'right' : 'wrong';
}

export const isBy = (signature, key) => signature.name === key.name && signature.id === key.id;
export const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
export const same = (one, other) => one.length === other.length && one.every((byte, place) => byte === other[place]);

export async function sha256(...parts) {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let end = 0;
  for (const part of parts) {
    bytes.set(part, end);
    end += part.length;
  }
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
}

/** In the one canonical form; atob alone takes others too, so one proof could be written in two ways. */
export function base64(text) {
  try {
    const binary = atob(text);
    return btoa(binary) === text ? Uint8Array.from(binary, (character) => character.charCodeAt(0)) : undefined;
  } catch { return undefined; }
}

export function decimal(text) {
  if (!/^(0|[1-9][0-9]{0,18})$/.test(text)) return undefined;
  const value = BigInt(text);
  return value < 2n ** 63n ? value : undefined;
}
