import type { CiStep } from './step.ts';

const bound = /\b(?:variable|passwordVariable|tokenVariable|passphraseVariable|secretKeyVariable)\s*:\s*['"](\w+)['"]/g;
const fromEnvironment = /(?:^|[{;])[ \t]{0,200}(\w{1,200})[ \t]{0,20}=[ \t]{0,20}credentials[ \t]{0,20}\(/gm;
const call =
  /\b(?:sh|bat|powershell|pwsh)\b[ \t]{0,20}\(?\s{0,100}(?:label\s{0,9}:\s{0,9}(?:'[^'\n]*'|"[^"\n]*")\s{0,9},\s{0,99})?(?:(?:returnStdout|returnStatus)\s{0,9}:\s{0,9}\w{1,9}\s{0,9},\s{0,99}){0,2}(?:script\s{0,9}:\s{0,9})?('''|"""|'|")/g;

/** The shell steps of a Jenkinsfile: https://www.jenkins.io/doc/book/pipeline/jenkinsfile/#handling-credentials */
export function readJenkins(path: string, text: string): CiStep[] {
  const variables = new Set([
    ...[...text.matchAll(bound)].map(([, name]) => name!),
    ...[...text.matchAll(fromEnvironment)].flatMap(([, name]) => [name!, `${name}_PSW`]),
  ]);
  const steps: CiStep[] = [];
  let [line, counted] = [1, 0];
  for (const match of text.matchAll(call)) {
    const start = match.index + match[0].length;
    if (start < counted) continue;
    const end = endOfString(text, start, match[1]!);
    line += text.slice(counted, start).split('\n').length - 1;
    const isGroovy = match[1]!.startsWith('"');
    const raw = text.slice(start, end);
    steps.push({
      system: 'jenkins',
      path,
      script: raw,
      line,
      variables,
      byName: false,
      // Groovy itself puts the value in, before the shell sees the text.
      ...(isGroovy && { direct: /(?<!\\)\$\{?(?:env\.)?([A-Za-z_]\w*)\}?/g }),
    });
    line += raw.split('\n').length - 1;
    counted = end;
  }
  return steps;
}

function endOfString(text: string, from: number, quote: string): number {
  for (let at = from; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text.startsWith(quote, at)) return at;
  }
  return text.length;
}
