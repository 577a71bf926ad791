import type { HistoryScope } from '../../model/history.ts';
import type { Report, ScanError } from '../../model/report.ts';
import { hideRoot } from '../hide-root.ts';
import { toArtifact } from './location.ts';

type Run = Pick<Report, 'root' | 'errors' | 'startedAt' | 'durationMs'> & Partial<Pick<Report, 'history' | 'scanned'>>;

/** The run as SARIF's invocation (3.20): its errors, and how many results were left out for GitHub's limit. */
export function toInvocation(report: Run, exitCode: number, leftOut: number): object {
  const { errors, startedAt, durationMs } = report;
  const notifications = errors.map((error) => toNotification(report, error));
  if (report.history) notifications.push(...scopeNotifications(report.history, report.scanned?.commits ?? 0));
  if (leftOut > 0) notifications.push(limitNotification(leftOut));
  return {
    executionSuccessful: errors.length === 0,
    exitCode,
    startTimeUtc: startedAt.toISOString(),
    endTimeUtc: new Date(startedAt.getTime() + durationMs).toISOString(),
    toolExecutionNotifications: notifications.length > 0 ? notifications : undefined,
  };
}

function toNotification(report: Pick<Report, 'root'>, { code, message, path, object, commits }: ScanError): object {
  return {
    descriptor: { id: code },
    level: 'error',
    message: { text: hideRoot(report, message) },
    locations: path === undefined ? undefined : [{ physicalLocation: { artifactLocation: toArtifact(path) } }],
    properties: object === undefined ? undefined : { object, commits },
  };
}

/** What limits what a history's results say. */
function scopeNotifications({ commits, isShallow, isPartial, notes }: HistoryScope, read: number): object[] {
  const warnings = [
    ...(isPartial ? [{ id: 'partial', text: `Only ${read} of ${commits} commits were read.` }] : []),
    ...(isShallow ? [{ id: 'shallow', text: 'The clone is shallow: commits before its edge are not in it.' }] : []),
  ];
  return [
    ...warnings.map(({ id, text }) => ({ descriptor: { id }, level: 'warning', message: { text } })),
    ...notes.map((text) => ({ descriptor: { id: 'note' }, level: 'note', message: { text } })),
  ];
}

function limitNotification(leftOut: number): object {
  const text = `${leftOut} findings of least severity are left out: code scanning takes no more results in one run.`;
  return { descriptor: { id: 'too-many-results' }, level: 'warning', message: { text } };
}
