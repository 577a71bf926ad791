import type { Finding, Place } from '../../src/model/finding.ts';
import type { Report } from '../../src/model/report.ts';
import type { ReportContext, ReportedRule, ReportText } from '../../src/reporters/index.ts';

/** A finding whose masked line is `before`, twelve stars, `after`. */
export function makeFinding(changes: Partial<Finding> & { before?: string; after?: string } = {}): Finding {
  const { before = "const key = '", after = "';", ...rest } = changes;
  const redacted = rest.redacted ?? '*'.repeat(12);
  const place: Place = {
    path: rest.path ?? 'src/store.ts',
    startLine: rest.startLine ?? 12,
    endLine: rest.endLine ?? rest.startLine ?? 12,
    startColumn: rest.startColumn ?? before.length + 1,
    endColumn: rest.endColumn ?? before.length + redacted.length + 1,
  };
  return {
    ruleId: 'acme-token',
    description: 'Acme access token',
    provider: 'acme',
    severity: 'high',
    confidence: 'high',
    tags: ['api'],
    redacted,
    entropy: 4.12345,
    fingerprint: 'f1',
    secretHash: 'h1',
    reasons: ['the prefix is Acme’s'],
    places: [place],
    placeCount: 1,
    line: before + redacted + after,
    lineStart: before.length,
    lineEnd: before.length + redacted.length,
    decoded: [],
    parts: [],
    references: ['https://acme.example/docs/tokens'],
    advice: 'Revoke the token in the Acme console',
    adviceUrl: 'https://acme.example/settings/tokens',
    ...place,
    ...rest,
  };
}

/** A report of a scan that found and missed nothing, with changes. */
export function makeReport(changes: Partial<Report> = {}): Report {
  return {
    command: 'scan',
    root: '/home/me/shop',
    startedAt: new Date('2026-11-22T07:00:00.000Z'),
    durationMs: 120,
    scanned: { files: 1623, bytes: 16_234_567, skipped: [] },
    findings: [],
    known: [],
    errors: [],
    suppressed: 0,
    unusedAllows: [],
    ...changes,
  };
}

export const acmeRule: ReportedRule = {
  id: 'acme-token',
  provider: 'Acme',
  description: 'Acme access token',
  tags: ['api'],
  references: ['https://acme.example/docs/tokens'],
  rotation: { advice: 'Revoke the token in the Acme console', url: 'https://acme.example/settings/tokens' },
  severity: 'high',
  confidence: 'high',
};

/** A plain context of 80 columns, with changes. */
export function makeContext(changes: Partial<ReportContext> = {}): ReportContext {
  return {
    version: '1.2.3',
    color: false,
    hyperlinks: false,
    verbose: false,
    quiet: false,
    width: 80,
    cwd: '/home/me/shop',
    redact: 100,
    exitCode: 1,
    rules: () => [acmeRule],
    ...changes,
  };
}

/** All of a reporter's text. */
export async function collect(text: ReportText): Promise<string> {
  let all = '';
  for await (const piece of text) all += piece;
  return all;
}
