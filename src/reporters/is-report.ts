import { closeSync, openSync, readSync } from 'node:fs';

/** Enough for what our formats begin and end with. */
const sniffed = 8192;

/** What each format of ours is known by; SARIF and gitleaks' shape whoever wrote them. */
const signs: readonly RegExp[] = [
  /^\s*\{\s*"schemaVersion":[^{}]{0,100}"tool":\s*\{\s*"name":\s*"keyturn"/,
  /^\s*\{[\s\S]*(?:sarif-schema-2|sarif-2\.1\.0|"runs":\s*\[)/i,
  /^\s*(?:null|\[\s*\]|\[\s*\{[\s\S]{0,2000}"RuleID":)/,
  /^(?:No (?:new )?secrets found in |No problem found: |Healthy: |Not everything could be (?:scanned|looked into):|These allow nothing:|Known in [^\n]*:)/,
  /^[^\n]+\n\n {2}(?:info|low|medium|high|critical) {2}\S/,
];

/** Whether a file holds a report, which the next one may take the place of; so does an empty file. */
export function isReport(path: string): boolean {
  const file = openSync(path, 'r');
  try {
    const buffer = Buffer.alloc(sniffed);
    const text = buffer.toString('utf8', 0, readSync(file, buffer, 0, sniffed, 0));
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colours and links of a terminal report
    const plain = text.replace(/\u001b(?:\[[\d;]*m|\]8;[^\u001b\u0007]*(?:\u001b\\|\u0007))/g, '');
    return plain.trim() === '' || signs.some((sign) => sign.test(plain));
  } finally {
    closeSync(file);
  }
}
