/** A variable that code reads from the environment. */
export interface EnvRead {
  name: string;
  line: number;
}

const word = String.raw`([A-Z][A-Z\d_]{2,})`;
const quoted = String.raw`['"\`]${word}['"\`]`;
const jsDefault = String.raw`(?!\s*(?:\|\||\?\?|\?(?!\.)|=(?!=)|\|\|=|\?\?=))`;

/** How each language reads a variable without naming what holds where it is not set. */
const patterns: readonly (readonly [extensions: RegExp, patterns: readonly RegExp[]])[] = [
  [
    /\.(?:[cm]?[jt]sx?|vue|svelte|astro)$/,
    [
      new RegExp(String.raw`(?<!delete )\b(?:process\.env|import\.meta\.env|Bun\.env)\.${word}\b!?${jsDefault}`, 'g'),
      new RegExp(String.raw`(?<!delete )\b(?:process\.env|import\.meta\.env)\[${quoted}\]!?${jsDefault}`, 'g'),
      new RegExp(String.raw`\bDeno\.env\.get\(${quoted}\)!?${jsDefault}`, 'g'),
    ],
  ],
  [
    /\.py$/,
    [
      new RegExp(String.raw`\benviron\[${quoted}\](?!\s*=(?!=))`, 'g'),
      new RegExp(String.raw`\b(?:environ\.get|getenv)\(\s*${quoted}\s*\)(?!\s*(?:or\b|if\b))`, 'g'),
      new RegExp(
        String.raw`(?<![\w.])(?:env|config)(?:\.(?:str|bool|int|float|list|url|db|json|path))?\(\s*${quoted}\s*\)`,
        'g',
      ),
    ],
  ],
  [
    /(?:\.(?:rb|rake|ru|erb)|\.yml|Rakefile)$/,
    [
      new RegExp(String.raw`\bENV\[${quoted}\](?!\s*(?:\|\||=(?!=)|\?|\.presence))`, 'g'),
      new RegExp(String.raw`\bENV\.fetch\(\s*${quoted}\s*\)(?!\s*(?:\{|do\b))`, 'g'),
    ],
  ],
  [
    /\.php$/,
    [
      new RegExp(String.raw`(?<![\w>])(?:env|getenv)\(\s*${quoted}\s*\)(?!\s*(?:\?|\|\|))`, 'g'),
      new RegExp(String.raw`\$_ENV\[${quoted}\](?!\s*(?:\?|\|\||=(?!=)))`, 'g'),
    ],
  ],
  [
    /\.go$/,
    [
      new RegExp(String.raw`\bos\.(?:Getenv|LookupEnv)\(${quoted}\)`, 'g'),
      new RegExp(String.raw`\bviper\.BindEnv\([^()\n]{0,200}?,\s*${quoted}`, 'g'),
      new RegExp(String.raw`\benv:"${word}(?:,(?:required|notEmpty)[^"]*)?"(?![^\`\n]{0,200}envDefault)`, 'g'),
    ],
  ],
  [/\.(?:java|kt|kts|groovy|scala)$/, [new RegExp(String.raw`\bSystem\.getenv\(\s*${quoted}\s*\)(?!\s*\?:)`, 'g')]],
  [/(?:^|\/)application[\w-]*\.(?:ya?ml|properties)$/, [new RegExp(String.raw`\$\{${word}\}`, 'g')]],
  [
    /(?:^|\/)(?:docker-)?compose[\w.-]*\.ya?ml$/,
    [new RegExp(String.raw`(?<!\$)\$(?:\{${word}(?::?\?[^}]*)?\}|${word}\b)`, 'g')],
  ],
  [/\.rs$/, [new RegExp(String.raw`\benv::var\(${quoted}\)(?!\s*\.(?:unwrap_or|ok|or|is_ok))`, 'g')]],
  [/\.cs$/, [new RegExp(String.raw`\bEnvironment\.GetEnvironmentVariable\(${quoted}\)(?!\s*\?\?)`, 'g')]],
  [/\.exs?$/, [new RegExp(String.raw`\bSystem\.(?:get_env|fetch_env!?)\(${quoted}\)(?!\s*\|\|)`, 'g')]],
];

/** Set by systems, shells, tools and hosts, not by the one who writes a dotenv file. */
const givenNames =
  /^(?:NODE_(?:ENV|OPTIONS|PATH)|RAILS_(?:ENV|LOG_TO_STDOUT|MASTER_KEY)|RACK_ENV|HOME|PATH|USER(?:NAME|PROFILE)?|LOGNAME|SHELL|PWD|OLDPWD|TERM(?:_PROGRAM)?|LANG(?:UAGE)?|LC_\w+|TZ|TMP(?:DIR)?|TEMP|EDITOR|VISUAL|PAGER|DISPLAY|HOST(?:NAME)?|PORT|CI|DEBUG|VERBOSE|COLORTERM|NO_COLOR|FORCE_COLOR|CLICOLOR\w*|COLUMNS|LINES|APPDATA|LOCALAPPDATA|PROGRAMFILES|PROGRAMDATA|SYSTEMROOT|WINDIR|COMSPEC|PATHEXT|OS|JAVA_HOME|ANDROID_\w+|GOPATH|GOROOT|GOOS|GOARCH|PYTHON\w+|VIRTUAL_ENV|DJANGO_SETTINGS_MODULE|GEM_HOME|BUNDLE_\w+|COMPOSER_\w+|HTTPS?_PROXY|NO_PROXY|ALL_PROXY|XDG_\w+|SSH_\w+|SUDO_\w+|GIT_\w+|MODE|DEV|PROD|SSR|BASE_URL|COMMIT_REF|BRANCH|DEPLOY_URL|(?:GITHUB|GITLAB|CI|RUNNER|JENKINS|TRAVIS|CIRCLE|BUILDKITE|APPVEYOR|BITBUCKET|TEAMCITY|VERCEL|NETLIFY|HEROKU|DYNO|RENDER|FLY|RAILWAY|KUBERNETES|AWS_LAMBDA|AWS_EXECUTION|FUNCTIONS|WEBSITE|NPM|VITEST|JEST|BABEL|STORYBOOK|COVERAGE)(?:_\w+)?)$/;

/** More is not written by hand. */
const mostReads = 2000;
const mostTaken = 50;

/** The variables that a file of source code reads and needs; those with a value of last resort are left out. */
export function readEnvNames(path: string, text: string): EnvRead[] {
  const found: EnvRead[] = [];
  for (const [extensions, list] of patterns) {
    if (!extensions.test(path)) continue;
    for (const pattern of list) {
      let [line, counted, reads] = [1, 0, 0];
      for (const match of text.matchAll(pattern)) {
        if (++reads > mostReads) break;
        for (let at = text.indexOf('\n', counted); at >= 0 && at < match.index; at = text.indexOf('\n', at + 1)) line++;
        counted = match.index;
        const name = match[1] ?? match[2]!;
        if (!givenNames.test(name) && !isComment(text, match.index)) found.push({ name, line });
      }
    }
  }
  return /\.[cm]?[jt]sx?$/.test(path) ? [...found, ...readTakenApart(text)] : found;
}

/** `const { A, B: b } = process.env`, without those that have a default. */
function readTakenApart(text: string): EnvRead[] {
  const taken = [
    ...text.matchAll(/\b(?:const|let|var)\s{0,9}\{([^{}]{1,2000})\}\s{0,9}=\s{0,9}process\.env\b(?![.[])/g),
  ];
  return taken.slice(0, mostTaken).flatMap(({ 1: names, index }) => {
    const line = text.slice(0, index).split('\n').length;
    return names!.split(',').flatMap((each) => {
      const [, name] = /^\s*([A-Z][A-Z\d_]{2,})\s*(?::\s*\w+\s*)?$/.exec(each) ?? [];
      return name === undefined || givenNames.test(name) ? [] : [{ name, line }];
    });
  });
}

/** Whether a path is one that `readEnvNames` reads. */
export function mayReadEnv(path: string): boolean {
  return patterns.some(([extensions]) => extensions.test(path));
}

function isComment(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - 300), at);
  return /^\s*(?:\/\/|#|\*|\/\*|<!--|--)/.test(before.slice(before.lastIndexOf('\n') + 1));
}
