const utf8 = new TextEncoder();
const mostHashes = 63, mostSignatures = 100, mostBytes = 1_000_000;

/** The steps of {@link verifyReceipt}, in its order. */
export const steps = ['form', 'key', 'entry', 'path', 'signature'];

/** Why a receipt proves nothing. `step` is the one of {@link steps} that failed: those before it passed. */
export class ReceiptError extends Error {
  constructor(step, message) {
    super(message);
    this.name = 'ReceiptError';
    this.step = step;
  }
}

/**
 * Verifies a receipt (C2SP tlog-proof) whose entry is its `extra`, with nothing but the log's key.
 *
 * @param {string | Uint8Array} receipt
 * @param {string} key the log's verifier key, `name+id+base64`
 * @returns {Promise<{entry: Object, log: string, index: bigint, size: bigint, hashes: number, others: string[],
 *   signature: 'right' | 'unsupported'}>} `others` are the names of further signers, which are not checked.
 * @throws {ReceiptError}
 */
export async function verifyReceipt(receipt, key) {
  const { extra, index, path, text, size, root, log, signatures } = parseReceipt(decode(receipt));
  const logKey = await parseKey(key.trim());
  const entry = parseEntry(extra);
  const found = await climb(await sha256([0], extra), index, size, path);
  if (!same(found, root)) throw new ReceiptError('path', 'it leads to another root than the checkpoint’s');
  const signature = await checkSignature(text, log, signatures, logKey);
  const others = signatures.filter((one) => !isBy(one, logKey)).map((one) => one.name);
  return { entry, log, index, size, hashes: path.length, others, signature };
}

function decode(receipt) {
  if (typeof receipt === 'string') return receipt;
  // A byte order mark is no part of the format: it must not be dropped in silence.
  try { return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(receipt); }
  catch { throw new ReceiptError('form', 'it is not UTF-8'); }
}

function parseReceipt(receipt) {
  const bad = (why) => { throw new ReceiptError('form', why); };
  if (receipt.length > mostBytes) bad('it is too long');
  const end = receipt.indexOf('\n\n');
  if (end < 0) bad('no empty line follows the path');
  const lines = receipt.slice(0, end).split('\n');
  if (lines.shift() !== 'c2sp.org/tlog-proof@v1') bad('its first line is another');
  let extra = new Uint8Array();
  if (lines[0]?.startsWith('extra ')) {
    extra = base64(lines.shift().slice(6));
    if (!extra?.length) bad('its extra line is empty or not base64');
  }
  const indexLine = lines.shift() ?? '';
  const index = indexLine.startsWith('index ') ? decimal(indexLine.slice(6)) : undefined;
  if (index === undefined) bad('it has no index');
  if (lines.length > mostHashes) bad('its path has too many hashes');
  const path = lines.map((line) => base64(line));
  if (path.some((hash) => hash?.length !== 32)) bad('a line of its path is not a hash');

  const note = receipt.slice(end + 2);
  const gap = note.lastIndexOf('\n\n');
  if (gap < 0 || !note.endsWith('\n') || /[\0-\x09\x0B-\x1F]/.test(note)) bad('its checkpoint is not a signed note');
  const text = note.slice(0, gap + 1);
  const [log, sizeLine, rootLine, ...more] = text.slice(0, -1).split('\n');
  const size = decimal(sizeLine ?? ''), root = base64(rootLine ?? '');
  if (log === '' || size === undefined || root?.length !== 32 || more.includes('')) {
    bad('its checkpoint lacks a name, a size or a root');
  }
  const signatures = note.slice(gap + 2, -1).split('\n').map(parseSignature);
  if (signatures.length > mostSignatures || signatures.includes(undefined)) bad('a signature is not of the known form');
  return { extra, index, path, text, log, size, root, signatures };
}

function parseSignature(line) {
  const [, name, encoded] = /^— ([^\p{White_Space}+]+) (.*)$/u.exec(line) ?? [];
  const bytes = base64(encoded ?? '');
  return bytes?.length > 4 ? { name, id: hex(bytes.slice(0, 4)), bytes: bytes.slice(4) } : undefined;
}

async function parseKey(text) {
  const bad = (why) => { throw new ReceiptError('key', why); };
  const [, name, id, encoded] = /^([^\p{White_Space}+]+)\+([0-9a-f]{8})\+(.*)$/u.exec(text) ?? [];
  const bytes = base64(encoded ?? '');
  if (bytes?.length !== 33) bad('it is not of the form name+id+key');
  if (bytes[0] !== 1) bad('it is not the key of a log');
  const digest = await sha256(utf8.encode(`${name}\n`), bytes);
  if (hex(digest.slice(0, 4)) !== id) bad('its id is of another key');
  return { name, id, publicKey: bytes.slice(1) };
}

function parseEntry(bytes) {
  if (bytes.length === 0) throw new ReceiptError('entry', 'the receipt does not hold it');
  try {
    const entry = JSON.parse(decode(bytes));
    if (typeof entry.type === 'string' && typeof entry.time === 'string') return entry;
  } catch { /* Said below, as for an entry that is JSON of another form. */ }
  throw new ReceiptError('entry', 'what the receipt holds is no entry of a log of Likeness');
}

/** RFC 9162, section 2.1.3.2. */
async function climb(leaf, index, size, path) {
  const bad = (why) => { throw new ReceiptError('path', why); };
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

async function checkSignature(text, log, signatures, key) {
  const bad = (why) => { throw new ReceiptError('signature', why); };
  if (log !== key.name) bad(`the checkpoint is of the log ${log}, the key of ${key.name}`);
  const signature = signatures.find((one) => isBy(one, key)) ?? bad('the log’s own is missing');
  let imported;
  try { imported = await crypto.subtle.importKey('raw', key.publicKey, 'Ed25519', false, ['verify']); }
  catch (error) { return error.name === 'NotSupportedError' ? 'unsupported' : bad('the key is no Ed25519 key'); }
  const right = await crypto.subtle.verify('Ed25519', imported, signature.bytes, utf8.encode(text));
  return right ? 'right' : bad('it is not by this key');
}

const isBy = (signature, key) => signature.name === key.name && signature.id === key.id;
const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
const same = (one, other) => one.every((byte, place) => byte === other[place]);

async function sha256(...parts) {
  const bytes = await new Blob(parts.map((part) => Uint8Array.from(part))).arrayBuffer();
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
}

/** In the one canonical form; atob alone takes others too, so one receipt could be written in two ways. */
function base64(text) {
  try {
    const binary = atob(text);
    return btoa(binary) === text ? Uint8Array.from(binary, (character) => character.charCodeAt(0)) : undefined;
  } catch { return undefined; }
}

function decimal(text) {
  if (!/^(0|[1-9][0-9]{0,18})$/.test(text)) return undefined;
  const value = BigInt(text);
  return value < 2n ** 63n ? value : undefined;
}
