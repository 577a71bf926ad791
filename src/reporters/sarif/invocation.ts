import type { Report, ScanError } from '../../model/report.ts';
import { hideRoot } from '../hide-root.ts';
import { toArtifact } from './location.ts';

/** The run as SARIF's invocation (3.20): its errors, and how many results were left out for GitHub's limit. */
export function toInvocation(report: Report, exitCode: number, leftOut: number): object {
  const { errors, startedAt, durationMs } = report;
  const notifications = errors.map((error) => toNotification(report, error));
  if (leftOut > 0) notifications.push(limitNotification(leftOut));
  return {
    executionSuccessful: errors.length === 0,
    exitCode,
    startTimeUtc: startedAt.toISOString(),
    endTimeUtc: new Date(startedAt.getTime() + durationMs).toISOString(),
    toolExecutionNotifications: notifications.length > 0 ? notifications : undefined,
  };
}

function toNotification(report: Report, { code, message, path }: ScanError): object {
  return {
    descriptor: { id: code },
    level: 'error',
    message: { text: hideRoot(report, message) },
    locations: path === undefined ? undefined : [{ physicalLocation: { artifactLocation: toArtifact(path) } }],
  };
}

function limitNotification(leftOut: number): object {
  const text = `${leftOut} findings of least severity are left out: code scanning takes no more results in one run.`;
  return { descriptor: { id: 'too-many-results' }, level: 'warning', message: { text } };
}
