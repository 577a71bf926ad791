// biome-ignore-all lint/suspicious/noTemplateCurlyInString: texts of other languages
import { describe, expect, it } from 'vitest';
import { findValues } from './find-values.ts';

/** A value as people make them at random, 16 characters of all kinds. */
const v = ['Vt8p', 'Qz3k', 'Lm9w', 'Xc2r'].join('');
const hex = ['9f8e2b61', 'c07d4a35', 'e1b2f690', '7c3d58a4'].join('');
const year = '2024';
/** Easy to say, and no word. */
const nonword = ['re', 'nj', 'or'].join('');
const word = ['wxn', 'vsp', 'cvq', 'zk'].join('');

describe('a password or token is found', () => {
  it.each([
    ['in Python', 'settings.py', `DB_PASSWORD = "${v}"`],
    ['in a Python dictionary', 'settings.py', `conf = {'password': '${v}'}`],
    ['as a keyword argument', 'main.py', `connect(host, password="${v}")`],
    ['in JavaScript', 'a.js', `const secret = '${v}';`],
    ['in TypeScript with a type', 'a.ts', `const password: string = '${v}';`],
    ['as a default after ||', 'a.js', `const token = process.env.TOKEN || '${v}';`],
    ['as a default of getenv', 'a.py', `password = os.getenv("PW", "${v}")`],
    ['in Java', 'A.java', `String dbPassword = "${v}";`],
    ['as an argument of a setter', 'A.java', `source.setPassword("${v}");`],
    ['as a value put under a name', 'A.java', `props.put("password", "${v}");`],
    ['in C#', 'A.cs', `public string Password { get; set; } var password = @"${v}";`],
    ['in Kotlin', 'A.kt', `val password: String = "${v}"`],
    ['in Go', 'a.go', `password := "${v}"`],
    ['in Go with a type', 'a.go', `const password string = "${v}"`],
    ['in Go as one of two results', 'a.go', `token, err := hex.DecodeString("${hex}")`],
    ['by a command that keeps settings', 'a.sh', `aws configure set api_secret ${v}\n`],
    ['in Rust', 'a.rs', `let password: &str = "${v}";`],
    ['in Rust as a String', 'a.rs', `password: String::from("${v}"),`],
    ['in Swift', 'a.swift', `let password: String = "${v}"`],
    ['in PHP', 'a.php', `$password = '${v}';`],
    ['in a PHP array', 'a.php', `'password' => '${v}',`],
    ['in wp-config', 'wp-config.php', `define( 'DB_PASSWORD', '${v}' );`],
    ['in Perl', 'a.pl', `my $password = '${v}';`],
    ['in Ruby', 'a.rb', `config.password = "${v}"`],
    ['in Haskell', 'a.hs', `password = "${v}"`],
    ['in Lua', 'a.lua', `local password = "${v}"`],
    ['in YAML', 'a.yml', `  password: ${v}\n`],
    ['in YAML with a comment', 'a.yml', `  password: ${v}  # for the tests\n`],
    ['in Ansible variables', 'group_vars/all.yml', `db_password: "${v}"`],
    ['under name and value', 'pod.yaml', `- name: DB_PASSWORD\n  value: ${v}\n`],
    ['in a list of docker-compose', 'docker-compose.yml', `    - DB_PASSWORD=${v}\n`],
    ['beside others on a line', 'a.yml', `- DB_USER=root DB_PASSWORD=${v} DB_HOST=db\n`],
    ['in the environment of a workflow', '.github/workflows/ci.yml', `env:\n  API_TOKEN: ${v}\n`],
    ['in JSON', 'a.json', `{"password": "${v}"}`],
    ['in JSON inside a string', 'a.js', `send("{\\"password\\": \\"${v}\\"}")`],
    ['in TOML', 'a.toml', `password = "${v}"`],
    ['in INI', 'a.ini', `password=${v}\n`],
    ['in .env', '.env', `DB_PASSWORD=${v}\n`],
    ['in properties', 'a.properties', `spring.datasource.password=${v}\n`],
    ['in an XML element', 'a.xml', `<password>${v}</password>`],
    ['in a named XML element', 'a.xml', `<string name="client_secret">${v}</string>`],
    ['in an XML attribute', 'a.xml', `<user name="x" password="${v}"/>`],
    ['in key and value attributes', 'web.config.xml', `<add key="Password" value="${v}" />`],
    ['in a shell export', 'a.sh', `export DB_PASSWORD=${v}\n`],
    ['behind a long option', 'a.sh', `mysql --password ${v} -u root\n`],
    ['in an option with =', 'a.sh', `mysql --password=${v} -u root\n`],
    ['in a Dockerfile with =', 'Dockerfile', `ENV DB_PASSWORD=${v}\n`],
    ['in a Dockerfile with space', 'Dockerfile', `ENV DB_PASSWORD ${v}\n`],
    ['in an array of C', 'a.c', `char password[] = "${v}";`],
    ['in an initialiser of C++', 'a.cpp', `QString password{"${v}"};`],
    ['in Visual Basic', 'a.vb', `Dim password As String = "${v}"`],
    ['in Rust with a lifetime', 'a.rs', `const PASSWORD: &'static str = "${v}";`],
    ['in a tuple of Erlang', 'a.erl', `{password, "${v}"}`],
    ['in a block of RSpec', 'a_spec.rb', `let(:password) { "${v}" }`],
    ['as what a test expects', 'a.test.js', `expect(password).toBe('${v}')`],
    ['typed into a page', 'a.js', `cy.get('#password').type('${v}')`],
    ['filled into a form', 'a.rb', `fill_in "Password", with: "${v}"`],
    ['filled into a form, with a rocket', 'a.rb', `fill_in 'user_password', :with => '${v}'`],
    ['as a default of Terraform', 'a.tf', `variable "db_password" {\n  type = string\n  default = "${v}"\n}`],
    ['in a property list', 'a.plist', `<key>password</key>\n<string>${v}</string>`],
    ['in elements of name and value', 'a.xml', `<name>password</name><value>${v}</value>`],
    ['in a page, with entities', 'a.html', `{&quot;password&quot;: &quot;${v}&quot;}`],
    ['behind a short option', 'a.sh', `keytool -storepass ${v} -list\n`],
    ['behind IDENTIFIED BY without quotes', 'a.sql', `CREATE USER app IDENTIFIED BY ${v};`],
    ['as a national string of SQL', 'a.sql', `CREATE LOGIN app WITH PASSWORD = N'${v}';`],
    ['by a builder', 'A.java', `builder.withPassword("${v}")`],
    ['in a sentence', 'a.md', `The password is "${v}".`],
    ['whole in a string', 'a.php', `$line = "password: ${v}";`],
    ['in SQL', 'a.sql', `CREATE ROLE app PASSWORD '${v}';`],
    ['behind IDENTIFIED BY', 'a.sql', `CREATE USER app IDENTIFIED BY '${v}';`],
    ['behind IDENTIFIED WITH ... BY', 'a.sql', `IDENTIFIED WITH mysql_native_password BY '${v}';`],
    ['in a connection string', 'a.cs', `var c = "Server=db;User Id=app;Password=${v};Timeout=3";`],
    ['in a query of a URL', 'a.py', `get("https://host/x?token=${v}&page=2")`],
    ['in .netrc', '.netrc', `machine host login app password ${v}\n`],
    ['in .npmrc', '.npmrc', `//registry.test/:_authToken=${v}\n`],
    ['in Terraform', 'a.tf', `variable "db_password" {\n  default = "${v}"\n}\nmaster_password = "${v}"`],
    ['in a redis.conf', 'redis.conf', `requirepass ${v}\n`],
    ['as hexadecimal', 'a.py', `api_key = "${hex}"`],
    ['as random small letters', 'a.py', `password = "${word}"`],
    ['in a code block of a text', 'README.md', `    password: ${v}\n`],
  ])('%s', (_title, path, text) => {
    const values = findValues(text, path).found.map((each) => each.split(' ')[2]);
    expect([...new Set(values)].filter((each) => each !== v && each !== hex && each !== word)).toEqual([]);
    expect(values.length).toBeGreaterThan(0);
  });
});

describe('nothing is found, or with low confidence,', () => {
  it.each([
    ['for a variable of the shell', 'a.sh', 'PASSWORD=$DB_PASSWORD\n'],
    ['for a variable in braces', '.env', 'DB_PASSWORD=${DB_PASSWORD}\n'],
    ['for a look-up in the environment', 'a.js', 'const token = process.env.API_TOKEN;'],
    ['for a look-up without default', 'a.py', 'password = os.environ["DB_PASSWORD"]'],
    ['for a template of Helm', 'a.yaml', 'password: {{ .Values.password }}\n'],
    ['for a template of a workflow', 'ci.yml', 'TOKEN: ${{ secrets.API_TOKEN }}\n'],
    ['for a template of our packs', 'a.yaml', 'text: \'api_key = "<<hex:32>>"\''],
    ['for a reference to a vault', 'a.yml', 'password: vault:secret/data/app#password\n'],
    ['for an encrypted value', 'a.yml', `password: ENC[AES256_GCM,data:${hex}]\n`],
    ['for a hash of a password', 'a.yml', `password: "$2b$12$${v}${v}${v}abcde"\n`],
    ['for a checksum', 'a.json', `"secret": "sha512-${v}${v}=="`],
    ['for a placeholder', 'a.py', 'password = "your-password-here"'],
    ['for stars', 'a.py', 'password = "********"'],
    ['for the word itself', 'a.py', 'password = "password123"'],
    ['for the word itself in disguise', 'a.py', 'password = "P@ssw0rd!"'],
    ['for a repeated piece', 'a.py', 'password = "s3cr3ts3cr3ts3cr3ts3cr3ts3cr3ts3cr3ts3cr3t"'],
    ['for a type', 'a.py', 'password: str\ntoken: Optional[str] = None'],
    ['for an argument of a look-up', 'a.py', 'password = config.get("database.password")'],
    ['for an encoding', 'a.py', 'password = password.decode("UTF-8")'],
    ['for a field of a form', 'a.py', `password_field = "${word}"`],
    ['for a token against forged requests', 'a.html', `<input name="authenticity_token" value="${v}${v}">`],
    ['for a public key', 'a.py', `public_key = "${v}${v}"`],
    ['for a key of a map', 'a.js', 'const key = "user-settings-panel"'],
    ['for words with numbers', 'a.go', `SharedSecret: "${year}-testing-the-program"`],
    ['for a sentence', 'a.py', 'password = "Please type it again, it was wrong"'],
    ['for a translation', 'de.json', '"password": "Passwort eingeben"'],
    ['for a salt after the word', 'a.go', `HashPassword("password", "${v}")`],
    ['for a host and port', 'a.go', '"custom-passphrase": "4.relay.company.com:9009"'],
    ['for a word of a lexer', 'a.json', '"token": "WITHCOORD"'],
    ['for prose', 'README.md', 'The password is checked; the token expires: see below.'],
    ['for a path', 'a.py', 'key = "/etc/ssl/private/server.key"'],
    ['for a file name in a hash', 'a.rb', '"PGSSLKEY" => "client-cert.key"'],
    ['for a path of documentation', 'a.go', "--sftp='ssh-private-key=path/to/id_ecdsa'"],
    ['for a label with a domain', 'values.yaml', '  - key: "kubernetes.io/e2e-az-name"\n'],
    ['for a name in parts', 'a.c', '#define PROTO_X509_KEY "tls:ossl:x509:share"'],
    ['for a part of such a name', 'a.c', '#define META "meta:auth:gsasl:conn"'],
    ['for a dotted name with a year', 'a.xml', '<add Key="A.B2006.C" />'],
    ['for names of constants', 'ci.yml', 'secrets: "BW-GHAPP-ID,BW-GHAPP-KEY"\n'],
    [
      'for a constant that repeats its name',
      'A.cs',
      'const string UnlockWithMasterPassword = "pm-12-unlock-with-master-password";',
    ],
    ['for the name of a setting', 'a.py', "HCLOUD_TOKEN=parser.get('default', 'hcloud_api_token')"],
    ['for a list of settings', 'A.cs', 'var scaleFirstPass = "vpp_rkrga=format=bgra:afbc=1";'],
    ['for a value that is called like a secret', 'A.cs', 'Add("overlay=eof_action=pass:repeatlast=0")'],
    ['for the first of a list of settings', 'app.ini', 'redis: password=macaron,db=0,pool_size=100\n'],
    ['for a format', 'a.php', "self::FORMAT_KEY => '%rP%yY%mM%dDT%hH%iM%sS',"],
    ['for a format of Erlang', 'a.erl', 'Token = io_lib:format("u~4.16.0B", [Char])'],
    ['for a function and its arity', 'a.ex', 'you can pass `__ENV__/0` as the argument'],
    ['for a port', 'services', 'kpasswd5        464/tcp\n'],
    ['for a key in a query that names a document', 'a.md', `https://host/view?DocumentKey=${hex}`],
    ['for what a call on an argument gives', 'a.rb', `auth = sample_request("${v}${v}").authorization`],
    ['for one of several arguments', 'a.py', 'GSSAuth("gssapi-keyex", creds)'],
    ['for the nonce of a handshake', 'a.go', `Header.Set("Sec-WebSocket-Key", "${v}==")`],
    ['for a public key by its name', 'Dockerfile', `MINISIGN_PUBKEY="${v}${v}"`],
    ['for a public key by the word before', 'Dockerfile', `RUN verify with public key "${v}${v}"`],
    ['for a sealed key', 'a.go', `"Kms-Sealed-Key": "${v}${v}"`],
    ['for a password with its salt', 'a.go', `saltedpassword="${v}"`],
    ['for a user and the hash of the password', 'a.yml', `htpasswd: app:$2y$10$${v}${v}\n`],
    [
      'for a placeholder in base64',
      'a.yaml',
      `client_secret: ${Buffer.from('example-app-secret').toString('base64')}\n`,
    ],
    ['for words in base64', 'a.go', `AuthKey: "${Buffer.from('the sample nonce').toString('base64')}"`],
    [
      'for a user with a plain password in base64',
      'a.kt',
      `CREDENTIALS = "${Buffer.from('username:password').toString('base64')}"`,
    ],
    ['for a certificate in base64', 'a.tf', `cluster_auth = "LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS${v}"`],
    [
      'for a question in another language',
      'locale/locale_cs-CZ.ini',
      `${'forget_password'}=Zapomn\xc4\x9bli jste heslo?\n`,
    ],
    ['for a word in another language', 'locale/locale_id-ID.ini', `${'settings.secret'}=Rahasia\n`],
    ['for a placeholder between words', 'ci.yml', 'password: SET_A_PASSWORD_HERE_123\n'],
    ['for words in capitals', 'a.c', 'char *capability = "AUTH=OAUTHBEARER";'],
    ['for the name of another password', 'a.py', "password = 'ansible_ssh_pass'"],
    ['for a list of files in a text', 'a.md', 'lines of `.pgpass`, `.htpasswd` and shadow files'],
    ['for a verb', 'a.ini', "# do not pass 'Vobdifum' on\n"],
    ['for a media type', 'a.php', "'psw' => 'application/x-pocket-word'"],
    ['for a command', 'a.ps1', '$password = Get-VaultParam -name x\n'],
    ['for the key of a map', 'a.js', `password = {"${nonword}": 1}`],
    ['for a prefix that is tested for', 'A.cs', 'if (!secret.StartsWith("whsec_"))'],
  ])('%s', (_title, path, text) => {
    expect(findValues(text, path).found.filter((each) => !each.includes(' low '))).toEqual([]);
  });
});

describe('confidence', () => {
  it.each([
    ['is high for a long random token', 'a.py', `api_token = "${hex}"`, 'token high'],
    ['is high for a random password', 'a.py', `password = "${v}"`, 'password high'],
    ['is medium for a short random password', 'a.py', `password = "${word.slice(0, 8)}"`, 'password medium'],
    ['is low for a word with digits', 'a.py', `password = "window${year}"`, 'password low'],
    ['is medium for a short password of no language', 'a.py', `password = "${nonword}"`, 'password medium'],
    ['is medium for one of no language with a number', 'a.yml', `password: ${nonword}${year}\n`, 'password medium'],
    ['is medium for a phrase of no language', 'a.py', `secret = "${nonword} ${word}"`, 'secret medium'],
    [
      'is medium for words with signs among them',
      'A.cs',
      `Password = "${['Svc', 'P@', 'ss!'].join('')}"`,
      'password medium',
    ],
    [
      'is medium for a key that is handed to a function',
      'a.go',
      `key, err := hex.DecodeString("${hex}")`,
      'key medium',
    ],
    ['is a step lower in a comment', 'a.py', `  # password = "${v}"`, 'password medium'],
    ['is medium in a line of settings put out of use', 'a.yml', `  # password: ${v}\n`, 'password medium'],
    ['stays for a short one there', 'a.yml', `  # password: ${word.slice(0, 8)}\n`, 'password medium'],
    ['is high for a random value in a translation', 'locale/de.yml', `api_token: ${hex}\n`, 'token high'],
    ['is high for what a call only converts', 'a.js', `auth = wrap("${v}").toString()`, 'credential high'],
  ])('%s', (_title, path, text, expected) => {
    expect(findValues(text, path).found.map((each) => each.split(' ').slice(0, 2).join(' '))).toEqual([expected]);
  });
});

it('says why not', () => {
  expect(findValues('api_key = "your-api-key-here"', 'a.py').rejected).toEqual(['a placeholder word']);
});

it.each(['"', "'", '(', '[', 'A', ' ', '\\', 'password=', '"password":', 'password\n'])(
  'finds nothing in a long line of nothing but %j',
  (piece) => {
    const text = `password = ${piece.repeat(100_000 / piece.length)}`;
    expect(findValues(text, 'a.py').found).toEqual([]);
  },
);
