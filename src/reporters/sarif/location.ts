import type { Place } from '../../model/finding.ts';

/** The name that stands for the scanned folder, as GitHub and others resolve it. */
export const sourceRoot = '%SRCROOT%';

/** A physical location: a percent-encoded relative URI and a region, which GitHub wants even of a whole file. */
export function toLocation({ path, startLine, startColumn, endLine, endColumn }: Place): object {
  const start = { startLine: Math.max(1, startLine), startColumn: Math.max(1, startColumn) };
  const end = { endLine: Math.max(1, endLine), endColumn: Math.max(1, endColumn) };
  return { artifactLocation: toArtifact(path), region: { ...start, ...end } };
}

/** A file by its path relative to the scanned folder. */
export function toArtifact(path: string): object {
  return { uri: encodePath(path), uriBaseId: sourceRoot };
}

/** RFC 3986: every segment of the path encoded, also a colon in the first; lone surrogates become U+FFFD. */
function encodePath(path: string): string {
  const wellFormed = Buffer.from(path).toString();
  return wellFormed
    .split('/')
    .map((segment) => encodeURIComponent(segment))
    .join('/');
}
