/** How values are written in a kind of file; decides whether an unquoted word can be a value. */
export type Syntax =
  /** Strings stand in quotes; a bare word is a name or an expression. */
  | 'code'
  /** Like code, but `NAME=word` is a value. */
  | 'shell'
  /** `key: value`, unquoted to the end of the line. */
  | 'yaml'
  /** `key = value` lines: .env, INI, properties, conf. */
  | 'settings'
  /** Strings in double quotes. */
  | 'json'
  /** Text between tags, and attributes. */
  | 'markup'
  /** Documentation: sentences with pieces of any of the others. */
  | 'prose'
  | 'unknown';

const extensions: Readonly<Record<Exclude<Syntax, 'unknown'>, string>> = {
  code:
    'js jsx mjs cjs ts tsx mts cts py pyi pyx rb rake gemspec ru go java kt kts groovy gradle scala sbt swift m mm c h cc cpp ' +
    'cxx hpp hh cs fs fsx vb vbs bas php phtml rs lua pl pm t r jl dart ex exs erl hrl hs lhs elm clj cljs cljc edn ' +
    'coffee ls sol v sv vhd zig nim cr d ml mli pas pp asm s vue svelte astro sql psql plsql graphql gql proto thrift ' +
    'cfm cfc abap cls trigger apex tcl bats stub snap tf tfvars hcl bicep rego nix dhall jsonnet libsonnet',
  shell: 'sh bash zsh fish ksh csh ps1 psm1 psd1 bat cmd mk mak makefile dockerfile containerfile envrc',
  yaml: 'yaml yml',
  settings:
    'env ini cfg conf cnf config properties props toml npmrc yarnrc pypirc netrc pgpass my inf desktop service timer ' +
    'reg credentials htpasswd editorconfig gitconfig',
  json: 'json json5 jsonc ipynb har geojson tfstate map webmanifest jsonl ndjson avsc',
  markup:
    'xml html htm xhtml xaml svg plist csproj vbproj fsproj props targets resx nuspec pom jelly wsdl xsd xsl ' +
    'jsp jspx asp aspx cshtml erb haml slim ejs hbs mustache twig jinja',
  prose: 'md markdown mdx rst adoc asciidoc txt text textile org tex rdoc pod wiki log csv tsv 1 2 3 4 5 6 7 8 man',
};

/** Endings that wrap another: `config.yml.example` is YAML. */
const wrappers =
  /\.(?:example|sample|dist|template|tmpl|tpl|j2|jinja2?|bak|backup|old|orig|default|defaults|in|local|enc|dev|prod|test|staging|save|disabled|erb)$/i;

let byExtension: Map<string, Syntax> | undefined;

/** Tells the syntax of a file from its name. */
export function syntaxOf(path: string): Syntax {
  byExtension ??= indexExtensions();
  let name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  if (/^(?:dockerfile|containerfile|makefile|gnumakefile|jenkinsfile|vagrantfile|rakefile|gemfile)\b/.test(name)) {
    return /^(?:docker|container|make|gnumake)/.test(name) ? 'shell' : 'code';
  }
  if (/^\.env\b|^\.?envrc\b/.test(name)) return 'settings';
  if (name === 'cmakelists.txt') return 'code';
  while (wrappers.test(name)) name = name.replace(wrappers, '');
  return byExtension.get(name.slice(name.lastIndexOf('.') + 1)) ?? 'unknown';
}

function indexExtensions(): Map<string, Syntax> {
  const index = new Map<string, Syntax>();
  for (const [syntax, list] of Object.entries(extensions)) {
    for (const extension of list.split(' ')) if (!index.has(extension)) index.set(extension, syntax as Syntax);
  }
  return index;
}
