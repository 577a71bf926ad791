import { type ObjectHeader, parseHeaders } from './object-headers.ts';

/** Who made something and when, as bytes in whatever encoding the object has. */
export interface Identity {
  name: Buffer;
  email: Buffer;
  /** Seconds since 1970; 0 where there is none that a date can be made of. */
  time: number;
  /** As it stands there, `+0130`; empty where there is none. */
  zone: string;
}

/** A commit as it stands; what is wrong or absent is undefined or empty. */
export interface ParsedCommit {
  tree: string | undefined;
  parents: string[];
  author: Identity | undefined;
  committer: Identity | undefined;
  encoding: string | undefined;
  message: Buffer;
  /** All others: `gpgsig`, `mergetag`, ...; lines that are no header have an empty name. */
  extraHeaders: ObjectHeader[];
}

/** A tag object likewise. */
export interface ParsedTag {
  object: string | undefined;
  type: string | undefined;
  name: Buffer | undefined;
  tagger: Identity | undefined;
  message: Buffer;
  extraHeaders: ObjectHeader[];
}

/** JavaScript has no later date: https://tc39.es/ecma262/#sec-time-values-and-time-range */
const maxTime = 8.64e12;

const noBytes = Buffer.alloc(0);

/** Reads a commit object, however hostile: never throws, and parts are views of `content`. */
export function parseCommit(content: Buffer): ParsedCommit {
  const { headers, message } = parseHeaders(content);
  const commit: ParsedCommit = {
    tree: undefined,
    parents: [],
    author: undefined,
    committer: undefined,
    encoding: undefined,
    message,
    extraHeaders: [],
  };
  for (const header of headers) {
    const { name, value } = header;
    const id = name === 'tree' || name === 'parent' ? readId(value) : undefined;
    if (name === 'tree' && id && !commit.tree) commit.tree = id;
    else if (name === 'parent' && id) commit.parents.push(id);
    else if (name === 'author' && !commit.author) commit.author = parseIdentity(value);
    else if (name === 'committer' && !commit.committer) commit.committer = parseIdentity(value);
    else if (name === 'encoding' && commit.encoding === undefined) commit.encoding = value.toString('latin1', 0, 100);
    else commit.extraHeaders.push(header);
  }
  return commit;
}

/** Reads a tag object in the same way. */
export function parseTag(content: Buffer): ParsedTag {
  const { headers, message } = parseHeaders(content);
  const tag: ParsedTag = {
    object: undefined,
    type: undefined,
    name: undefined,
    tagger: undefined,
    message,
    extraHeaders: [],
  };
  for (const header of headers) {
    const { name, value } = header;
    const id = name === 'object' ? readId(value) : undefined;
    if (id && !tag.object) tag.object = id;
    else if (name === 'type' && tag.type === undefined) tag.type = value.toString('latin1', 0, 100);
    else if (name === 'tag' && !tag.name) tag.name = value;
    else if (name === 'tagger' && !tag.tagger) tag.tagger = parseIdentity(value);
    else tag.extraHeaders.push(header);
  }
  return tag;
}

/** `Name <email> 1700000000 +0130`, or what there is of it: the time stands behind the last `>`, as git reads it. */
export function parseIdentity(value: Buffer): Identity {
  const open = value.indexOf('<');
  if (open === -1) return { name: value, email: noBytes, time: 0, zone: '' };
  const close = value.lastIndexOf('>');
  const email = close > open ? value.subarray(open + 1, close) : value.subarray(open + 1);
  const nameEnd = value[open - 1] === 32 ? open - 1 : open;
  const when =
    close > open ? /^ *(\d{1,20})(?: ([-+]\d{1,10}))?/.exec(value.toString('latin1', close + 1, close + 64)) : null;
  const time = Number(when?.[1] ?? 0);
  return { name: value.subarray(0, nameEnd), email, time: time <= maxTime ? time : 0, zone: when?.[2] ?? '' };
}

function readId(value: Buffer): string | undefined {
  if (value.length !== 40 && value.length !== 64) return undefined;
  const id = value.toString('latin1', 0, value.length);
  return /^[0-9a-f]+$/.test(id) ? id : undefined;
}
