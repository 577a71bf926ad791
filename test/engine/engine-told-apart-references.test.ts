import { describe, expect, it } from 'vitest';
import { builtInEngine } from '../helpers/engine.ts';
import { describeMarks, describeReported } from '../helpers/marked.ts';

const engine = builtInEngine();

describe('placeholders, documented examples and references', () => {
  it.each([
    [
      'placeholders',
      '.env.local',
      'A_PASSWORD=changeme\nB_PASSWORD=your-password-here\nC_TOKEN=<your-token>\nD_SECRET=xxxxxxxxxxxxxxxx\nE_KEY=REPLACE_ME\nF_API_KEY=sk_live_<<cut>>xxxxxxxxxxxxxxxxxxxxxxxx\nG_PASSWORD=********\nH_TOKEN=insert_token_here\nI_SECRET=TODO\nJ_API_KEY=12345<<cut>>67890abcdef\nDB_PASSWORD=«generic-password|<<alnum:16>>»\n',
    ],
    [
      'examples of AWS',
      'cfg.ini',
      '[default]\naws_access_key_id = AKIA<<cut>>IOSFODNN7EXAMPLE\naws_secret_access_key = wJalr<<cut>>XUtnF<<cut>>EMI/K7MD<<cut>>ENG<<cut>>/bPxRfiCYEXAMPLEKEY\nother = AKIA<<cut>>I44QH8DHBEXAMPLE\nkey2 = je7Mt<<cut>>GbClwB<<cut>>F/2Zp9<<cut>>Utk/<<cut>>h3yCo8nvbEXAMPLEKEY\n[prod]\ndb_password = «generic-password|<<alnum:16>>»\n',
    ],
    [
      'examples of Stripe',
      'pay.rb',
      'Stripe.api_key = "sk_test_<<cut>>4eC39HqLyjWDarjtT1zdp7dc"\nOld = "sk_test_<<cut>>BQokikJOvBiI2HlWgH4olfQ2"\ndb_password = "«generic-password|<<alnum:16>>»"\n',
    ],
    [
      'examples of Twilio',
      'sms.py',
      'account_sid = "ACXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX"\nauth_token = "your_auth_token"\ndb_password = "«generic-password|<<alnum:16>>»"\n',
    ],
    [
      'examples of jwt.io',
      'jwt.py',
      'SAMPLE = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.<<cut>>eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIiwiaWF0IjoxNTE2MjM5MDIyfQ.SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c"\ndb_password = "«generic-password|<<alnum:16>>»"\n',
    ],
    [
      'example of Azurite',
      'app.ini',
      'conn = DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=Eby8vdM<<cut>>02xNOcq<<cut>>FlqUwJPL<<cut>>lmEtlCDX<<cut>>J1OUzFT5<<cut>>0uSRZ6IF<<cut>>suFq2UV<<cut>>ErCz4I6<<cut>>tq/K1SZFPTOtr/KBHBeksoGMGw==;BlobEndpoint=http://127.0.0.1:10000/devstoreaccount1;\ndb_password = «generic-password|<<alnum:16>>»\n',
    ],
    [
      'example of Cosmos emulator',
      'app.ini',
      'key = C2y6yDj<<cut>>f5/R+ob0<<cut>>N8A7Cgv3<<cut>>0VRDJIW<<cut>>EHLM+4Q<<cut>>DU5DE2n<<cut>>Q9nDuVT<<cut>>qobD4b8<<cut>>mGGyPMb<<cut>>IZnqyMs<<cut>>EcaGQy6<<cut>>7XIw/<<cut>>Jw==\ndb_password = «generic-password|<<alnum:16>>»\n',
    ],
    [
      'examples of reCAPTCHA',
      'captcha.py',
      'RECAPTCHA_SITE_KEY = "6LeIxAcTAAAAAJcZVRqyHh71UMIE<<cut>>GNQ_MXjiZKhI"\nRECAPTCHA_SECRET_KEY = "6LeIxAcTAAAAAGG-vFI1TnRWxMZN<<cut>>FuojJ4WifJWe"\ndb_password = "«generic-password|<<alnum:16>>»"\n',
    ],
    [
      'examples of GitHub docs',
      'gh.sh',
      'TOKEN=ghp_<<cut>>xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\nTOKEN2=gho_<<cut>>16C7e42F292c6912E7710c838347Ae178B4a\nDB_PASSWORD=«generic-password|<<alnum:16>>»\n',
    ],
    [
      'examples of Slack',
      'slack.py',
      'URL = "https://hooks.slack.<<cut>>com/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX"\ndb_password = "«generic-password|<<alnum:16>>»"\n',
    ],
    [
      'shell variables',
      'run.sh',
      'export DB_PASSWORD=$PASSWORD\nexport API_KEY="$<<cut>>{API_KEY:?missing}"\nexport TOKEN=$(cat /run/secrets/token)\nexport SECRET=`pass show shop/secret`\nexport KEY=%API_KEY%\nexport REAL_PASSWORD=«generic-password|<<alnum:16>>»\n',
    ],
    [
      'templates',
      'values.yaml',
      'a:\n  password: {{ .Values.db.password | quote }}\n  apiKey: "{{ api_key }}"\n  token: <%= ENV["TOKEN"] %>\n  secret: %(secret)s\n  pass: "#{password}"\n  clientSecret: $<<cut>>{{ secrets.CLIENT_SECRET }}\n  authToken: "@@AUTH_TOKEN@@"\n  masterKey: __MASTER_KEY__\n  signingKey: {{{signingKey}}}\n  privateKey: "[[ private_key ]]"\n  password: "«generic-password|<<alnum:16>>»"\n',
    ],
    [
      'cloudformation',
      'stack.yaml',
      'Resources:\n  Db:\n    Properties:\n      MasterUserPassword: !Ref DbPassword\n      ApiKey: !Sub "$<<cut>>{ApiKey}"\n      Token: !GetAtt Secret.Token\n      AuthToken: "{{resolve:secretsmanager:shop/db:SecretString:password}}"\n      Secret:\n        Fn::GetAtt: [Secret, Value]\n      ClientSecret: "{{resolve:ssm-secure:/shop/client:1}}"\n      password: "«generic-password|<<alnum:16>>»"\n',
    ],
    [
      'stores',
      'config.yml',
      'a:\n  password: vault:secret/data/shop#password\n  api_key: op://prod/shop/api-key\n  token: ssm:/shop/prod/token\n  secret: arn:aws:secretsmanager:eu-west-1:123456789012:secret:shop/db-a1B2c3\n  client_secret: sm://acme-prod/shop-client-secret\n  auth_token: "@Microsoft.KeyVault(SecretUri=https://shop.vault.azure.net/secrets/token/0123456789abcdef0123456789abcdef)"\n  access_key: berglas://shop-secrets/access-key\n  encryption_key: gcpsm:///projects/acme/secrets/key/versions/1\n  smtp_password: env:SMTP_PASSWORD\n  ldap_password: ref+vault://secret/ldap#/password\n  sftp_password: awssm://shop/sftp-password\n  jwt_secret: secretref:shop-jwt-secret\n  mail_password: chamber://shop/mail-password\n  admin_password: keyring:shop/admin\n  password: "«generic-password|<<alnum:16>>»"\n',
    ],
    [
      'k8s refs',
      'deploy.yaml',
      'env:\n- name: DB_PASSWORD\n  valueFrom:\n    secretKeyRef:\n      name: shop-db\n      key: password\n- name: API_TOKEN\n  valueFrom:\n    configMapKeyRef:\n      name: shop\n      key: api-token\n- name: REAL_PASSWORD\n  value: «generic-password|<<alnum:16>>»\n',
    ],
    [
      'terraform',
      'main.tf',
      'resource "aws_db_instance" "shop" {\n  password = var.db_password\n  master_password = random_password.db.result\n  api_key = data.aws_secretsmanager_secret_version.api.secret_string\n  token = local.token\n  secret = module.vault.secret_value\n  auth_token = "$<<cut>>{var.token}"\n  db_password = "«generic-password|<<alnum:16>>»"\n}\n',
    ],
    [
      'pulumi',
      'Pulumi.prod.yaml',
      'config:\n  shop:dbPassword:\n    secure: AAABA<<base64:70>>=\n  shop:password: «generic-password|<<alnum:16>>»\n',
    ],
    [
      'helm lookup',
      'templates/secret.yaml',
      'data:\n  password: {{ (lookup "v1" "Secret" .Release.Namespace "shop").data.password | default (randAlphaNum 32 | b64enc) }}\nstringData:\n  apiPassword: «generic-password|<<alnum:16>>»\n',
    ],
    [
      'code references',
      'app.js',
      'const password = process.env.DB_PASSWORD;\nconst apiKey = config.get("apiKey");\nconst token = await getToken(user);\nconst secret = secrets.client_secret;\nconst key = import.meta.env.VITE_KEY;\nconst dbPassword = "«generic-password|<<alnum:16>>»";\n',
    ],
    [
      'python refs',
      'settings.py',
      'PASSWORD = os.environ["DB_PASSWORD"]\nAPI_KEY = os.getenv("API_KEY", "")\nTOKEN = env("TOKEN")\nSECRET = config("SECRET_KEY")\nKEY = keyring.get_password("shop", "db")\ndb_password = "«generic-password|<<alnum:16>>»"\n',
    ],
    [
      'properties refs',
      'application.properties',
      'spring.datasource.password=$<<cut>>{DB_PASSWORD}\nspring.mail.password=#{systemProperties.mail}\napp.token=@app.token@\napp.secret=%{env:SECRET}\ndb.password=«generic-password|<<alnum:16>>»\n',
    ],
  ])('are left alone, and the secret beside them is found: %s', (_, path, template) => {
    expect(describeReported(engine, template, path)).toEqual(describeMarks(template));
  });
});
