import { isPlaceholder, isSecretName } from './placeholder.ts';

/** A line of a dotenv file. */
export interface EnvEntry {
  name: string;
  value: string;
  line: number;
  /** Commented out: it names the variable and sets nothing. */
  isComment: boolean;
}

const entry = /^\s*(#\s*)?(?:export\s+)?([A-Za-z_][\w.-]*)\s*=[ \t]*(.*)$/;

/** The variables of a dotenv file, a line each: https://github.com/motdotla/dotenv#what-rules-does-the-parsing-engine-follow */
export function readEnvFile(text: string): EnvEntry[] {
  return text.split(/\r?\n/).flatMap((line, index) => {
    const [, comment, name, rest = ''] = (line.length < 10_000 && entry.exec(line)) || [];
    if (name === undefined) return [];
    const quoted = /^(["'`])(.*)\1\s*(?:#.*)?$/.exec(rest);
    const value = quoted ? quoted[2]! : rest.replace(/(?:^|\s)#.*$/, '').trim();
    return [{ name, value, line: index + 1, isComment: comment !== undefined }];
  });
}

/** Variables whose name stands for a secret and whose value is none of the usual placeholders. */
export function filledSecrets(text: string): EnvEntry[] {
  return readEnvFile(text).filter(
    ({ name, value, isComment }) => !isComment && isSecretName(name) && !isPlaceholder(value, name),
  );
}

const examples =
  /^(?:\.env(?:rc)?[._-](?:.*[._-])?(?:example|sample|template|tmpl|tpl|dist|defaults?|schema|blank|empty|skel(?:eton)?)(?:[._-].*)?|(?:example|sample|template|dist|default)[._-]?\.?env|[\w-]*\.env\.(?:example|sample|template|dist)|env[._-](?:example|sample|template|dist))$/i;

/** Whether a file name is that of a pattern for a dotenv file: `.env.example`, `.env.dist`, `env.sample`. */
export function isExampleName(name: string): boolean {
  return examples.test(name);
}

const real = /^(?:\.env(?:\.[\w.-]+)?|[\w-]+\.env|\.envrc|\.dev\.vars)$/;
/** Encrypted, or code. */
const others = /\.(?:enc|encrypted|gpg|age|vault|[jt]s|py|rb|php|md|json|ya?ml)$/i;

/** Whether a file name is that of a dotenv file for real values. */
export function isEnvName(name: string): boolean {
  return real.test(name) && !others.test(name) && !isExampleName(name);
}
