import { crc32, inflateRawSync } from 'node:zlib';
import { HarvestError } from '../model/problem.ts';

/** A ZIP archive whose directory was checked; nothing is unpacked before it is read. */
export interface ZipArchive {
  readonly names: readonly string[];
  /** Unpacks one entry; undefined when there is none of that name. Throws PARSE_*. */
  read(name: string): Buffer | undefined;
}

/** Largest sum of the unpacked entries. */
const mostUnpacked = 128 * 1024 * 1024;
const mostEntries = 2_000;

const endSignature = 0x06054b50;
const entrySignature = 0x02014b50;
const localSignature = 0x04034b50;
const endLength = 22;
const entryLength = 46;
const localLength = 30;
const longestComment = 0xffff;
/** In their place ZIP64 has the real ones elsewhere. */
const zip64Count = 0xffff;
const zip64Size = 0xffffffff;

interface Entry {
  readonly name: string;
  readonly isEncrypted: boolean;
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly unpacked: number;
  readonly offset: number;
}

/** Tells a ZIP archive by its first bytes. */
export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4;
}

/**
 * Opens a ZIP archive (APPNOTE 6.3). What its directory announces is bounded before anything is
 * unpacked, and an entry that unpacks to more than announced is refused. Throws PARSE_TRUNCATED
 * without a directory, PARSE_UNSAFE beyond the limits, PARSE_SYNTAX when it is damaged.
 */
export function openZip(bytes: Uint8Array): ZipArchive {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries = readDirectory(buffer);
  const unpacked = entries.reduce((sum, entry) => sum + entry.unpacked, 0);
  if (unpacked > mostUnpacked) {
    const sizes = `${bytes.byteLength} bytes would unpack to ${unpacked}`;
    throw new HarvestError('PARSE_UNSAFE', `The archive is refused: ${sizes}`);
  }
  const byName = new Map(entries.map((entry) => [entry.name, entry]));
  return {
    names: [...byName.keys()],
    read: (name) => {
      const entry = byName.get(name);
      return entry && unpack(buffer, entry);
    },
  };
}

function readDirectory(buffer: Buffer): readonly Entry[] {
  const end = findEnd(buffer);
  const count = buffer.readUInt16LE(end + 10);
  const start = buffer.readUInt32LE(end + 16);
  if (count === zip64Count || start === zip64Size || count > mostEntries) {
    throw new HarvestError('PARSE_UNSAFE', `The archive has more than ${mostEntries} entries`);
  }
  const entries: Entry[] = [];
  let at = start;
  for (let index = 0; index < count; index++) {
    if (at + entryLength > end || buffer.readUInt32LE(at) !== entrySignature) throw damaged();
    const nameLength = buffer.readUInt16LE(at + 28);
    entries.push({
      name: buffer.toString('utf8', at + entryLength, at + entryLength + nameLength),
      isEncrypted: (buffer.readUInt16LE(at + 8) & 1) === 1,
      method: buffer.readUInt16LE(at + 10),
      crc: buffer.readUInt32LE(at + 16),
      packed: buffer.readUInt32LE(at + 20),
      unpacked: buffer.readUInt32LE(at + 24),
      offset: buffer.readUInt32LE(at + 42),
    });
    at += entryLength + nameLength + buffer.readUInt16LE(at + 30) + buffer.readUInt16LE(at + 32);
  }
  return entries;
}

/** The end of the directory stands last, behind it at most a comment. */
function findEnd(buffer: Buffer): number {
  const first = Math.max(0, buffer.length - endLength - longestComment);
  for (let at = buffer.length - endLength; at >= first; at--) {
    if (buffer.readUInt32LE(at) === endSignature) return at;
  }
  throw new HarvestError('PARSE_TRUNCATED', 'The archive ends before its directory');
}

function unpack(buffer: Buffer, entry: Entry): Buffer {
  const { name, method, offset, packed, unpacked } = entry;
  if (entry.isEncrypted) {
    throw new HarvestError('PARSE_SYNTAX', `The archive protects ${name} with a password`);
  }
  if (offset + localLength > buffer.length || buffer.readUInt32LE(offset) !== localSignature) {
    throw damaged();
  }
  const start =
    offset + localLength + buffer.readUInt16LE(offset + 26) + buffer.readUInt16LE(offset + 28);
  if (start + packed > buffer.length) throw damaged();
  const data = buffer.subarray(start, start + packed);
  if (method !== 0 && method !== 8) {
    throw new HarvestError('PARSE_SYNTAX', `The archive packs ${name} in an unknown way`);
  }
  const content = method === 0 ? data : inflate(data, name, unpacked);
  if (content.length !== unpacked || crc32(content) !== entry.crc) throw damaged();
  return content;
}

function inflate(data: Buffer, name: string, unpacked: number): Buffer {
  try {
    return inflateRawSync(data, { maxOutputLength: Math.max(1, unpacked) });
  } catch (cause) {
    const isLarger =
      cause instanceof Error && 'code' in cause && cause.code === 'ERR_BUFFER_TOO_LARGE';
    if (!isLarger) throw damaged(cause);
    const message = `The archive is refused: ${name} unpacks to more than the directory announces`;
    throw new HarvestError('PARSE_UNSAFE', message, { cause });
  }
}

function damaged(cause?: unknown): HarvestError {
  return new HarvestError('PARSE_SYNTAX', 'The archive is damaged', { cause });
}
