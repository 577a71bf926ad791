import { describe, expect, it } from 'vitest';
import { reportedRules } from '../../src/commands/reported-rules.ts';
import { makeFinding, makeReport } from '../reporters/make-report.ts';

describe('reportedRules', () => {
  it('tells of each rule once, by id, with the severity of its gravest finding', () => {
    const findings = [
      makeFinding({ severity: 'low' }),
      makeFinding({ severity: 'critical' }),
      makeFinding({ severity: 'medium' }),
      makeFinding({ ruleId: 'aaa-key', provider: 'Aaa', description: 'Aaa key', tags: [], references: [] }),
    ];
    const rotation = { advice: 'Revoke the token in the Acme console', url: 'https://acme.example/settings/tokens' };
    expect(reportedRules(makeReport({ findings }))).toEqual([
      {
        id: 'aaa-key',
        provider: 'Aaa',
        description: 'Aaa key',
        tags: [],
        references: [],
        severity: 'high',
        confidence: 'high',
        rotation,
      },
      {
        id: 'acme-token',
        provider: 'acme',
        description: 'Acme access token',
        tags: ['api'],
        references: ['https://acme.example/docs/tokens'],
        severity: 'critical',
        confidence: 'high',
        rotation,
      },
    ]);
  });
});
