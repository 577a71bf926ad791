import { describe, expect, it } from 'vitest';
import { builtInEngine } from '../../helpers/engine.ts';
import { describeMarks, describeMatches } from '../../helpers/marked.ts';

const engine = builtInEngine();

describe('a credential in a file of settings', () => {
  it.each([
    [
      'kafka jaas',
      'kafka.properties',
      'sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required username="‹user|svc-orders›" password="«generic-password|<<alnum:20>>»";\n',
    ],
    [
      'kafka jaas multi',
      'jaas.conf',
      'KafkaClient {\n  org.apache.kafka.common.security.scram.ScramLoginModule required\n  username="‹user|svc-orders›"\n  password="«generic-password|<<alnum:20>>»";\n};\n',
    ],
    [
      'nats conf',
      'nats-server.conf',
      'authorization {\n  user: ‹user|app›\n  password: «generic-password|<<alnum:20>>»\n}\n',
    ],
    [
      'clickhouse http',
      '.env',
      'CLICKHOUSE_URL=https://‹host|ch.prod.internal:8443›/?user=‹user|app›&password=«generic-password|<<alnum:16>>»\n',
    ],
    [
      'couchdb',
      '.env',
      'COUCH=https://‹user|app›:«url-credentials|<<alnum:16>>»@‹host|couch.prod.internal:6984›/orders\n',
    ],
    [
      'elasticsearch yml',
      'logstash.conf',
      'output {\n  elasticsearch {\n    hosts => ["es.prod.internal"]\n    user => "‹user|logstash_writer›"\n    password => "«generic-password|<<alnum:20>>»"\n  }\n}\n',
    ],
    [
      'influx',
      'telegraf.conf',
      '[[outputs.influxdb]]\n  urls = ["http://‹host|influx.prod.internal:8086›"]\n  database = "telegraf"\n  username = "‹user|telegraf›"\n  password = "«generic-password|<<alnum:16>>»"\n',
    ],
    [
      'neo4j env',
      '.env',
      'NEO4J_URI=neo4j+s://‹host|abc12345.databases.neo4j.io›\nNEO4J_USERNAME=‹user|neo4j›\nNEO4J_PASSWORD=«generic-password|<<base64url:43>>»\n',
    ],
    [
      'neo4j auth',
      'docker-compose.yml',
      'services:\n  graph:\n    environment:\n      - NEO4J_AUTH=‹user|neo4j›/«neo4j-auth|<<alnum:16>>»\n',
    ],
    [
      'snowflake profile',
      'profiles.yml',
      'shop:\n  outputs:\n    prod:\n      type: snowflake\n      account: ‹account|xy12345.eu-central-1›\n      user: ‹user|LOADER›\n      password: «generic-password|<<alnum:16>>»\n',
    ],
    [
      'cloudant',
      'vcap.json',
      '{ "cloudantNoSQLDB": [ { "credentials": { "username": "‹user|a1b2c3-bluemix›", "password": "«generic-password|<<hex:64>>»", "host": "‹host|a1b2c3-bluemix.cloudant.com›" } } ] }\n',
    ],
    [
      'ldap bind',
      'ldap.conf',
      'binddn ‹user|cn=reader,dc=corp,dc=internal›\nbindpw «ldap-bind-password|<<alnum:16>>»\n',
    ],
    [
      'ldap yml',
      'application.yml',
      'spring:\n  ldap:\n    urls: ldaps://‹host|ldap.corp.internal›\n    username: ‹user|cn=reader,dc=corp,dc=internal›\n    password: «generic-password|<<alnum:16>>»\n',
    ],
    [
      'rails database.yml',
      'config/database.yml',
      'production:\n  adapter: postgresql\n  host: ‹host|db.prod.internal›\n  database: shop\n  username: ‹user|shop›\n  password: «generic-password|<<alnum:16>>»\n',
    ],
    [
      'hibernate',
      'hibernate.cfg.xml',
      '<property name="hibernate.connection.username">‹user|shop›</property>\n<property name="hibernate.connection.password">«generic-password|<<alnum:12>>»</property>\n',
    ],
    [
      'laravel',
      '.env',
      'DB_CONNECTION=mysql\nDB_HOST=‹host|db.prod.internal›\nDB_PORT=3306\nDB_DATABASE=shop\nDB_USERNAME=‹user|shop›\nDB_PASSWORD=«generic-password|<<alnum:14>>»\n',
    ],
    [
      'compose',
      'docker-compose.yml',
      'services:\n  db:\n    environment:\n      POSTGRES_USER: ‹user|shop›\n      POSTGRES_PASSWORD: «generic-password|<<alnum:14>>»\n',
    ],
    [
      'compose list',
      'docker-compose.yml',
      'services:\n  db:\n    environment:\n      - MYSQL_USER=‹user|shop›\n      - MYSQL_PASSWORD=«generic-password|<<alnum:14>>»\n',
    ],
    [
      'k8s env',
      'deployment.yaml',
      'env:\n  - name: DB_USER\n    value: ‹user|shop›\n  - name: DB_PASSWORD\n    value: «generic-password|<<alnum:14>>»\n',
    ],
    [
      'k8s stringData',
      'secret.yaml',
      'apiVersion: v1\nkind: Secret\nmetadata:\n  name: db\nstringData:\n  username: ‹user|shop›\n  password: «generic-password|<<alnum:14>>»\n',
    ],
    [
      'helm values',
      'values.yaml',
      'postgresql:\n  auth:\n    username: ‹user|shop›\n    password: «generic-password|<<alnum:14>>»\n    database: shop\n',
    ],
    [
      'azure sp',
      '.env',
      'AZURE_TENANT_ID=‹account|<<uuid>>›\nAZURE_CLIENT_ID=‹id|<<uuid>>›\nAZURE_CLIENT_SECRET=«azure-ad-client-secret|<<alnum:3>>8Q~<<base64url:33>>A»\n',
    ],
    [
      'gcp sa',
      'sa.json',
      '{\n  "type": "service_account",\n  "project_id": "‹project|acme-prod›",\n  "private_key_id": "‹id|<<hex:40>>›",\n  "private_key": "«google-service-account-key|-----BEGIN <<cut>>PRIVATE KEY-----\\nMII<<base64:1600>>==\\n-----END PRIVATE KEY-----\\n»",\n  "client_email": "‹user|ci@acme-prod.iam.gserviceaccount.com›"\n}\n',
    ],
    [
      'aws credentials',
      '.aws/credentials',
      '[default]\naws_access_key_id = ‹aws-access-key-id|AKIA<<base32:16>>›\naws_secret_access_key = «aws-secret-access-key|<<base64:40>>»\n\n[prod]\naws_access_key_id = ‹aws-access-key-id|AKIA<<base32:16>>›\naws_secret_access_key = «aws-secret-access-key|<<base64:40>>»\n',
    ],
    [
      'boto',
      '.boto',
      '[Credentials]\naws_access_key_id = ‹aws-access-key-id|AKIA<<base32:16>>›\naws_secret_access_key = «aws-secret-access-key|<<base64:40>>»\n',
    ],
    [
      's3cfg',
      '.s3cfg',
      '[default]\naccess_key = ‹aws-access-key-id|AKIA<<base32:16>>›\nsecret_key = «aws-secret-key-beside-id|<<base64:40>>»\nhost_base = ‹host|s3.amazonaws.com›\n',
    ],
    [
      's3cfg other',
      '.s3cfg',
      '[default]\naccess_key = ‹id|<<ALNUM:20>>›\nsecret_key = «generic-secret|<<base64:40>>»\nhost_base = ‹host|objects.corp.internal›\n',
    ],
    [
      'rclone s3',
      'rclone.conf',
      '[backup]\ntype = s3\nprovider = Minio\naccess_key_id = ‹id|<<alnum:20>>›\nsecret_access_key = «aws-secret-access-key|<<alnum:40>>»\nendpoint = https://‹host|minio.corp.internal›\n',
    ],
    [
      'rclone sftp obscured',
      'rclone.conf',
      '[box]\ntype = sftp\nhost = ‹host|files.corp.internal›\nuser = ‹user|backup›\npass = «generic-password|<<base64url:32>>»\n',
    ],
    [
      'git-credentials',
      '.git-credentials',
      'https://‹user|deploy›:«url-credentials|<<alnum:24>>»@‹host|git.corp.internal›\n',
    ],
    [
      'my.cnf',
      '.my.cnf',
      '[client]\nuser = ‹user|backup›\npassword = «generic-password|<<alnum:14>>»\nhost = ‹host|db.prod.internal›\n',
    ],
    ['my.cnf quoted', '.my.cnf', '[client]\nuser="‹user|backup›"\npassword="«generic-password|<<password:14>>»"\n'],
    ['pgpass', '.pgpass', '‹host|db.prod.internal:5432›:shop:‹user|app›:«pgpass-password|<<alnum:16>>»\n'],
    ['gradle', 'gradle.properties', 'ossrhUsername=‹user|acme-ci›\nossrhPassword=«generic-password|<<alnum:16>>»\n'],
    [
      'gradle signing',
      'gradle.properties',
      'signing.keyId=‹id|<<HEX:8>>›\nsigning.password=«generic-password|<<alnum:16>>»\nsigning.secretKeyRingFile=/home/ci/ring.gpg\n',
    ],
    [
      'nuget',
      'nuget.config',
      '<packageSourceCredentials>\n  <corp>\n    <add key="Username" value="‹user|ci›" />\n    <add key="ClearTextPassword" value="«nuget-clear-text-password|<<alnum:20>>»" />\n  </corp>\n</packageSourceCredentials>\n',
    ],
    [
      'composer',
      'auth.json',
      '{\n  "http-basic": {\n    "‹host|repo.corp.internal›": {\n      "username": "‹user|ci›",\n      "password": "«generic-password|<<alnum:20>>»"\n    }\n  }\n}\n',
    ],
    [
      'pip.conf',
      'pip.conf',
      '[global]\nindex-url = https://‹user|ci›:«url-credentials|<<alnum:20>>»@‹host|pypi.corp.internal›/simple\n',
    ],
    [
      'pypirc',
      '.pypirc',
      '[distutils]\nindex-servers = corp\n\n[corp]\nrepository = https://‹host|pypi.corp.internal›/\nusername = ‹user|ci›\npassword = «generic-password|<<alnum:20>>»\n',
    ],
    ['cargo creds', '.cargo/credentials.toml', '[registries.corp]\ntoken = "«generic-token|<<alnum:32>>»"\n'],
    [
      'gem creds',
      '.gem/credentials',
      '---\n:rubygems_api_key: «rubygems-api-key|rubygems_<<hex:48>>»\n:https://gems.corp.internal: «gem-host-key|<<hex:32>>»\n',
    ],
    [
      'gh hosts',
      '.config/gh/hosts.yml',
      '‹host|github.com›:\n    user: ‹user|octo-ci›\n    oauth_token: «github-oauth-token|gho_<<base62:36>>»\n    git_protocol: https\n',
    ],
    [
      'terraformrc',
      '.terraformrc',
      'credentials "‹host|app.terraform.io›" {\n  token = "«terraform-cloud-token|<<alnum:14>>.atlasv1.<<base64url:67>>»"\n}\n',
    ],
    [
      'ansible',
      'group_vars/all.yml',
      'ansible_user: ‹user|deploy›\nansible_password: «generic-password|<<alnum:14>>»\nansible_become_pass: «generic-password|<<alnum:14>>»\n',
    ],
    [
      'ansible hosts',
      'inventory.ini',
      '[web]\nweb1 ansible_host=‹host|10.0.0.4› ansible_user=‹user|deploy› ansible_ssh_pass=«generic-password|<<alnum:14>>»\n',
    ],
    [
      'filezilla',
      'sitemanager.xml',
      '<Server>\n  <Host>‹host|ftp.corp.internal›</Host>\n  <Port>21</Port>\n  <User>‹user|web›</User>\n  <Pass encoding="base64">«filezilla-password|<<b64text:Vt8pQz3kLmW2>>»</Pass>\n</Server>\n',
    ],
    [
      'filezilla plain',
      'recentservers.xml',
      '<Server>\n  <Host>‹host|ftp.corp.internal›</Host>\n  <User>‹user|web›</User>\n  <Pass>«generic-password|<<alnum:12>>»</Pass>\n</Server>\n',
    ],
    [
      'winscp',
      'WinSCP.ini',
      '[Sessions\\web]\nHostName=‹host|files.corp.internal›\nUserName=‹user|web›\nPassword=«generic-password|<<HEX:60>>»\n',
    ],
    [
      'sftp-config',
      'sftp-config.json',
      '{\n  "type": "sftp",\n  "host": "‹host|files.corp.internal›",\n  "user": "‹user|web›",\n  "password": "«generic-password|<<alnum:12>>»",\n  "port": "22"\n}\n',
    ],
    [
      'vscode sftp',
      '.vscode/sftp.json',
      '{\n  "host": "‹host|files.corp.internal›",\n  "username": "‹user|web›",\n  "password": "«generic-password|<<alnum:12>>»"\n}\n',
    ],
    [
      'vscode settings',
      '.vscode/settings.json',
      '{\n  "sqltools.connections": [\n    {\n      "server": "‹host|db.prod.internal›",\n      "username": "‹user|shop›",\n      "password": "«generic-password|<<alnum:12>>»"\n    }\n  ]\n}\n',
    ],
    [
      'dbeaver',
      'data-sources.json',
      '{ "connections": { "pg": { "configuration": { "host": "‹host|db.prod.internal›", "user": "‹user|app›", "password": "«generic-password|<<alnum:14>>»" } } } }\n',
    ],
    [
      'robomongo',
      'robo3t.json',
      '{ "connections": [ { "serverHost": "‹host|mongo.prod.internal›", "credentials": [ { "userName": "‹user|app›", "userPassword": "«generic-password|<<alnum:14>>»" } ] } ] }\n',
    ],
    [
      'maven',
      'settings.xml',
      '<server>\n  <id>nexus</id>\n  <username>‹user|ci›</username>\n  <password>«generic-password|<<alnum:16>>»</password>\n</server>\n',
    ],
    [
      'tfstate',
      'terraform.tfstate',
      '{\n  "resources": [ { "instances": [ { "attributes": {\n    "address": "‹host|shop.abc123.eu-west-1.rds.amazonaws.com›",\n    "username": "‹user|shop›",\n    "password": "«generic-password|<<alnum:20>>»"\n  } } ] } ]\n}\n',
    ],
    ['htpasswd', '.htpasswd', '‹user|deploy›:«htpasswd-hash|$apr1$<<alnum:8>>$<<alnum:22>>»\n'],
    ['shadow', 'etc/shadow', '‹user|root›:«shadow-hash|$6$<<alnum:16>>$<<alnum:86>>»:19500:0:99999:7:::\n'],
    [
      'netrc line',
      '.netrc',
      'machine ‹host|git.corp.internal› login ‹user|ci› password «generic-password|<<alnum:16>>»\n',
    ],
    [
      'netrc lines',
      '.netrc',
      'machine ‹host|git.corp.internal›\n  login ‹user|ci›\n  password «generic-password|<<alnum:16>>»\n',
    ],
    [
      'docker config',
      '.docker/config.json',
      '{\n  "auths": {\n    "‹host|registry.corp.internal›": {\n      "auth": "«docker-config-auth|<<b64text:ci:Vt8pQz3kLmW2>>»"\n    }\n  }\n}\n',
    ],
    [
      'dockercfg',
      '.dockercfg',
      '{ "‹host|registry.corp.internal›": { "auth": "«docker-config-auth|<<b64text:ci:Vt8pQz3kLmW2>>»", "email": "‹user|ci@corp.internal›" } }\n',
    ],
    [
      'npmrc basic',
      '.npmrc',
      '//‹host|npm.corp.internal›/:_password=«npm-registry-password|<<b64:18>>»\n//npm.corp.internal/:username=‹user|ci›\n',
    ],
    ['npmrc token', '.npmrc', '//‹host|npm.corp.internal›/:_authToken=«npm-registry-auth-token|<<uuid>>»\n'],
    [
      'kubeconfig basic',
      '.kube/config',
      'clusters:\n- name: prod\n  cluster:\n    server: https://‹host|k8s.corp.internal›\nusers:\n- name: admin\n  user:\n    username: ‹user|admin›\n    password: «generic-password|<<alnum:20>>»\n',
    ],
    [
      'kubeconfig key',
      '.kube/config',
      'users:\n- name: admin\n  user:\n    client-certificate-data: LS0tLS1CRUdJTi<<base64:400>>\n    client-key-data: «kubernetes-client-key|LS0tLS1CRUdJTi<<base64:2200>>==»\n',
    ],
    [
      'kubeconfig token',
      '.kube/config',
      'users:\n- name: admin\n  user:\n    token: «generic-token|<<base64url:64>>»\n',
    ],
    [
      'oauth',
      'config.yml',
      'google:\n  client_id: ‹id|<<digit:12>>-<<lalnum:32>>.apps.googleusercontent.com›\n  client_secret: «google-oauth-client-secret|GOCSPX-<<base64url:28>>»\n',
    ],
    [
      'oauth generic',
      'config.yml',
      'oauth:\n  client_id: ‹id|<<alnum:20>>›\n  client_secret: «generic-secret|<<alnum:40>>»\n',
    ],
    [
      'account token',
      '.env',
      'TWILIO_ACCOUNT_SID=‹twilio-sid|AC<<hex:32>>›\nTWILIO_AUTH_TOKEN=«twilio-auth-token|<<hex:32>>»\n',
    ],
    [
      'k8s data',
      'secret.yaml',
      'apiVersion: v1\nkind: Secret\nmetadata:\n  name: db\ndata:\n  username: ‹user|c2hvcA==›\n  password: «generic-password|<<b64text:Vt8pQz3kLmW2xR>>»\n',
    ],
    [
      'two in a list',
      'db.yml',
      'databases:\n  - host: ‹host|db1.prod.internal›\n    user: ‹user|shop›\n    password: «generic-password|<<alnum:14>>»\n  - host: ‹host|db2.prod.internal›\n    user: ‹user|blog›\n    password: «generic-password|<<alnum:14>>»\n',
    ],
  ])('is one finding with its parts named: %s', (_, path, template) => {
    expect(describeMatches(engine, template, path)).toEqual(describeMarks(template));
  });
});
