/** An instruction of a Dockerfile, continued lines joined: https://docs.docker.com/reference/dockerfile/ */
export interface Instruction {
  name: string;
  rest: string;
  line: number;
}

/** The instructions of a Dockerfile. */
export function readDockerfile(text: string): Instruction[] {
  const continues = /^#\s*escape\s*=\s*`\s*$/m.test(text.slice(0, 500)) ? '`' : '\\';
  const found: Instruction[] = [];
  let open: { line: number; parts: string[] } | undefined;
  let hereDocument: string | undefined;
  text.split(/\r?\n/).forEach((raw, index) => {
    const line = raw.trim();
    if (hereDocument !== undefined) {
      if (line === hereDocument) hereDocument = undefined;
      return;
    }
    if (line === '' || line.startsWith('#')) return;
    open ??= { line: index + 1, parts: [] };
    if (line.endsWith(continues)) {
      open.parts.push(line.slice(0, -1));
      return;
    }
    open.parts.push(line);
    const [, name = '', rest = ''] = /^(\w+)\s*(.*)$/s.exec(open.parts.join(' ')) ?? [];
    found.push({ name: name.toUpperCase(), rest, line: open.line });
    hereDocument = /^(?:RUN|COPY|ADD)$/i.test(name) ? /<<-?["']?(\w+)["']?/.exec(rest)?.[1] : undefined;
    open = undefined;
  });
  return found;
}

/** The variables that an `ENV` or `ARG` sets, with a value where it has one. */
export function readAssignments({ name, rest }: Instruction): { name: string; value: string | undefined }[] {
  if (name === 'ENV' && /^\w+\s+[^=\s]/.test(rest) && !/^\w+=/.test(rest)) {
    const at = rest.search(/\s/);
    return [{ name: rest.slice(0, at), value: unquote(rest.slice(at).trim()) }];
  }
  const words = rest.slice(0, 20_000).match(/(?:[^\s"'\\]|\\.|"(?:[^"\\]|\\.)*"|'[^']*')+/gs) ?? [];
  return words.flatMap((word) => {
    const [, key, value] = /^([A-Za-z_]\w*)(?:=(.*))?$/s.exec(word) ?? [];
    return key === undefined ? [] : [{ name: key, value: value === undefined ? undefined : unquote(value) }];
  });
}

/** What a `COPY` or `ADD` takes from the build's folder; nothing where it copies from another stage. */
export function readSources({ rest }: Instruction): string[] {
  if (/(?:^|\s)--from=/.test(rest) || rest.includes('<<')) return [];
  const list = /^(?:--\S+\s+)*\[(.*)\]\s*$/s.exec(rest);
  const words = list
    ? [...list[1]!.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, word]) => word!)
    : rest.split(/\s+/).filter((word) => word !== '' && !word.startsWith('--'));
  return words.slice(0, -1).map((word) => word.replace(/^\.?\//, ''));
}

function unquote(text: string): string {
  return /^(["']).*\1$/s.test(text) ? text.slice(1, -1) : text;
}
