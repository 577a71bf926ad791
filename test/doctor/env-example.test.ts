import { describe, expect, it } from 'vitest';
import { seen } from '../helpers/doctor.ts';
import { fakeSecret, githubPat, stripeLive } from '../helpers/secrets.ts';

const check = 'doctor-env-example';
const password = fakeSecret('<<base62:16>>');

describe('.env.example', () => {
  it('must hold no more than placeholders', async () => {
    const text = ['PORT=3000', `STRIPE_KEY=${stripeLive()}`, `ADMIN_PASSWORD=${password}`, 'TOKEN=<your token>'].join(
      '\n',
    );
    expect(await seen({ '.env.example': text }, check)).toEqual([
      expect.stringMatching(/^high \.env\.example:2 holds more than a placeholder: Stripe/),
      expect.stringMatching(/^(?:high|low) \.env\.example:3 holds more than a placeholder: /),
    ]);
  });

  it.each([
    ['empty', ''],
    ['in brackets', '<password>'],
    ['a word for one', 'changeme'],
    ['a wish', 'your-password-here'],
    ['capitals', 'SET_A_PASSWORD_HERE_123'],
    ['the name itself', 'db_password'],
    ['a reference', `\${OTHER}`],
    ['a default of a database', 'postgres'],
    ['crossed out', 'xxxxxxxxxxxx'],
    ['quoted and commented', '"" # ask Ada'],
  ])('may hold a value that is %s', async (_title, value) => {
    expect(await seen({ '.env.example': `DB_PASSWORD=${value}\n` }, check)).toEqual([]);
  });

  it('is no concern in tests', async () => {
    expect(await seen({ 'test/fixtures/.env.example': `TOKEN=${githubPat()}\n` }, check)).toEqual([]);
  });
});

describe('names that code reads', () => {
  const example = 'KNOWN=\n# COMMENTED=\n';

  it.each([
    ['a.js', 'const a = process.env.NEW_NAME;'],
    ['a.ts', "const a = process.env['NEW_NAME']!;"],
    ['a.ts', 'const { KNOWN, NEW_NAME: name, NODE_ENV, OTHER = 1 } = process.env;'],
    ['a.tsx', 'import.meta.env.NEW_NAME'],
    ['a.ts', 'Deno.env.get("NEW_NAME")'],
    ['a.py', 'os.environ["NEW_NAME"]'],
    ['a.py', 'os.getenv("NEW_NAME")'],
    ['a.py', "env.str('NEW_NAME')"],
    ['a.rb', "ENV.fetch('NEW_NAME')"],
    ['a.rb', 'ENV["NEW_NAME"]'],
    ['a.php', "getenv('NEW_NAME')"],
    ['app/a.php', "env('NEW_NAME')"],
    ['a.go', 'os.Getenv("NEW_NAME")'],
    ['a.go', 'viper.BindEnv("new.name", "NEW_NAME")'],
    ['A.java', 'System.getenv("NEW_NAME")'],
    ['src/main/resources/application.yml', `password: \${NEW_NAME}`],
    ['a.rs', 'env::var("NEW_NAME").unwrap()'],
    ['A.cs', 'Environment.GetEnvironmentVariable("NEW_NAME")'],
    ['a.ex', 'System.fetch_env!("NEW_NAME")'],
    ['compose.yaml', `services:\n  a:\n    environment:\n      A: \${NEW_NAME:?}`],
  ])('are seen in %s: %s', async (path, text) => {
    const [line, ...more] = await seen({ '.env.example': example, [path]: `${text}\n` }, check);
    expect([line?.replace(/\(.*/, ''), ...more]).toEqual(['low .env.example lacks what code reads: NEW_NAME ']);
  });

  it.each([
    ['a.js', 'process.env.KNOWN; process.env.COMMENTED; process.env.NODE_ENV; process.env.CI; process.env.GITHUB_SHA'],
    [
      'a.js',
      "process.env.NEW_NAME || 'x'; process.env.NEW_NAME ?? 1; process.env.NEW_NAME = 'x'; delete process.env.NEW_NAME",
    ],
    ['a.js', '// process.env.NEW_NAME'],
    ['a.py', "os.environ.get('NEW_NAME', 'x'); os.getenv('NEW_NAME') or 1; os.environ['NEW_NAME'] = '1'"],
    ['a.rb', "ENV.fetch('NEW_NAME', 1); ENV['NEW_NAME'] || 1; ENV.fetch('NEW_NAME') { 1 }"],
    ['config/app.php', "env('NEW_NAME')"],
    ['a.php', "env('NEW_NAME', 'x')"],
    ['src/main/resources/application.yml', `password: \${NEW_NAME:none}`],
    ['test/a.test.js', 'process.env.NEW_NAME'],
    ['scripts/release.js', 'process.env.NEW_NAME'],
    ['vendor/a.js', 'process.env.NEW_NAME'],
  ])('are not missed where they need no value, in %s: %s', async (path, text) => {
    expect(await seen({ '.env.example': example, [path]: `${text}\n` }, check)).toEqual([]);
  });

  it('belong to the example that is nearest', async () => {
    const files = {
      'web/.env.example': 'A_NAME=\n',
      'web/src/a.js': 'process.env.WEB_NAME',
      'api/.env.example': 'A_NAME=\n',
      'api/src/a.js': 'process.env.API_NAME',
      'cli/a.js': 'process.env.CLI_NAME',
    };
    expect(await seen(files, check)).toEqual([
      'low api/.env.example lacks what code reads: API_NAME (api/src/a.js:1)',
      'low web/.env.example lacks what code reads: WEB_NAME (web/src/a.js:1)',
    ]);
  });

  it('are found in a file of one very long line in no time worth telling', async () => {
    const text = 'process.env.NEW_NAME;viper.BindEnv(env:"'.repeat(20_000);
    expect(await seen({ '.env.example': example, 'a.js': text, 'a.go': text }, check)).toEqual([
      'low .env.example lacks what code reads: NEW_NAME (a.js:1)',
    ]);
  });
});
