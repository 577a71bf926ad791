import { basename, extname } from 'node:path';

const signs: readonly (readonly [before: string, after: string, extensions: string])[] = [
  [
    '# ',
    '',
    'sh bash zsh fish py rb pl r yaml yml toml env conf cfg properties tf hcl nix ex exs cmake mk ps1 graphql',
  ],
  [
    '// ',
    '',
    'js cjs mjs jsx ts cts mts tsx go java kt kts swift c h cc cpp hpp cs rs scala php dart gradle groovy proto',
  ],
  ['-- ', '', 'sql lua hs elm'],
  ['; ', '', 'ini lisp clj asm'],
  ['<!-- ', ' -->', 'html htm xml md svg vue svelte csproj plist'],
  ['/* ', ' */', 'css scss less'],
];

const names = /^(?:\.env.*|dockerfile.*|makefile|gemfile|rakefile|vagrantfile|\.\w+rc|\.gitignore)$/i;

/** A text as a comment in a file of this name; undefined where it can have none, or where that is not known. */
export function asComment(path: string, text: string): string | undefined {
  const name = basename(path);
  const extension = extname(name).slice(1).toLowerCase();
  const sign = signs.find(([, , extensions]) => extensions.split(' ').includes(extension));
  if (sign) return `${sign[0]}${text}${sign[1]}`;
  return names.test(name) ? `# ${text}` : undefined;
}
