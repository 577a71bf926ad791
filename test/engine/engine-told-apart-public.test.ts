import { describe, expect, it } from 'vitest';
import { builtInEngine } from '../helpers/engine.ts';
import { describeMarks, describeReported } from '../helpers/marked.ts';

const engine = builtInEngine();

describe('what is public, derived or no value', () => {
  it.each([
    [
      'public key',
      'keys.py',
      'PUBLIC_KEY = "-----BEGIN PUBLIC KEY-----\\nMIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA<<base64:300>>\\n-----END PUBLIC KEY-----"\nSSH_PUBLIC_KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI<<base64:43>> deploy@shop"\nverify_key = "<<hex:64>>"\ndb_password = "«generic-password|<<alnum:16>>»"\n',
    ],
    [
      'certificate',
      'tls.yaml',
      'tls.crt: |\n  -----BEGIN CERTIFICATE-----\n  MIID<<base64:60>>\n  <<base64:64>>\n  -----END CERTIFICATE-----\ncaBundle: LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCk1J<<base64:400>>\npassword: "«generic-password|<<alnum:16>>»"\n',
    ],
    [
      'csr',
      'req.pem',
      '-----BEGIN CERTIFICATE REQUEST-----\nMIIC<<base64:60>>\n<<base64:64>>\n-----END CERTIFICATE REQUEST-----\n«stripe-secret-key|sk_live_<<cut>><<base62:24>>»\n',
    ],
    [
      'ssh lists',
      'authorized_keys',
      'ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQ<<base64:300>> alice@shop\nssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI<<base64:43>> bob@shop\n«stripe-secret-key|sk_live_<<cut>><<base62:24>>»\n',
    ],
    [
      'known hosts',
      'known_hosts',
      'github.com ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI<<base64:43>>\n|1|<<base64:27>>=|<<base64:27>>= ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABB<<base64:88>>=\n«stripe-secret-key|sk_live_<<cut>><<base62:24>>»\n',
    ],
    [
      'gpg public',
      'KEYS',
      '-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nmQINB<<base64:59>>\n<<base64:64>>\n=<<base64:4>>\n-----END PGP PUBLIC KEY BLOCK-----\n«stripe-secret-key|sk_live_<<cut>><<base62:24>>»\n',
    ],
    [
      'hashes',
      'sums.yml',
      'sha256: <<hex:64>>\nmd5: <<hex:32>>\nchecksum: sha512-<<base64:86>>==\nimage: registry.corp.internal/shop@sha256:<<hex:64>>\ncommit: <<hex:40>>\netag: "<<hex:32>>"\npassword_hash: $2b$12$<<alnum:53>>\nkey_fingerprint: SHA256:<<base64:43>>\npassword: "«generic-password|<<alnum:16>>»"\n',
    ],
    [
      'SRI',
      'index.html',
      '<script src="https://cdn.corp.internal/a.js" integrity="sha384-<<base64:64>>" crossorigin></script>\n<link integrity="sha512-<<base64:86>>==">\n<input type="hidden" value="x"><script>const apiPassword = "«generic-password|<<alnum:16>>»";</script>\n',
    ],
    [
      'npm lock',
      'package-lock.json',
      '{\n  "packages": { "node_modules/keyv": { "resolved": "https://npm.corp.internal/keyv.tgz", "integrity": "sha512-<<base64:86>>==" } },\n  "dbPassword": "«generic-password|<<alnum:16>>»"\n}\n',
    ],
    [
      'yarn lock',
      'yarn.lock',
      'token-types@^4.0.0:\n  version "4.2.1"\n  resolved "https://npm.corp.internal/token-types/-/token-types-4.2.1.tgz#<<hex:40>>"\n  integrity sha512-<<base64:86>>==\n«stripe-secret-key|sk_live_<<cut>><<base62:24>>»\n',
    ],
    [
      'pnpm lock',
      'pnpm-lock.yaml',
      'packages:\n  /jwt-decode@3.1.2:\n    resolution: {integrity: sha512-<<base64:86>>==}\n«stripe-secret-key|sk_live_<<cut>><<base62:24>>»\n',
    ],
    [
      'go.sum',
      'go.sum',
      'github.com/golang-jwt/jwt v3.2.2+incompatible h1:<<base64:43>>=\ngithub.com/golang-jwt/jwt v3.2.2+incompatible/go.mod h1:<<base64:43>>=\n«stripe-secret-key|sk_live_<<cut>><<base62:24>>»\n',
    ],
    [
      'cargo lock',
      'Cargo.lock',
      '[[package]]\nname = "secrecy"\nversion = "0.8.0"\nsource = "registry+https://github.com/rust-lang/crates.io-index"\nchecksum = "<<hex:64>>"\n«stripe-secret-key|sk_live_<<cut>><<base62:24>>»\n',
    ],
    [
      'gemfile lock',
      'Gemfile.lock',
      'GEM\n  specs:\n    jwt (2.7.1)\n  CHECKSUMS\n    jwt (2.7.1) sha256=<<hex:64>>\n«stripe-secret-key|sk_live_<<cut>><<base62:24>>»\n',
    ],
    [
      'poetry lock',
      'poetry.lock',
      '[[package]]\nname = "secretstorage"\nfiles = [\n    {file = "SecretStorage-3.3.3.tar.gz", hash = "sha256:<<hex:64>>"},\n]\n[metadata]\ncontent-hash = "<<hex:64>>"\n«stripe-secret-key|sk_live_<<cut>><<base62:24>>»\n',
    ],
    [
      'pipfile lock',
      'Pipfile.lock',
      '{ "default": { "pyjwt": { "hashes": [ "sha256:<<hex:64>>", "sha256:<<hex:64>>" ] } } }\n«stripe-secret-key|sk_live_<<cut>><<base62:24>>»\n',
    ],
    [
      'composer lock',
      'composer.lock',
      '{ "content-hash": "<<hex:32>>", "packages": [ { "name": "firebase/php-jwt", "source": { "reference": "<<hex:40>>" }, "dist": { "shasum": "" } } ] }\n«stripe-secret-key|sk_live_<<cut>><<base62:24>>»\n',
    ],
    [
      'podfile',
      'Podfile.lock',
      'SPEC CHECKSUMS:\n  KeychainAccess: <<hex:40>>\n  TokenField: <<hex:40>>\nPODFILE CHECKSUM: <<hex:40>>\n«stripe-secret-key|sk_live_<<cut>><<base62:24>>»\n',
    ],
    [
      'mix lock',
      'mix.lock',
      '%{\n  "jose": {:hex, :jose, "1.11.5", "<<hex:64>>", [:mix], [], "hexpm", "<<hex:64>>"},\n}\n«stripe-secret-key|sk_live_<<cut>><<base62:24>>»\n',
    ],
    [
      'nix',
      'default.nix',
      'src = fetchFromGitHub {\n  rev = "<<hex:40>>";\n  sha256 = "<<lalnum:52>>";\n  hash = "sha256-<<base64:43>>=";\n};\n«stripe-secret-key|sk_live_<<cut>><<base62:24>>»\n',
    ],
    [
      'nuget lock',
      'packages.lock.json',
      '{ "dependencies": { "net8.0": { "JWT": { "resolved": "10.0.0", "contentHash": "<<base64:86>>==" } } } }\n«stripe-secret-key|sk_live_<<cut>><<base62:24>>»\n',
    ],
    [
      'terraform lock',
      '.terraform.lock.hcl',
      'provider "registry.terraform.io/hashicorp/vault" {\n  hashes = [\n    "h1:<<base64:43>>=",\n    "zh:<<hex:64>>",\n  ]\n}\n«stripe-secret-key|sk_live_<<cut>><<base62:24>>»\n',
    ],
    [
      'uuids',
      'ids.yml',
      'token_id: <<uuid>>\nclient_id: <<uuid>>\nsubscription: <<uuid>>\nrequest_id: order-<<uuid>>\npassword: "«generic-password|<<alnum:16>>»"\n',
    ],
    [
      'commit ids',
      '.gitmodules',
      '[submodule "vendor/token"]\n  path = vendor/token\n  commit = <<hex:40>>\n  password = «generic-password|<<alnum:16>>»\n',
    ],
    [
      'translations',
      'locales/de.yml',
      'de:\n  password: "Passwort"\n  forgot_password: "Passwort vergessen?"\n  token: "Zugangsschlüssel"\n  secret: "Geheim<<cut>>nis"\n  password_hint: "Mindestens 8 Zeichen"\n  api_key: "API-Schlüssel"\n  enter_password: "Bitte Passwort eingeben"\n«stripe-secret-key|sk_live_<<cut>><<base62:24>>»\n',
    ],
    [
      'translations js',
      'src/i18n/fr.js',
      "export default {\n  pass<<cut>>word: 'Mot de passe',\n  confirmPass<<cut>>word: 'Confirmez le mot de passe',\n  token: 'Jeton',\n  secretKey: 'Clé secrète',\n};\n«stripe-secret-key|sk_live_<<cut>><<base62:24>>»\n",
    ],
    [
      'i18n keys',
      'src/page.ts',
      `const title = t('login.password.label');\nconst passwordLabel = 'user.settings.password.label';\nconst tokenKey = 'auth_token';\nconst PASSWORD_FIELD = 'new-password-field';\nconst dbPassword = "«generic-password|<<alnum:16>>»";\n`,
    ],
    [
      'minified',
      'dist/app.min.js',
      '!function(e,t){var n={password:e,token:t,apiKey:e.k,secret:"password"};e.exports={key:"Enter",keyCode:13,tokenType:"Bearer",pass:function(e){return e}};var a="«stripe-secret-key|sk_live_<<base62:24>>»"}(this,{});\n',
    ],
    [
      'source map',
      'dist/app.js.map',
      `{"version":3,"sources":["webpack://shop/./src/secret.js"],"names":["password","token"],"mappings":"AAAA,SAASA,OAAOC,<<base64:300>>","sourcesContent":["const k = '«stripe-secret-key|sk_live_<<base62:24>>»'"]}\n`,
    ],
    [
      'base64 image',
      'style.css',
      '.key{background:url(data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAA<<base64:800>>)}\n@font-face{src:url(data:font/woff2;base64,d09GMgABAAAA<<base64:800>>)}\n/* password: «generic-password|<<alnum:16>>» */\n',
    ],
    [
      'data uri json',
      'icons.json',
      '{ "key": "data:image/svg+xml;base64,PHN2Zy<<base64:300>>", "token": "data:font/woff;base64,d09GRgAB<<base64:300>>",\n  "dbPassword": "«generic-password|<<alnum:16>>»"\n}\n',
    ],
    [
      'svg path',
      'logo.svg',
      '<svg><path id="key" d="M12.5 3.2c-1.4 0-2.6.5-3.5 1.4L3.2 10.3c-.9.9-1.4 2.1-1.4 3.5z"/><title>secret password</title></svg>\n«stripe-secret-key|sk_live_<<cut>><<base62:24>>»\n',
    ],
    [
      'NIST vectors',
      'vectors/aes.rsp',
      '[ENCRYPT]\nCOUNT = 0\nKEY = <<hex:32>>\nIV = <<hex:32>>\nPLAINTEXT = <<hex:32>>\nCIPHERTEXT = <<hex:32>>\n\nCOUNT = 1\nKEY = <<hex:32>>\nPLAINTEXT = <<hex:64>>\nCIPHERTEXT = <<hex:64>>\n«stripe-secret-key|sk_live_<<cut>><<base62:24>>»\n',
    ],
    [
      'Wycheproof',
      'testvectors/hmac_sha256_test.json',
      '{ "algorithm": "HMACSHA256", "testGroups": [ { "keySize": 256, "tests": [ { "tcId": 1, "key": "<<hex:64>>", "msg": "", "tag": "<<hex:64>>", "result": "valid" } ] } ] }\n«stripe-secret-key|sk_live_<<cut>><<base62:24>>»\n',
    ],
    [
      'notebook',
      'train.ipynb',
      '{ "cells": [ { "cell_type": "code", "outputs": [ { "data": { "image/png": "iVBORw0KGgoAAAANSUhEUgAA<<base64:800>>\\n", "text/plain": [ "token loss 0.1" ] } } ], "source": [ "db_password = \\"«generic-password|<<alnum:16>>»\\"" ] } ] }\n',
    ],
    [
      'protobuf',
      'api_pb2.py',
      'DESCRIPTOR = pool.AddSerializedFile(b"\\n\\tapi.proto\\x12\\x03\\x61pi\\"\\x1f\\n\\x05Login\\x12\\x10\\n\\x08password\\x18\\x01 \\x01(\\t\\"\\x16\\n\\x05Token\\x12\\r\\n\\x05token\\x18\\x01 \\x01(\\t")\ndb_password = "«generic-password|<<alnum:16>>»"\n',
    ],
    [
      'html ids',
      'form.html',
      '<label for="password">Password</label>\n<input id="user_password" name="password" type="password" placeholder="Enter password" autocomplete="current-password">\n<button data-key="submit-password-form" class="btn-token-primary">Go</button>\n<meta name="csrf-token" content="<<base64:86>>==">\n<script>var apiPassword = "«generic-password|<<alnum:16>>»";</script>\n',
    ],
    [
      'css',
      'style.scss',
      '.password-field { color: red }\n$token-color-primary: #ff00aa;\n--key-width: 12px;\n«stripe-secret-key|sk_live_<<cut>><<base62:24>>»\n',
    ],
    [
      'feature flags',
      'flags.ts',
      `export const flags = { passwordReset: 'enable-password-reset-flow', tokenRefresh: 'use-refresh-token-v2', secretSanta: 'secret-santa-2024' };\nconst flagKey = 'new-checkout-flow';\nconst dbPassword = "«generic-password|<<alnum:16>>»";\n`,
    ],
    [
      'public client keys',
      'config.ts',
      'export const config = {\n  stripePublishableKey: "pk_live_<<base62:24>>",\n  sentryDsn: "https://<<hex:32>>@o123456.ingest.sentry.io/1234567",\n  mapboxToken: "pk.eyJ1<<base64url:50>>.<<base64url:22>>",\n  recaptchaSiteKey: "6L<<base64url:38>>",\n  algoliaSearchKey: "<<hex:32>>",\n  posthogKey: "phc_<<base62:43>>",\n  dbPassword: "«generic-password|<<alnum:16>>»",\n};\n',
    ],
    [
      'firebase',
      'firebase.ts',
      'initializeApp({\n  apiKey: "«firebase-web-api-key|AIzaSy<<base64url:31>><<alnum:2>>»",\n  authDomain: "shop.firebaseapp.com",\n  messagingSenderId: "<<digit:12>>",\n  appId: "1:<<digit:12>>:web:<<hex:22>>",\n});\nconst dbPassword = "«generic-password|<<alnum:16>>»";\n',
    ],
    [
      'types',
      'model.ts',
      'interface Login { password: string; token?: string | null; apiKey: ApiKey; }\nfunction login(password: string, secret = ""): void {}\ntype Secret = "password" | "token";\nconst dbPassword = "«generic-password|<<alnum:16>>»";\n',
    ],
    [
      'prose',
      'NOTES.md',
      'The password is stored hashed. Set `password` to your password. The token: a random string. Use secret: none.\n\nPassword: see the wiki\n\n    DB_PASSWORD=«generic-password|<<alnum:16>>»\n',
    ],
    [
      'dns and urls',
      'hosts.yml',
      'token_url: https://auth.corp.internal/oauth/token\npassword_reset_url: https://corp.internal/reset?id=12\nkey_vault: https://shop.vault.azure.net/\nsecret_path: /run/secrets/db\nssh_key: ~/.ssh/id_ed25519\npassword: "«generic-password|<<alnum:16>>»"\n',
    ],
    [
      'log',
      'app.log',
      '2024-01-02T03:04:05Z login ok token_id=<<uuid>> trace=<<hex:32>>\n2024-01-02T03:04:06Z password check failed for user=bob\n2024-01-02T03:04:07Z connect DB_PASSWORD=«generic-password|<<alnum:16>>»\n',
    ],
    [
      'git-crypt',
      '.gitattributes',
      'secrets/** filter=git-crypt diff=git-crypt\n*.key filter=git-crypt diff=git-crypt\n«stripe-secret-key|sk_live_<<cut>><<base62:24>>»\n',
    ],
    [
      'blackbox',
      'keyrings/live/blackbox-files.txt',
      'config/secret.yml\nconfig/password.txt\n«stripe-secret-key|sk_live_<<cut>><<base62:24>>»\n',
    ],
    [
      'oidc ci',
      '.github/workflows/ci.yml',
      'jobs:\n  a:\n    env:\n      TOKEN: $<<cut>>{{ secrets.GITHUB_TOKEN }}\n      PASSWORD: $<<cut>>{{ vars.PASSWORD }}\n    steps:\n      - uses: actions/checkout@<<hex:40>>\n        with:\n          token: $<<cut>>{{ secrets.PAT || github.token }}\n      - run: login\n        env:\n          DB_PASSWORD: «generic-password|<<alnum:16>>»\n',
    ],
  ])('is left alone, and the secret beside it is found: %s', (_, path, template) => {
    expect(describeReported(engine, template, path)).toEqual(describeMarks(template));
  });
});
