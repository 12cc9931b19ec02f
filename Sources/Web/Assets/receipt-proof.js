import { ProofError, base64, checkSignature, climb, decimal, isBy, mostBytes, mostHashes, parseCheckpoint, parseKey, same, sha256 } from './log-proof.js';

/** Why a receipt proves nothing. `step` is the one of {@link steps} that failed: those before it passed. */
export { ProofError as ReceiptError };

/** The steps of {@link verifyReceipt}, in its order. */
export const steps = ['form', 'key', 'entry', 'path', 'signature'];

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
  if (!same(found, root)) throw new ProofError('path', 'it leads to another root than the checkpoint’s');
  const signature = await checkLogSignature(text, log, signatures, logKey);
  const others = signatures.filter((one) => !isBy(one, logKey)).map((one) => one.name);
  return { entry, log, index, size, hashes: path.length, others, signature };
}

function decode(receipt) {
  if (typeof receipt === 'string') return receipt;
  // A byte order mark is no part of the format: it must not be dropped in silence.
  try { return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(receipt); }
  catch { throw new ProofError('form', 'it is not UTF-8'); }
}

function parseReceipt(receipt) {
  const bad = (why) => { throw new ProofError('form', why); };
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
  return { extra, index, path, ...parseCheckpoint(receipt.slice(end + 2), bad) };
}

function parseEntry(bytes) {
  if (bytes.length === 0) throw new ProofError('entry', 'the receipt does not hold it');
  try {
    const entry = JSON.parse(decode(bytes));
    if (typeof entry.type === 'string' && typeof entry.time === 'string') return entry;
  } catch { /* Said below, as for an entry that is JSON of another form. */ }
  throw new ProofError('entry', 'what the receipt holds is no entry of a log of Likeness');
}

async function checkLogSignature(text, log, signatures, key) {
  const bad = (why) => { throw new ProofError('signature', why); };
  if (log !== key.name) bad(`the checkpoint is of the log ${log}, the key of ${key.name}`);
  const signature = signatures.find((one) => isBy(one, key)) ?? bad('the log’s own is missing');
  switch (await checkSignature(key, signature.bytes, text)) {
    case 'unsupported': return 'unsupported';
    case 'no-key': return bad('the key is no Ed25519 key');
    case 'wrong': return bad('it is not by this key');
    default: return 'right';
  }
}
