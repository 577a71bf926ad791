import { describe, expect, it } from 'vitest';
import { builtInEngine } from '../helpers/engine.ts';
import { describeMarks, describeReported } from '../helpers/marked.ts';

const engine = builtInEngine();

/** Sixteen bytes in no order. */
const bytes = [26, 159, 51, 124, 225, 2, 136, 144, 171, 205, 94, 111, 119, 129, 146, 163];
const hexBytes = bytes.map((byte) => `0x${byte.toString(16).padStart(2, '0')}`).join(', ');
const escapes = bytes.map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('');
const javaBytes = bytes.map((byte) => (byte > 127 ? byte - 256 : byte)).join(', ');
const pw = 'generic-password|<<lower:6>><<digit:3>>';

describe('a password is found in the ways that people write one', () => {
  it.each([
    ['one of several variables', 'a.py', `user, password = "erp", "«${pw}»"\n`],
    ['a state of React', 'a.jsx', `const [password, setPassword] = useState('«${pw}»')\n`],
    ['the text of a control', 'a.cs', `txtPassword.Text = "«${pw}»";\n`],
    ['the text that a control is given', 'A.java', `passwordField.setText("«${pw}»");\n`],
    ['the value of an element', 'a.js', `document.getElementById('password').value = '«${pw}»'\n`],
    ['what is typed into an element', 'a.js', `await page.type('#password', '«${pw}»')\n`],
    ['what Espresso types', 'A.java', `onView(withId(R.id.password)).perform(typeText("«${pw}»"));\n`],
    ['what a variable is compared with', 'a.c', `if (strcmp(user->password, "«${pw}»") == 0)\n`],
    ['what a variable is filled with', 'a.c', `strcpy(password, "«${pw}»");\n`],
    ['a constant of Erlang', 'a.erl', `-define(PASSWORD, "«${pw}»").\n`],
    ['a binary of Erlang', 'a.erl', `{password, <<"«${pw}»">>},\n`],
    ['a constant of Objective-C', 'a.m', `#define kPassword @"«${pw}»"\n`],
    ['a lazy value', 'A.kt', `val password by lazy { "«${pw}»" }\n`],
    ['a default in a block', 'a.rb', `ENV.fetch('DB_PASSWORD') { '«${pw}»' }\n`],
    ['a variable of Capistrano', 'deploy.rb', `set :password, '«${pw}»'\n`],
    ['a variable of CMake', 'CMakeLists.txt', `set(DB_PASSWORD "«${pw}»")\n`],
    ['a variable of fish', 'a.fish', `set -gx DB_PASSWORD «${pw}»\n`],
    ['a default in a shell', 'a.sh', `PASSWORD=\${1:-«${pw}»}\n`],
    ['a name that ends in pw', '.env', `ADMIN_PW=«${pw}»\n`],
    ['a member with a value', 'a.json', `"adminPassword": {"value": "«${pw}»"}\n`],
    ['a parameter of a stack', 'a.yml', `  DBPassword:\n    Type: String\n    Default: «${pw}»\n`],
    ['a parameter of a call', 'a.json', `{"ParameterKey": "DBPassword", "ParameterValue": "«${pw}»"}\n`],
    ['an item behind an option', 'a.yml', `args:\n  - --password\n  - «${pw}»\n`],
    ['an element in an element', 'a.xml', `<Password>\n  <Value>«${pw}»</Value>\n</Password>\n`],
    ['a parameter of a servlet', 'a.xml', `<param-name>password</param-name><param-value>«${pw}»</param-value>\n`],
    ['a setting of .NET', 'a.xml', `<setting name="Password" serializeAs="String"><value>«${pw}»</value>\n`],
    ['a column of an INSERT', 'a.sql', `INSERT INTO users (login, password) VALUES ('anna', '«${pw}»');\n`],
    ['a cell of a table', 'a.md', `| Password | \`«${pw}»\` |\n`],
    ['bold text', 'a.md', `The password is **«${pw}»**.\n`],
    ['text in backticks', 'a.md', `Log in as \`anna\` with password \`«${pw}»\`.\n`],
    ['a number', 'a.yml', 'password: «generic-password|<<digit:9>>»\n'],
    ['a password in clear for Spring', 'A.java', `.password("«generic-password|{noop}<<lower:6>><<digit:3>>»")\n`],
  ])('as %s', (_, path, template) => {
    expect(describeReported(engine, template, path)).toEqual(describeMarks(template));
  });
});

describe('a secret is found that a function is handed', () => {
  it.each([
    ['to log in', 'a.rb', `http.basic_auth 'anna', '«${pw}»'\n`],
    ['to log in, in Go', 'a.go', `req.SetBasicAuth("anna", "«login-call-password|<<lower:6>><<digit:3>>»")\n`],
    ['to log in, in Rust', 'a.rs', `.basic_auth("anna", Some("«${pw}»"))\n`],
    ['to log in, without digits', 'a.cs', 'new NetworkCredential("anna", "«generic-password|<<lower:9>>»");\n'],
    ['to join a network', 'a.ino', `WiFi.begin("home", "«${pw}»");\n`],
    ['to be hashed', 'a.js', `const hash = await bcrypt.hash("«${pw}»", 10)\n`],
    ['to be hashed, in PHP', 'a.php', `password_hash('«${pw}»', PASSWORD_DEFAULT)\n`],
    ['to make a user', 'a.py', `User.objects.create_superuser('anna', 'a@b.test', '«${pw}»')\n`],
    ['to sign tokens', 'a.js', "jwt.sign({ id }, '«generic-secret|<<lower:12>>»')\n"],
    ['for one-time codes', 'a.py', "totp = pyotp.TOTP('«generic-secret|<<base32:32>>»')\n"],
    ['with its user', 'a.js', `xhr.open(btoa('anna:«${pw}»'))\n`],
    ['with its user, to cURL', 'a.php', `curl_setopt($ch, CURLOPT_USERPWD, 'anna:«${pw}»');\n`],
    ['in a pair of an option', 'a.php', "['auth' => ['anna', '«login-call-password|<<lower:6>><<digit:3>>»']]\n"],
  ])('%s', (_, path, template) => {
    expect(describeReported(engine, template, path)).toEqual(describeMarks(template));
  });
});

describe('a key is found that is written as bytes', () => {
  it.each([
    ['in Python', 'a.py', `KEY = [«generic-key|${hexBytes}»]\n`],
    ['in Python, as bytes', 'a.py', `secret_key = bytes([«generic-secret|${hexBytes}»])\n`],
    ['in Java', 'A.java', `byte[] keyBytes = new byte[] { «generic-key|${javaBytes}» };\n`],
    ['in C', 'a.c', `static const unsigned char aes_key[16] = {«generic-key|${hexBytes}»};\n`],
    ['in Go', 'a.go', `key := []byte{«generic-key|${hexBytes}»}\n`],
    ['in Rust', 'a.rs', `const KEY: [u8; 16] = [«generic-key|${hexBytes}»];\n`],
    ['in PowerShell', 'a.ps1', `[byte[]]$key = («generic-key|${hexBytes}»)\n`],
    ['as escapes', 'a.cpp', `const uint8_t secret_key[] = "«generic-secret|${escapes}»";\n`],
    ['as one number', 'a.sol', 'uint256 private key = «generic-key|0x<<hex:64>>»;\n'],
  ])('%s', (_, path, template) => {
    expect(describeReported(engine, template, path)).toEqual(describeMarks(template));
  });
});

describe('a password of letters only is found in a URL', () => {
  it.each([
    ['of files', 'a.py', 'url = "ftp://erp:«url-credentials|<<lower:9>>»@files.company.test"\n'],
    ['of a broker', 'a.yml', 'broker: redis://erp:«url-credentials|<<lower:9>>»@cache.company.test:6379/0\n'],
  ])('%s', (_, path, template) => {
    expect(describeReported(engine, template, path)).toEqual(describeMarks(template));
  });
});

describe('an Authorization header is found', () => {
  it.each([
    ['joined of two strings', 'a.go', 'req.Header.Add("Authorization", "Bearer "+"«bearer-token|<<base62:40>>»")\n'],
    [
      'in two arguments',
      'a.cs',
      'h.Authorization = new AuthenticationHeaderValue("Bearer", "«bearer-token|<<base62:40>>»");\n',
    ],
    [
      'before its name',
      'a.swift',
      'r.addValue("Bearer «bearer-token|<<base62:40>>»", forHTTPHeaderField: "Authorization")\n',
    ],
  ])('%s', (_, path, template) => {
    expect(describeReported(engine, template, path)).toEqual(describeMarks(template));
  });
});

describe('nothing is found', () => {
  it.each([
    ['in the names of a guard', 'a.php', "'auth' => ['guard', 'web'],\n"],
    ['in a rule of validation', 'a.php', "'password' => 'required|min:6',\n"],
    ['in a label', 'A.java', 'passwordLabel.setText("Password:");\n'],
    ['in a command for a user', 'a.sh', 'passwd anna\n'],
    [
      'in numbers in order',
      'a.c',
      'static const uint8_t key[16] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};\n',
    ],
    ['in numbers of a public key', 'a.py', `public_key = bytes([${hexBytes}])\n`],
    ['in numbers that are no bytes', 'a.c', `static const unsigned short key[] = { ${hexBytes} };\n`],
    ['in few numbers', 'a.py', 'KEY_UP = [0x1b, 0x5b, 0x41]\n'],
    ['in a hash of a table', 'a.sql', "INSERT INTO users (login, password) VALUES ('anna', '<<hex:32>>');\n"],
    ['in the type of a table', 'a.md', '| password | string |\n'],
    ['in words behind a name', 'a.md', 'Set the password with `passwd`, or the secret "shop-tls-cert".\n'],
    ['in what a function looks up', 'a.rb', "authenticate 'user', 'scope'\n"],
    ['in a pair of an example', 'a.c', 'curl_easy_setopt(curl, CURLOPT_USERPWD, "james:007");\n'],
    ['in a label that a hash is keyed with', 'a.js', "crypto.createHmac('sha256', 'keyturn/fingerprint/v1')\n"],
    ['in words of a URL', 'a.py', 'url = "ftp://erp:<<cut>>mastertable@files.company.test"\n'],
    ['in the tokens of a parser', 'a.c', 'if (strcmp(token, "endif") == 0)\n'],
  ])('%s', (_, path, template) => {
    expect(describeReported(engine, template, path)).toEqual([]);
  });
});
