import { describe, expect, it } from 'vitest';
import { builtInEngine } from '../helpers/engine.ts';
import { describeMarks, describeReported } from '../helpers/marked.ts';

const engine = builtInEngine();

describe('what is encrypted', () => {
  it.each([
    [
      'sealed secret',
      'sealed.yaml',
      'apiVersion: bitnami.com/v1alpha1\nkind: SealedSecret\nspec:\n  encryptedData:\n    password: AgA<<base64:400>>==\n    api-key: AgB<<base64:400>>==\n---\nstringData:\n  password: «generic-password|<<alnum:16>>»\n',
    ],
    [
      'sops yaml',
      'secrets.yaml',
      'password: ENC[AES256_GCM,data:<<base64:20>>,iv:<<base64:43>>=,tag:<<base64:22>>==,type:str]\napi_key: ENC[AES256_GCM,data:<<base64:40>>,iv:<<base64:43>>=,tag:<<base64:22>>==,type:str]\nsops:\n    kms:\n    -   arn: arn:aws:kms:eu-west-1:123456789012:key/<<uuid>>\n        enc: AQI<<cut>>CAH<<base64:200>>==\n    age:\n    -   recipient: age1<<bech32:58>>\n        enc: |\n            -----BEGIN AGE ENCRYPTED FILE-----\n            <<base64:64>>\n            <<base64:64>>\n            -----END AGE ENCRYPTED FILE-----\n    mac: ENC[AES256_GCM,data:<<base64:80>>,iv:<<base64:43>>=,tag:<<base64:22>>==,type:str]\nplain_password: «generic-password|<<alnum:16>>»\n',
    ],
    [
      'sops json',
      'secrets.json',
      '{\n  "password": "ENC[AES256_GCM,data:<<base64:20>>,iv:<<base64:43>>=,tag:<<base64:22>>==,type:str]",\n  "sops": {\n    "mac": "ENC[AES256_GCM,data:<<base64:80>>,iv:<<base64:43>>=,tag:<<base64:22>>==,type:str]"\n  },\n  "dbPassword": "«generic-password|<<alnum:16>>»"\n}\n',
    ],
    [
      'sops env',
      'secrets.env',
      'PASSWORD=ENC[AES256_GCM,data:<<base64:20>>,iv:<<base64:43>>=,tag:<<base64:22>>==,type:str]\nsops_mac=ENC[AES256_GCM,data:<<base64:80>>,iv:<<base64:43>>=,tag:<<base64:22>>==,type:str]\nDB_PASSWORD=«generic-password|<<alnum:16>>»\n',
    ],
    [
      'sops ini',
      'secrets.ini',
      '[db]\npassword = ENC[AES256_GCM,data:<<base64:20>>,iv:<<base64:43>>=,tag:<<base64:22>>==,type:str]\ndb_password = «generic-password|<<alnum:16>>»\n',
    ],
    [
      'sops binary',
      'key.enc.json',
      '{\n	"data": "ENC[AES256_GCM,data:<<base64:2000>>,iv:<<base64:43>>=,tag:<<base64:22>>==,type:str]",\n  "dbPassword": "«generic-password|<<alnum:16>>»"\n}\n',
    ],
    [
      'ansible inline',
      'group_vars/all.yml',
      'db_password: !vault |\n  $ANSIBLE_VAULT;1.1;AES256\n  <<digit:80>>\n  <<digit:80>>\napi_key: !vault |\n          $ANSIBLE_VAULT;1.2;AES256;prod\n          <<digit:80>>\nplain_password: «generic-password|<<alnum:16>>»\n',
    ],
    [
      'ansible file',
      'vault.yml',
      '$ANSIBLE_VAULT;1.1;AES256\n<<digit:80>>\n<<digit:80>>\n<<digit:80>>\n«stripe-secret-key|sk_live_<<cut>><<base62:24>>»\n',
    ],
    [
      'eyaml',
      'hiera.yaml',
      'db::password: ENC[PKCS7,MII<<base64:300>>]\nmail::password: >\n    ENC[PKCS7,MII<<base64:60>>\n    <<base64:64>>]\nplain::password: «generic-password|<<alnum:16>>»\n',
    ],
    [
      'jasypt',
      'application.properties',
      'db.password=ENC(<<base64:43>>=)\nmail.password=ENC(<<base64:62>>==)\nplain.password=«generic-password|<<alnum:16>>»\n',
    ],
    [
      'rails enc',
      'config/credentials.yml.enc',
      '<<base64:400>>--<<base64:16>>--<<base64:22>>==\n«stripe-secret-key|sk_live_<<cut>><<base62:24>>»\n',
    ],
    [
      'chef bag',
      'data_bags/db.json',
      '{\n  "id": "db",\n  "password": {\n    "encrypted_data": "<<base64:60>>\\n",\n    "iv": "<<base64:22>>==\\n",\n    "version": 1,\n    "cipher": "aes-256-cbc"\n  },\n  "dbPassword": "«generic-password|<<alnum:16>>»"\n}\n',
    ],
    [
      'age file',
      'key.age',
      '-----BEGIN AGE ENCRYPTED FILE-----\n<<base64:64>>\n<<base64:64>>\n<<base64:30>>==\n-----END AGE ENCRYPTED FILE-----\n«stripe-secret-key|sk_live_<<cut>><<base62:24>>»\n',
    ],
    [
      'pgp file',
      'secret.asc',
      '-----BEGIN PGP MESSAGE-----\n\nhQIMA<<base64:59>>\n<<base64:64>>\n=<<base64:4>>\n-----END PGP MESSAGE-----\n«stripe-secret-key|sk_live_<<cut>><<base62:24>>»\n',
    ],
    [
      'kms blob',
      'lambda.yml',
      'environment:\n  DB_PASSWORD: AQI<<cut>>CAH<<base64:180>>==\n  API_TOKEN: AQECAH<<base64:180>>==\n  KMS_SECRET: CiQA<<base64:120>>==\n  plainPassword: «generic-password|<<alnum:16>>»\n',
    ],
    [
      'travis secure',
      '.travis.yml',
      'env:\n  global:\n    - secure: "<<base64:683>>="\ndeploy:\n  api_key:\n    secure: <<base64:683>>=\n  password: «generic-password|<<alnum:16>>»\n',
    ],
    [
      'appveyor secure',
      'appveyor.yml',
      'environment:\n  api_key:\n    secure: <<base64:43>>=\n  password:\n    secure: <<base64:22>>==\n  db_password: «generic-password|<<alnum:16>>»\n',
    ],
    [
      'dotenvx',
      '.env.production',
      'DOTENV_PUBLIC_KEY="0<<hex:65>>"\nAPI_SECRET="encrypted:B<<base64:200>>="\nDB_PASSWORD=«generic-password|<<alnum:16>>»\n',
    ],
    [
      'spring cipher',
      'application.yml',
      'spring:\n  datasource:\n    password: "{cipher}<<hex:128>>"\n    plainPassword: «generic-password|<<alnum:16>>»\n',
    ],
    [
      'jenkins',
      'credentials.xml',
      '<root>\n<password>{AQAAABAAAAAQ<<base64:43>>=}</password>\n<password>«generic-password|<<alnum:16>>»</password>\n</root>\n',
    ],
    [
      'maven enc',
      'settings.xml',
      '<server>\n<password>{<<base64:43>>=}</password>\n</server>\n<server>\n<password>«generic-password|<<alnum:16>>»</password>\n</server>\n',
    ],
  ])('is left alone, and the secret beside it is found: %s', (_, path, template) => {
    expect(describeReported(engine, template, path)).toEqual(describeMarks(template));
  });
});
