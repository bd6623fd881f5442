// Made-up chains of digests, signed by the keys of the tests and damaged in some ways, with what they list.

import { createHash, createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const FOLDER = join(dirname(fileURLToPath(import.meta.url)), '../../digests');
const KEYS = ['a', 'b'].map((name) => createPrivateKey({ key: readFileSync(join(FOLDER, `key-${name}.der`)), format: 'der', type: 'pkcs8' }));
const hash = (kind, bytes) => createHash(kind).update(bytes).digest('hex');
const publicForm = (key, type) => createPublicKey(key).export({ format: 'der', type });
const fingerprint = (key) => hash('md5', publicForm(key, 'pkcs1'));
const json = (value) => Buffer.from(JSON.stringify(value));

/** One of the ways in which somebody may have changed a digest before it was signed. */
function alter(random, digest) {
  const key = random.pick(['digestEndTime', 'digestStartTime', 'digestS3Bucket', 'digestPublicKeyFingerprint', 'previousDigestSignature', 'previousDigestS3Object', 'logFiles', 'awsAccountId']);
  if (random.chance(0.5)) delete digest[key]; else digest[key] = random.pick([null, '', 7, 'x', []]);
}

/** The files of one chain as `[name, bytes]`. */
function chain(random, account, region, late) {
  const key = random.pick(KEYS);
  const prefix = random.pick(['', '', 'p/']);
  const files = [];
  const hours = random.between(1, 6);
  let previous = null;
  for (let hour = 10; hour < 10 + hours; hour++) {
    const day = '2026/11/19', time = `20261119T${hour}0131Z`;
    const logs = Array.from({ length: random.below(3) }, (_, i) => ({
      key: `${prefix}AWSLogs/${account}/CloudTrail/${region}/${day}/${account}_CloudTrail_${region}_${time}_${i}${late}.json.gz`,
      content: json(random.chance(0.2) ? { Records: [] } : { Records: [{ eventVersion: '1', eventSource: 's3.amazonaws.com', eventName: 'GetObject', eventID: `${account}${region}${late}${hour}${i}` }] }),
    }));
    const own = `${prefix}AWSLogs/${account}/CloudTrail-Digest/${region}/${day}/${account}_CloudTrail-Digest_${region}_a_b_us-east-1_${time}${late}.json.gz`;
    const begins = previous === null || random.chance(0.1);
    const listed = random.chance(0.05) && files.length ? [...logs, { key: files[0][0], content: Buffer.from('x') }] : logs;
    const digest = {
      awsAccountId: account, digestStartTime: `2026-11-19T${hour - 1}:01:31Z`, digestEndTime: `2026-11-19T${hour}:01:31Z`, digestS3Bucket: 'b', digestS3Object: own,
      digestPublicKeyFingerprint: fingerprint(key), previousDigestS3Object: begins ? null : previous.key, previousDigestSignature: begins ? null : previous.signature,
      logFiles: listed.map((log) => ({ s3Bucket: 'b', s3Object: log.key, hashValue: hash('sha256', log.content) })),
    };
    if (random.chance(0.06)) alter(random, digest);
    const content = json(digest);
    const text = `${digest.digestEndTime}\nb/${own}\n${hash('sha256', content)}\n${digest.previousDigestSignature ?? 'null'}`;
    previous = { key: own, signature: sign('sha256', Buffer.from(text), key).toString('hex') };
    files.push([own, content], ...logs.map((log) => [log.key, log.content]));
  }
  const head = { ETag: 'x', Metadata: { signature: previous.signature } };
  return { files, heads: random.chance(0.6) ? [[`heads/${basename(previous.key)}.json`, json(head)]] : [] };
}

/** What becomes of a file on its way: mostly nothing. */
function damaged(random, [name, content], number) {
  if (random.chance(0.06)) return [];
  const changed = random.chance(0.05) ? Buffer.concat([content, Buffer.from(' ')]) : content;
  const packed = random.chance(0.1) ? changed : gzipSync(changed);
  const bytes = random.chance(0.06) ? Buffer.concat([packed, random.pick([Buffer.from('\0'), Buffer.from('x'), gzipSync(Buffer.from('[]'))])]) : packed;
  const path = random.chance(0.1) ? `${number}.gz` : random.chance(0.1) ? basename(name) : random.chance(0.05) ? name.replace(/^p\//, '') : random.chance(0.08) ? name.replace('/2026/', '/2025/') : `bucket/${name}`;
  return [[path, bytes], ...(random.chance(0.05) ? [[`copy/${number}/${basename(name)}`, random.pick([bytes, gzipSync(Buffer.from('{"Records":[]}'))])]] : [])];
}

function keyFile(random) {
  const entry = (key) => {
    const value = random.chance(0.05) ? Buffer.from('x') : publicForm(random.chance(0.05) ? random.pick(KEYS) : key, random.pick(['pkcs1', 'spki']));
    return { Value: value.toString('base64'), Fingerprint: fingerprint(key) };
  };
  const keys = random.chance(0.1) ? KEYS.slice(1) : KEYS;
  return json({ [random.pick(['PublicKeyList', 'publicKeyList'])]: keys.map(entry) });
}

/** The files of a case as `[name, bytes]`. */
export function filesWithDigests(random) {
  const chains = Array.from({ length: random.between(1, 3) }, (_, i) => chain(random, random.pick(['111122223333', '444455556666']), ['us-east-1', 'eu-west-1', 'us-east-1'][i], i === 2 ? '_backfill' : ''));
  const planted = ['x.json', '111122223333_CloudTrail_us-east-1_planted.json.gz', 'AWSLogs/444455556666/CloudTrail/eu-west-1/y.json'].filter(() => random.chance(0.2));
  const files = new Map([
    ...chains.flatMap(({ files: own }) => own).flatMap((file, i) => damaged(random, file, i)),
    ...chains.flatMap(({ heads }) => heads),
    ...planted.map((name) => [name, random.pick([Buffer.from('{ "Records" : [] }'), gzipSync(Buffer.from('{"Records":[{}]}'))])]),
    ...(random.chance(0.95) ? [['keys.json', keyFile(random)]] : []),
  ]);
  return random.shuffle([...files]);
}
