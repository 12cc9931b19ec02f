import { ProofError, base64, checkSignature, climb, hex, isBy, mostHashes, parseCheckpoint, parseKey, parseNote, same, sha256, utf8 } from './log-proof.js';

const header = 'likeness/evidence/v1\n', domain = 'likeness/commitment/v1\n';
const mostProblems = 1000;

/** The JSON Canonicalization Scheme (RFC 8785): names in the order of their UTF-16 units, numbers as JavaScript writes them. */
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  return `{${Object.keys(value).sort().map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(',')}}`;
}

/** JSON that is written in its one canonical way. */
function parseCanonical(text, bad) {
  let value;
  try { value = JSON.parse(text); } catch { return bad('it is not JSON'); }
  return canonical(value) === text ? value : bad('it is not written in the one canonical way');
}

/**
 * Verifies a pack from its files' texts, with nothing else.
 *
 * @param {Object<string, string | null>} files by name; `entries.jsonl` is null where there were too many for a page.
 * @param {string} keyText the log's key, from elsewhere; empty: the one that lies in the pack
 * @param {(done: number, all: number) => void} progress
 * @returns what was found: `problems`, each with `file`, `entry` and `what`; `entries`, each with what it stands for
 */
export async function verifyPack(files, keyText, progress) {
  const found = { problems: [], entries: [], cosigned: [], signature: 'unchecked', manifest: undefined, checkpoint: undefined };
  const tell = (file, what, entry) => {
    if (found.problems.length < mostProblems) found.problems.push({ file, entry, what });
    else found.more = true;
  };
  const attempt = async (file, body) => {
    try { return await body((why) => { throw new ProofError('form', why); }); }
    catch (error) {
      if (!(error instanceof ProofError)) throw error;
      tell(file, error.message);
      return undefined;
    }
  };

  const key = await attempt('key.txt', () => parseKey((keyText || files['key.txt'] || '').trim()));
  const signed = await attempt('manifest', async (bad) => {
    const note = parseNote(files.manifest ?? '', bad);
    if (!note.text.startsWith(header)) bad('it is no evidence pack’s of version 1');
    return { note, manifest: parseCanonical(note.text.slice(header.length, -1), bad) };
  });
  found.manifest = signed?.manifest;
  if (key && signed) found.signature = await checkNote('manifest', signed.note, key, tell);
  found.checkpoint = await attempt('checkpoint', (bad) => parseCheckpoint(files.checkpoint ?? '', bad));
  if (key && found.checkpoint) {
    if (found.checkpoint.log !== key.name) tell('checkpoint', `it is of the log ${found.checkpoint.log}, and the key of ${key.name}`);
    const answer = await checkNote('checkpoint', found.checkpoint, key, tell);
    if (answer !== 'right') found.signature = answer;
    await checkWitnesses(files['witnesses.txt'] ?? '', found, tell);
  }
  if (!found.manifest || !found.checkpoint) return found;

  await checkFiles(files, found.manifest, tell);
  if (found.manifest.size !== Number(found.checkpoint.size) || found.manifest.root !== base64Text(found.checkpoint.root)
    || found.manifest.log !== found.checkpoint.log) {
    tell('manifest', 'it is of another checkpoint');
  }
  if (typeof files['entries.jsonl'] === 'string') {
    await checkEntries(files['entries.jsonl'], found, tell, progress);
    checkCounts(found, tell);
  }
  return found;
}

const base64Text = (bytes) => btoa(String.fromCharCode(...bytes));

async function checkNote(file, note, key, tell) {
  const signature = note.signatures.find((one) => isBy(one, key));
  if (!signature) {
    tell(file, 'it bears no signature by this key');
    return 'wrong';
  }
  const answer = await checkSignature(key, signature.bytes, note.text);
  if (answer === 'wrong' || answer === 'no-key') {
    tell(file, 'its signature is wrong: it was altered, or signed with another key');
    return 'wrong';
  }
  return answer;
}

/** C2SP tlog-cosignature: Ed25519 over a time and the checkpoint. */
async function checkWitnesses(text, found, tell) {
  for (const line of text.split('\n').filter((one) => one !== '')) {
    let key;
    try { key = await parseKey(line, 4); } catch (error) {
      if (!(error instanceof ProofError)) throw error;
      tell('witnesses.txt', error.message);
      continue;
    }
    const signature = found.checkpoint.signatures.find((one) => isBy(one, key));
    if (signature?.bytes.length !== 72) {
      tell('checkpoint', `the witness ${key.name} has not signed it`);
      continue;
    }
    const time = new DataView(signature.bytes.buffer, signature.bytes.byteOffset).getBigUint64(0);
    const message = `cosignature/v1\ntime ${time}\n${found.checkpoint.text}`;
    const answer = await checkSignature(key, signature.bytes.slice(8), message);
    if (answer === 'right') found.cosigned.push({ name: key.name, time: new Date(Number(time) * 1000) });
    else if (answer !== 'unsupported') tell('checkpoint', `the cosignature by ${key.name} is wrong`);
  }
}

async function checkFiles(files, manifest, tell) {
  for (const [name, listed] of Object.entries(manifest.files ?? {})) {
    // Neither the guide nor more entries than a page can hold are in the page.
    if (name === 'README.txt' || files[name] === null) continue;
    if (typeof files[name] !== 'string') {
      tell(name, 'the manifest lists it, and the page does not hold it');
      continue;
    }
    const bytes = utf8.encode(files[name]);
    if (bytes.length !== listed.bytes || hex(await sha256(bytes)) !== listed.sha256) tell(name, 'it is not the file that the manifest lists');
  }
  for (const name of Object.keys(files)) {
    if (name !== 'manifest' && !manifest.files?.[name]) tell(name, 'the manifest does not list it');
  }
}

async function checkEntries(text, found, tell, progress) {
  if (text !== '' && !text.endsWith('\n')) tell('entries.jsonl', 'its last line is cut off');
  const lines = text.split('\n').slice(0, -1);
  let before = -1;
  for (const [place, line] of lines.entries()) {
    const name = `entries.jsonl, line ${place + 1}`;
    try {
      const bad = (why) => { throw new ProofError('form', why); };
      const read = readLine(parseCanonical(line, bad), bad);
      const problems = await problemsOf(read, found.checkpoint);
      if (read.index <= before) problems.push('it stands twice, or not in the log’s order');
      before = read.index;
      for (const what of problems) tell('entries.jsonl', what, read.index);
      found.entries.push({ ...read, problems });
    } catch (error) {
      if (!(error instanceof ProofError)) throw error;
      tell(name, error.message);
    }
    if (place % 50 === 49) {
      progress(place + 1, lines.length);
      await new Promise((done) => { setTimeout(done); });
    }
  }
}

function readLine(line, bad) {
  const names = line.state === 'disclosed' ? 'entry,index,key,payload,proof,state' : 'entry,index,proof,state';
  if (Object.keys(line).sort().join() !== names) bad('it has other members than its state allows');
  if (!['disclosed', 'erased', 'withheld', 'empty'].includes(line.state)) bad('“state” is another word');
  if (!Number.isSafeInteger(line.index) || line.index < 0 || typeof line.entry !== 'string') bad('it has no index or no entry');
  const path = Array.isArray(line.proof) && line.proof.length <= mostHashes ? line.proof.map((hash) => base64(hash)) : bad('it has no proof');
  if (path.some((hash) => hash?.length !== 32)) bad('a hash of its proof is none');
  let event;
  try { event = JSON.parse(line.entry); } catch { bad('the entry is not JSON'); }
  if (typeof event?.type !== 'string' || typeof event.time !== 'string' || typeof event.ids !== 'object') bad('it is no entry of a known form');
  if (line.state !== 'disclosed') return { ...line, path, event };
  if (!/^[0-9a-f]{64}$/.test(line.key) || typeof line.payload !== 'string') bad('“key” or “payload” is none');
  let payload;
  try { payload = JSON.parse(line.payload); } catch { bad('“payload” is not JSON'); }
  return { ...line, path, event, said: payload };
}

async function problemsOf(read, checkpoint) {
  const problems = [];
  try {
    const root = await climb(await sha256([0], utf8.encode(read.entry)), BigInt(read.index), checkpoint.size, read.path);
    if (!same(root, checkpoint.root)) throw new ProofError('path', '');
  } catch (error) {
    if (!(error instanceof ProofError)) throw error;
    problems.push('its proof does not lead to the checkpoint: entry, place or proof was altered');
  }
  const { commitment } = read.event;
  if (read.state === 'disclosed') {
    const bytes = Uint8Array.from(read.key.match(/../g), (digits) => parseInt(digits, 16));
    const key = await crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
    const code = new Uint8Array(await crypto.subtle.sign('HMAC', key, utf8.encode(domain + read.payload)));
    if (hex(code) !== commitment || canonical(read.said) !== read.payload) {
      problems.push('what it is said to stand for is not what the log committed to');
    }
  } else if ((commitment === undefined) !== (read.state === 'empty')) {
    problems.push(`the log’s entry and “${read.state}” do not go together`);
  }
  return problems;
}

/** Whether the entries are as many as the manifest says, of the kinds that it says, and, of a period, without a gap. */
function checkCounts({ manifest, entries }, tell) {
  const counted = manifest.entries ?? {};
  const numbers = { count: entries.length };
  for (const state of ['disclosed', 'erased', 'withheld', 'empty']) numbers[state] = entries.filter((one) => one.state === state).length;
  for (const [name, number] of Object.entries(numbers)) {
    if (counted[name] !== number) tell('manifest', `it says ${counted[name]} for “${name}”, and there are ${number}`);
  }
  const { first, end } = counted, { size, scope } = manifest, own = manifest.exported?.entry;
  const told = entries.find((one) => one.index === own)?.event;
  if (told?.type !== 'evidence.exported' || told.ids.pack !== manifest.pack || told.ids.account !== manifest.exported?.account
    || told.time !== manifest.exported?.time) {
    tell('manifest', 'the log has no such export at the place that it names', own);
  }
  if (scope?.kind !== 'period') return;
  const from = Date.parse(scope.from), to = Date.parse(scope.to);
  let expected = first > 0 ? first - 1 : first;
  const last = end < size ? end : end - 1;
  checkGrounds(manifest, entries, tell);
  for (const { index, event } of entries) {
    if (index < first - 1 || (index === own && index > last)) continue;
    if (index > expected) tell('entries.jsonl', `entries ${expected} to ${index - 1} are missing`);
    if (index < expected || index > last) tell('entries.jsonl', 'the period does not cover it', index);
    expected = Math.max(expected, index + 1);
    const isIn = from <= Date.parse(event.time) && Date.parse(event.time) < to;
    if ((index === first - 1 || index === end) && isIn) tell('manifest', `entry ${index} is in the period, and left out of its range`);
    if (first < end && (index === first || index === end - 1) && !isIn) tell('manifest', `entry ${index} is not in the period, and an edge of its range`);
  }
  if (expected <= last) tell('entries.jsonl', `entries ${expected} to ${last} are missing`);
}

const grounds = ['authorisation.requested', 'authorisation.approved', 'authorisation.refused', 'authorisation.revoked',
  'authorisation.expired', 'break-glass.used', 'break-glass.lapsed'];

/** Whether each search of a period has in the pack on whose word it ran, and whatever is from before the period is there for that. */
function checkGrounds({ entries: { first, end, earlier }, exported }, entries, tell) {
  const said = new Map(), needed = new Map();
  for (const { index, event: { type, ids } } of entries) {
    const ref = ids.authorisation;
    if (ref === undefined) continue;
    if (type.startsWith('search.') && index >= first && index < end) {
      const need = needed.get(ref) ?? { first: index };
      if (type === 'search.started') need.started ??= index;
      needed.set(ref, need);
    }
    if (!grounds.includes(type)) continue;
    const one = said.get(ref) ?? {};
    if (type === 'authorisation.requested' || type === 'break-glass.used') Object.assign(one, { asked: index, isBreakGlass: type === 'break-glass.used' });
    if (type === 'authorisation.approved') one.approved ??= index;
    said.set(ref, one);
  }
  const before = entries.filter(({ index }) => index < first - 1 && index !== exported?.entry);
  if (before.length !== earlier) tell('manifest', `it says ${earlier} for “earlier”, and there are ${before.length}`);
  for (const { index, event } of before) {
    if (!grounds.includes(event.type) || !needed.has(event.ids.authorisation)) {
      tell('entries.jsonl', 'the period does not cover it, and no search in it rests on it', index);
    }
  }
  for (const [ref, need] of needed) {
    const one = said.get(ref) ?? {};
    if (!(one.asked < need.first)) tell('entries.jsonl', 'the request for the authorisation that it rests on is missing', need.first);
    else if (need.started !== undefined && !one.isBreakGlass && !(one.approved < need.started)) {
      tell('entries.jsonl', 'the approval that it rests on is missing', need.started);
    }
  }
}
