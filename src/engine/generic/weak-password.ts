/** Passwords of examples and defaults, after `plain`; a person who reads them takes none for a secret. */
const weak =
  /^(?:pass|p(?:ass)?w(?:or)?d?|passw|password|passwort|secret|token|admin|administrator|root|toor|guest|user|username|test|tester|testing|demo|foo|bar|baz|foobar|qux|abc|abcdef|asdf|asdfgh|qwer|letmein|welcome|hello|world|helloworld|hunter|monkey|dragon|master|postgres|postgresql|mysql|mariadb|redis|rabbitmq|mongo|mongodb|oracle|elastic|minio|minioadmin|grafana|jenkins|docker|vagrant|rails|django|laravel|public|private|login|none|invalid|wrong|incorrect|bad|good|correct|new|old|blah|something|anything|nothing|whatever)+$/;
const named = /password|passwort|passphrase|secret|token$/;

/** Small letters only: `P@ssw0rd-1!` -> `password`. */
function plain(value: string): string {
  return value
    .toLowerCase()
    .replace(/[0-9!.*#_-]+$/, '')
    .replace(/[01345$@7]/g, (char) => letterFor[char]!)
    .replace(/[^a-z]/g, '');
}

const letterFor: Readonly<Record<string, string>> = {
  0: 'o',
  1: 'i',
  3: 'e',
  4: 'a',
  5: 's',
  7: 't',
  $: 's',
  '@': 'a',
};

/** Says why a password is no well-kept one: a common word, or the word "password" itself; undefined otherwise. */
export function weakPasswordReason(value: string): string | undefined {
  if (value.length > 40) return undefined;
  const letters = plain(value);
  if (letters.length < 3) return undefined;
  if (weak.test(letters)) return 'a password of examples';
  return named.test(letters) && letters.length > value.length - 8 ? 'says that it is a password' : undefined;
}
