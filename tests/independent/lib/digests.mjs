// What the digests of CloudTrail prove (E41 to E45), from the files themselves. Signatures are checked by node's own
// crypto; what a gzip holds is unpacked here.

import { createHash, createPublicKey, verify } from 'node:crypto';
import { basename } from 'node:path';

import { decode, firstMember } from './decode.mjs';
import { isObject, member, textOf } from './fields.mjs';
import { PROBES } from './formats.mjs';
import { isBlankText } from './frame.mjs';
import { listInputs } from './inputs.mjs';
import { byBytes } from './sessions.mjs';
import { readText } from './text.mjs';
import { timeOf, timeText } from './time.mjs';

const RECORDS = /^(?:\ufeff|[ \t\r\n])*\{[ \t\r\n]*"Records"/;
const asMap = (object) => new Map(Object.entries(object));
const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');
const endsWith = (path, key) => path === key || path.endsWith(`/${key}`);
const inBucket = (path) => /^(?:.*\/)?(AWSLogs\/.*)$/s.exec(path)?.[1] ?? null;

/** The account and region that a name or folders say, joined, or null. */
function placeOf(path, kind) {
  const [, account, region] = new RegExp(`^(\\d{12})_${kind}_([^_]*)_`, 's').exec(basename(path))
    ?? new RegExp(`^(?:.*/)?(\\d{12})/${kind}/([^/]*)/`, 's').exec(path) ?? [];
  return account === undefined ? null : { account, region };
}

/** What tells chains apart beside account and region: trail and kind. */
function trailOf(key) {
  const name = basename(key).replace(/\.gz$/, '').replace(/\.json$/, '');
  const timed = name.replace(/_backfill$/, '');
  return [/^\d{12}_CloudTrail-Digest_[^_]*_(.*)_[^_]*$/s.exec(timed)?.[1] ?? '', timed !== name];
}

/** All inputs with what is read of them, in order of path. */
function read(args) {
  return listInputs(args).filter(({ isArchive }) => !isArchive).map((input) => {
    const { path, content } = input;
    const text = content === null || PROBES.has(basename(path)) ? null : decode(content).text;
    const records = text === null || isBlankText(text) ? [] : readText(text, path)?.records ?? [];
    return { ...input, records, isRecords: text !== null && RECORDS.test(text.toString('utf8')) };
  });
}

function publicKeys(inputs) {
  const keys = new Map();
  for (const { path, bytes, records } of inputs) {
    for (const { publicKey } of records) {
      if (!publicKey) continue;
      const der = Buffer.from(publicKey.value, 'base64');
      const open = (type) => { try { return createPublicKey({ key: der, format: 'der', type }); } catch { return null; } };
      const key = open('pkcs1') ?? open('spki');
      const forms = [der, ...(key?.asymmetricKeyType === 'rsa' ? [key.export({ format: 'der', type: 'pkcs1' })] : [])];
      const isGood = forms.some((form) => createHash('md5').update(form).digest('hex') === publicKey.fingerprint.toLowerCase());
      const row = { fingerprint: publicKey.fingerprint, path, sha256: sha256(bytes), state: isGood ? 'good' : 'altered' };
      keys.set(JSON.stringify([path, publicKey.fingerprint, publicKey.value]), { row, key });
    }
  }
  const order = (a, b) => byBytes(a.row.fingerprint, b.row.fingerprint) || byBytes(a.row.path, b.row.path) || byBytes(b.row.state, a.row.state);
  return [...keys.values()].sort(order);
}

/** The digests that are here, in order of path. */
function digestsOf(inputs) {
  return inputs.flatMap((input) => input.records.filter(({ digest }) => digest).map(({ digest }) => {
    const field = (name) => textOf(digest.get(name));
    const key = field('digestS3Object') || (inBucket(input.path) ?? input.path);
    const named = placeOf(key, 'CloudTrail-Digest');
    const place = { account: field('awsAccountId') || (named?.account ?? ''), region: named?.region ?? '' };
    const files = digest.get('logFiles');
    const logs = (Array.isArray(files) ? files : []).filter((log) => isObject(log) && textOf(log.get('s3Object')))
      .map((log) => ({ key: log.get('s3Object'), hash: textOf(log.get('hashValue')).toLowerCase() }));
    return {
      digest, field, key, place, logs, path: input.path, content: firstMember(input.bytes),
      start: timeOf(digest.get('digestStartTime')), end: timeOf(digest.get('digestEndTime')),
      chain: JSON.stringify([place, trailOf(key)]),
    };
  }));
}

function verdictOf(one, digests, keys, heads) {
  const previous = one.digest.get('previousDigestSignature');
  const [end, bucket, key] = ['digestEndTime', 'digestS3Bucket', 'digestS3Object'].map(one.field);
  if (!end || !bucket || !key || !(previous === null || textOf(previous))) return 'bad-format';
  const fingerprint = one.field('digestPublicKeyFingerprint');
  const own = keys.filter(({ row }) => row.fingerprint.toLowerCase() === fingerprint.toLowerCase());
  if (own.length === 0) return 'no-key';
  const carried = digests.filter((other) => other.field('previousDigestS3Object') === key).map((other) => other.field('previousDigestSignature'));
  const kept = heads.filter(({ name }) => name.startsWith(basename(key))).map(({ signature }) => signature);
  const signatures = [...carried.filter(Boolean), ...kept];
  if (signatures.length === 0) {
    const isGone = (other) => other.field('previousDigestS3Object') !== '' && !digests.some((it) => it.key === other.field('previousDigestS3Object'));
    const isLater = (other) => other.chain === one.chain && other.end !== null && one.end !== null && other.end > one.end;
    return digests.some((other) => isLater(other) && isGone(other)) ? 'orphaned' : 'no-signature';
  }
  const text = Buffer.from(`${end}\n${bucket}/${key}\n${sha256(one.content.bytes)}\n${previous ?? 'null'}`);
  const holds = (signature) => /^(?:[0-9a-f]{2})*$/i.test(signature)
    && own.some((it) => it.key?.asymmetricKeyType === 'rsa' && verify('sha256', text, it.key, Buffer.from(signature, 'hex')));
  if (!signatures.some(holds)) return 'bad-signature';
  return inBucket(one.path) !== null && !endsWith(one.path, inBucket(key) ?? key) ? 'moved' : 'valid';
}

/** The rows of the digests that others name and that are not here. */
function missing(digests) {
  const rows = new Map();
  for (const one of digests) {
    const key = one.field('previousDigestS3Object');
    if (key === '' || rows.has(key) || digests.some((other) => other.key === key)) continue;
    const { account, region } = placeOf(key, 'CloudTrail-Digest') ?? one.place;
    rows.set(key, { key, path: null, account, region, start: null, end: null, verdict: 'missing' });
  }
  return [...rows.values()];
}

function logRows(inputs, digests) {
  const rank = ({ verdict }) => ['valid', 'moved'].indexOf(verdict) + 1 || 3;
  const listed = new Map();
  const inOrder = [...digests].sort((a, b) => rank(a) - rank(b) || byBytes(a.key, b.key) || byBytes(a.path, b.path));
  for (const by of inOrder) for (const { key, hash } of by.logs) if (!listed.has(key)) listed.set(key, { key, hash, by });

  const names = new Set([...listed.keys()].map((key) => basename(key)));
  const files = inputs.filter(({ path, isRecords }) => isRecords || names.has(basename(path)) || digests.some((one) => one.path === path))
    .map((input) => ({ ...input, ...firstMember(input.bytes) })).map((file) => ({ ...file, hash: sha256(file.bytes) }));
  const found = new Set();
  const rows = [...listed.values()].map(({ key, hash, by }) => {
    const file = files.find(({ path }) => endsWith(path, key)) ?? files.find(({ path }) => basename(path) === basename(key)) ?? files.find((it) => it.hash === hash);
    found.add(file);
    const verdict = !file ? 'missing' : file.hasMore ? 'trailing-data' : file.hash !== hash ? 'changed' : rank(by) < 3 ? 'valid' : 'unproven';
    return { key, path: file?.path ?? null, listed_by: by.key, verdict };
  });
  for (const file of files) {
    const isListed = found.has(file) || [...listed.values()].some(({ key, hash }) => endsWith(file.path, key) || file.hash === hash);
    const place = placeOf(file.path, 'CloudTrail');
    const isOfDigests = place === null || digests.some((one) => one.place.account === place.account && one.place.region === place.region);
    if (file.isRecords && !isListed && isOfDigests) rows.push({ key: inBucket(file.path) ?? file.path, path: file.path, listed_by: null, verdict: 'unlisted' });
  }
  return rows;
}

/** The member `digests` of the audit of these files and folders. */
export function digestReport(args) {
  const inputs = read(args);
  const digests = digestsOf(inputs);
  const rows = (list) => [...list].sort((a, b) => byBytes(a.key, b.key) || byBytes(a.path ?? '', b.path ?? '')).map(asMap);
  if (digests.length === 0) return asMap({ keys: [], digests: [], logs: [] });
  const keys = publicKeys(inputs);
  const heads = inputs.flatMap(({ path, records }) => records.filter(({ head }) => textOf(member(member(head, 'Metadata'), 'signature')))
    .map(({ head }) => ({ name: basename(path), signature: head.get('Metadata').get('signature') })));
  for (const one of digests) one.verdict = verdictOf(one, digests, keys, heads);
  const here = digests.map(({ key, path, place, start, end, verdict }) => ({ key, path, ...place, start: timeText(start), end: timeText(end), verdict }));
  return asMap({
    keys: keys.map(({ row }) => asMap(row)),
    digests: rows([...here, ...missing(digests)]),
    logs: rows(logRows(inputs, digests)),
  });
}
