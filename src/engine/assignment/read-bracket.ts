import type { Joint } from './read-joint.ts';

/** By the sign behind a name: an array, an initialiser, a block with a default, a call on what the name finds, or a `&quot;`. */
const brackets: Readonly<Record<number, RegExp>> = {
  /** `char password[16] = "..."`, `byte key[] = {` */
  91: /\[\w{0,20}\]\s{0,4}=\s{0,20}(?=["'{])/y,
  /** `let(:password) { "..." }`, `expect(password).toBe("...")` */
  41: /\)(?:[ \t]{0,4}\{[ \t]{0,4}|\.(?:not\.)?to(?:Be|Equal|StrictEqual)\(|\)\.perform\(\s{0,20}(?:typeText|replaceText)\()(?=["'`])/y,
  /** `QString password{"..."}` */
  123: /\{[ \t]{0,4}(?=["'])/y,
  /** `{&quot;password&quot;: &quot;...&quot;}` in a page */
  38: /&(?:quot|#34|#39);\s{0,4}:\s{0,4}&(?:quot|#34|#39);(?=[^&])/y,
};

/** The same behind a name in quotes. */
const behindQuotes: Readonly<Record<number, RegExp>> = {
  /** `variable "password" {`, its type, and `default = "..."` (Terraform); `fetch("PASSWORD") { "..." }` (Ruby). */
  123: /\{(?:[^{}"]{0,200}?\bdefault\s{0,20}=\s{0,4}(?=")|\s{0,4}(?=["'][^"'\r\n]{1,100}["']\s{0,4}\}))/y,
  /** `find("#password").type("...")` and the like of tests in a browser. */
  46: /\.(?:value\s{0,4}=\s{0,4}(?=["'`])|(?:clear\(\)\s{0,20}\.)?(?:type|sendKeys|send_keys|fill|fill_in|setValue|set|val|enterText|typeText|input)\(\s{0,20}(?=["'`]))/y,
};

/** What joins a name and its value by a bracket, a call or an entity; undefined where nothing of that kind does. */
export function readBracket(text: string, at: number, code: number, isQuoted: boolean): Joint | undefined {
  const pattern = (isQuoted ? behindQuotes : brackets)[code];
  if (pattern === undefined) return undefined;
  pattern.lastIndex = at;
  return pattern.test(text) ? { operator: 'assign', at: pattern.lastIndex } : undefined;
}

/** `<name>password</name><value>...</value>`, `<key>password</key><string>...</string>`. */
const sibling = /<\/(?:[\w-]{1,20}[:-])?(?:name|key)>\s{0,60}<(?:[\w-]{1,20}[:-])?(?:value|string)>(?=[^<\s])/iy;

/** Reads an element whose text is a name, and the next one, whose text is its value. */
export function readSibling(text: string, at: number): Joint | undefined {
  sibling.lastIndex = at;
  return sibling.test(text) ? { operator: 'element', at: sibling.lastIndex } : undefined;
}
