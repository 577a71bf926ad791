import { describe, expect, it } from 'vitest';
import { confidences } from '../../src/model/level.ts';
import { builtInEngine, fragmentOf } from '../helpers/engine.ts';
import { describeMarks, describeReported } from '../helpers/marked.ts';
import { fakeSecret, pemKey } from '../helpers/secrets.ts';

const engine = builtInEngine();

describe('keys, session secrets of frameworks, and addresses with credentials', () => {
  it.each([
    [
      'an address with credentials',
      'deploy.py',
      'HOST = "203.0.113.20"\nUSER = "root"\nPASSWORD = "«generic-password|<<alnum:12>>»"\n',
    ],
    ['ip url', 'deploy.sh', 'rsync -a ssh://root:«url-credentials|<<alnum:12>>»@203.0.113.20/srv .\n'],
    [
      'key escaped in one line',
      '.env',
      'PRIVATE_KEY="«private-key|-----BEGIN RSA <<cut>>PRIVATE KEY-----\\n<<base64:64>>\\n<<base64:64>>\\n<<base64:40>>\\n-----END RSA PRIVATE KEY-----»"\n',
    ],
    [
      'key double escaped',
      'config.json',
      '{"k": "{\\"key\\": \\"«private-key|-----BEGIN <<cut>>PRIVATE KEY-----\\\\n<<base64:64>>\\\\n<<base64:64>>\\\\n<<base64:40>>\\\\n-----END PRIVATE KEY-----»\\\\n\\"}"}\n',
    ],
    ['jwt', 'a.py', 'TOKEN = "«jwt|<<jwt>>»"\n'],
    ['aes hex', 'crypto.py', 'AES_KEY = "«generic-key|<<hex:64>>»"\n'],
    ['aes 128 hex', 'crypto.java', 'static final String AES_KEY = "«generic-key|<<hex:32>>»";\n'],
    ['aes b64', 'config.yml', 'encryption_key: «generic-key|<<b64:32>>»\n'],
    ['aes bytes py', 'crypto.py', 'cipher = AES.new(b"«cipher-key-literal|<<alnum:32>>»", AES.MODE_GCM)\n'],
    ['aes bytes.fromhex', 'crypto.py', 'key = bytes.fromhex("«generic-key|<<hex:64>>»")\n'],
    [
      'secret key spec',
      'Crypt.java',
      'SecretKeySpec spec = new SecretKeySpec("«cipher-key-literal|<<alnum:16>>»".getBytes(), "AES");\n',
    ],
    [
      'node cipher',
      'crypt.js',
      "const cipher = crypto.createCipheriv('aes-256-cbc', '«cipher-key-literal|<<alnum:32>>»', iv);\n",
    ],
    ['fernet', 'crypt.py', 'fernet = Fernet(b"«cipher-key-literal|<<base64url:43>>=»")\n'],
    [
      'rails secret_key_base yml',
      'config/secrets.yml',
      'production:\n  secret_key_base: «generic-secret|<<hex:128>>»\n',
    ],
    [
      'rails secret token rb',
      'config/initializers/secret_token.rb',
      "Shop::Application.config.secret_token = '«generic-token|<<hex:128>>»'\n",
    ],
    [
      'rails secret_key_base rb',
      'config/initializers/secret_token.rb',
      "Shop::Application.config.secret_key_base = '«generic-secret|<<hex:128>>»'\n",
    ],
    ['rails master key env', '.env', 'RAILS_MASTER_KEY=«generic-key|<<hex:32>>»\n'],
    [
      'devise',
      'config/initializers/devise.rb',
      "  config.secret_key = '«generic-secret|<<hex:128>>»'\n  config.pepper = '«session-secret|<<hex:128>>»'\n",
    ],
    ['django', 'settings.py', "SECRET_KEY = '«generic-secret|django-insecure-<<lalnum:50>>»'\n"],
    [
      'django signs',
      'settings.py',
      "SECRET_KEY = '«generic-secret|<<lalnum:8>>@<<lalnum:8>>#<<lalnum:8>>^&<<lalnum:8>>(<<lalnum:8>>)<<lalnum:5>>»'\n",
    ],
    ['flask', 'app.py', 'app.secret_key = b"«generic-secret|<<alnum:24>>»"\n'],
    ['flask config', 'app.py', 'app.config["SECRET_KEY"] = "«generic-secret|<<hex:48>>»"\n'],
    ['flask bytes', 'app.py', "app.secret_key = b'«generic-secret|_5#y2L\\\\xf4Q8z\\\\n\\\\xec]/<<alnum:6>>»'\n"],
    ['express session', 'app.js', "app.use(session({ secret: '«generic-secret|<<alnum:32>>»', resave: false }));\n"],
    ['cookie parser', 'app.js', "app.use(cookieParser('«session-secret|<<alnum:32>>»'));\n"],
    ['cookie session keys', 'app.js', "app.use(cookieSession({ name: 's', keys: ['«generic-key|<<alnum:32>>»'] }));\n"],
    [
      'jwt sign',
      'auth.js',
      "const token = jwt.sign({ id }, '«jwt-signing-secret|<<alnum:32>>»', { expiresIn: '1h' });\n",
    ],
    ['jwt verify', 'auth.js', "jwt.verify(token, '«jwt-signing-secret|<<alnum:32>>»');\n"],
    ['pyjwt', 'auth.py', 'jwt.encode(payload, "«jwt-signing-secret|<<alnum:32>>»", algorithm="HS256")\n'],
    ['laravel', '.env', 'APP_KEY=base64:«laravel-app-key|<<b64:32>>»\n'],
    ['laravel php', 'config/app.php', "'key' => env('APP_KEY', 'base64:«laravel-app-key|<<b64:32>>»'),\n"],
    ['symfony', '.env', 'APP_ENV=prod\nAPP_SECRET=«generic-secret|<<hex:32>>»\n'],
    ['symfony yml', 'config/parameters.yml', 'parameters:\n  secret: «generic-secret|<<hex:40>>»\n'],
    [
      'phoenix',
      'config/prod.secret.exs',
      'config :shop, ShopWeb.Endpoint,\n  secret_key_base: "«generic-secret|<<base64:64>>»"\n',
    ],
    ['spring jwt', 'application.yml', 'jwt:\n  secret: «generic-secret|<<base64:64>>»\n'],
    [
      'spring security',
      'application.properties',
      'spring.security.user.name=admin\nspring.security.user.password=«generic-password|<<alnum:16>>»\n',
    ],
    [
      'machineKey',
      'web.config',
      '<machineKey validationKey="«generic-key|<<HEX:128>>»" decryptionKey="«generic-key|<<HEX:48>>»" validation="SHA1" decryption="AES" />\n',
    ],
    ['play', 'conf/application.conf', 'play.http.secret.key="«generic-secret|<<alnum:64>>»"\n'],
    ['play old', 'conf/application.conf', 'application.secret="«generic-secret|<<alnum:64>>»"\n'],
    ['codeigniter', 'config.php', "$config['encryption_key'] = '«generic-key|<<alnum:32>>»';\n"],
    ['yii', 'config/web.php', "'cookieValidationKey' => '«generic-key|<<base64url:32>>»',\n"],
    ['nextauth', '.env.local', 'NEXTAUTH_SECRET=«generic-secret|<<b64:32>>»\n'],
    [
      'wp salts',
      'wp-config.php',
      "define('AUTH_KEY',         '«generic-api-key|<<alnum:20>>|<<alnum:10>>+<<alnum:31>>»');\ndefine('SECURE_AUTH_KEY',  '«wordpress-salt|<<alnum:30>>&<<alnum:33>>»');\ndefine('LOGGED_IN_SALT',   '«wordpress-salt|<<alnum:30>>^<<alnum:33>>»');\n",
    ],
    [
      'joomla',
      'configuration.php',
      "class JConfig {\n  public $secret = '«generic-secret|<<alnum:16>>»';\n  public $password = '«generic-password|<<alnum:12>>»';\n}\n",
    ],
    ['drupal', 'settings.php', "$settings['hash_salt'] = '«drupal-hash-salt|<<base64url:74>>»';\n"],
    ['magento', 'app/etc/env.php', "'crypt' => [\n  'key' => '«generic-key|<<hex:32>>»'\n],\n"],
    [
      'grails',
      'app.groovy',
      'grails.plugin.springsecurity.rest.token.storage.jwt.secret = "«generic-secret|<<alnum:40>>»"\n',
    ],
    ['rack session', 'config.ru', "use Rack::Session::Cookie, secret: '«generic-secret|<<hex:64>>»'\n"],
    ['sinatra', 'app.rb', "set :session_secret, '«session-secret|<<hex:64>>»'\n"],
    ['hapi cookie', 'server.js', "cookie: { password: '«generic-password|<<alnum:36>>»' }\n"],
    ['go sessions', 'main.go', 'var store = sessions.NewCookieStore([]byte("«session-secret|<<alnum:32>>»"))\n'],
    ['go jwt', 'main.go', 'var jwtKey = []byte("«generic-key|<<alnum:32>>»")\n'],
    ['aspnet jwt', 'appsettings.json', '{ "Jwt": { "Key": "«generic-key|<<alnum:32>>»", "Issuer": "shop" } }\n'],
  ])('are found: %s', (_, path, template) => {
    expect(describeReported(engine, template, path)).toEqual(describeMarks(template));
  });
});

describe('private keys', () => {
  const pem = pemKey();

  it.each([
    ['in base64', `data:\n  id_rsa: ${Buffer.from(pem).toString('base64')}\n`],
    ['escaped in one line', `KEY="${pem.replaceAll('\n', '\\n')}"\n`],
    ['escaped twice, in JSON inside of JSON', JSON.stringify({ key: JSON.stringify({ key: pem }) })],
    ['in lines that code joins', pem.replace(/^.*$/gm, "  '$&' +")],
  ])('are found %s', (_, text) => {
    const found = engine.scan(fragmentOf(text, 'secret.yaml'));
    expect(found.map(({ rule, confidence }) => [rule.id, confidence])).toEqual([['private-key', 'high']]);
  });
});

it('ranks an expired or unsigned token below one that holds', () => {
  const make = (header: object, claims: object, signature = fakeSecret('<<b64url:32>>')) =>
    [...[header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')), signature].join('.');
  const seconds = Math.floor(Date.now() / 1000);
  const signed = { alg: 'HS256', typ: 'JWT' };
  const rank = (token: string) => {
    const [match] = engine.scan(fragmentOf(`x = "${token}"`, 'a.py'));
    return confidences.indexOf(match!.confidence);
  };
  const [holds, expired, unsigned] = [
    make(signed, { sub: 'app', exp: seconds + 86_400 }),
    make(signed, { sub: 'app', exp: seconds - 86_400 }),
    make({ alg: 'none' }, { sub: 'app', exp: seconds + 86_400 }),
  ].map(rank);
  expect([expired! < holds!, unsigned! < holds!]).toEqual([true, true]);
});
