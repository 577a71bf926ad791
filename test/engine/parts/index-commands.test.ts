import { describe, expect, it } from 'vitest';
import { builtInEngine } from '../../helpers/engine.ts';
import { describeMarks, describeMatches } from '../../helpers/marked.ts';

const engine = builtInEngine();

describe('a credential on a command line, in a call or in a file beside them', () => {
  it.each([
    [
      'libpq dsn',
      'app.py',
      'conn = psycopg2.connect("host=‹host|db.prod.internal› dbname=shop user=‹user|shop› pass<<cut>>word=«generic-password|<<alnum:14>>»")\n',
    ],
    ['chpasswd', 'setup.sh', 'echo "‹user|root›:«piped-password|<<alnum:14>>»" | chpasswd\n'],
    [
      'kubectl literal',
      'setup.sh',
      'kubectl create secret generic db --from-literal=username=‹user|shop› --from-literal=pass<<cut>>word=«generic-password|<<alnum:14>>»\n',
    ],
    [
      'az login',
      'ci.sh',
      'az login --service-principal -u ‹user|<<uuid>>› -p «<<cut>>command-option-password|<<alnum:30>>» --tenant <<uuid>>\n',
    ],
    ['openssl pass', 'tls.sh', 'openssl rsa -in key.pem -passin pass:«generic-password|<<alnum:14>>» -out plain.pem\n'],
    [
      'smbclient',
      'get.sh',
      "smbclient //files/share -U '‹user|backup›%«<<cut>>command-option-password|<<alnum:14>>»' -c 'get a'\n",
    ],
    [
      'sqlcmd',
      'load.sh',
      'sqlcmd -S ‹host|sql01.corp.internal› -U ‹user|sa› -P «<<cut>>command-option-password|<<alnum:14>>» -i load.sql\n',
    ],
    ['mongo', 'load.sh', 'mongosh mongo.prod.internal -u ‹user|app› -p «command-line-password|<<alnum:14>>» load.js\n'],
    [
      'helm set',
      'deploy.sh',
      'helm upgrade shop ./shop --set postgresql.auth.pass<<cut>>word=«generic-password|<<alnum:14>>»\n',
    ],
    [
      'wget',
      'get.sh',
      'wget --user=‹user|ci› --pass<<cut>>word=«generic-password|<<alnum:14>>» https://files.corp.internal/a.zip\n',
    ],
    ['rdp', 'go.sh', 'xfreerdp /v:10.0.0.5 /u:admin /p:«<<cut>>command-option-password|<<alnum:14>>»\n'],
    ['sudo', 'go.sh', 'echo «piped-password|<<alnum:14>>» | sudo -S systemctl restart shop\n'],
    [
      'htpasswd -b',
      'go.sh',
      'htpasswd -bc /etc/nginx/.htpasswd deploy «<<cut>>command-option-password|<<alnum:14>>»\n',
    ],
    [
      'keytool',
      'sign.sh',
      'keytool -genkeypair -alias shop -keystore shop.jks -storepass «<<cut>>command-option-password|<<alnum:14>>» -keypass «<<cut>>command-option-password|<<alnum:14>>»\n',
    ],
    ['zip', 'pack.sh', 'zip -P «<<cut>>command-option-password|<<alnum:14>>» out.zip a.txt\n'],
    [
      'ipmi',
      'go.sh',
      'ipmitool -I lanplus -H ‹host|10.0.0.9› -U ‹user|admin› -P «<<cut>>command-option-password|<<alnum:14>>» power on\n',
    ],
    [
      'java props',
      'Db.java',
      'props.setProperty("user", "‹user|shop›");\nprops.setProperty("password", "«generic-password|<<alnum:14>>»");\n',
    ],
    [
      'java setters',
      'Db.java',
      'ds.setServerName("‹host|db.prod.internal›");\nds.setUsername("‹user|shop›");\nds.setPassword("«generic-password|<<alnum:14>>»");\n',
    ],
    [
      'nodemailer',
      'mail.js',
      "auth: { user: '‹user|mailer@corp.internal›', pass: '«generic-password|<<alnum:14>>»' }\n",
    ],
    [
      's3 js',
      's3.js',
      "new S3({ accessKeyId: '‹aws-access-key-id|AKIA<<base32:16>>›', secretAccessKey: '«aws-secret-access-key|<<base64:40>>»', region: 'eu-west-1' });\n",
    ],
    [
      'tomcat users',
      'tomcat-users.xml',
      '<tomcat-users>\n  <user username="‹user|deployer›" password="«generic-password|<<alnum:14>>»" roles="manager-script"/>\n</tomcat-users>\n',
    ],
    ['redis acl', 'users.acl', 'user ‹user|app› on >«redis-acl-password|<<alnum:20>>» ~* +@all\n'],
    ['redis conf', 'redis.conf', 'masteruser ‹user|repl›\nmasterauth «generic-password|<<alnum:20>>»\n'],
    ['rabbit conf', 'rabbitmq.conf', 'default_user = ‹user|app›\ndefault_pass = «generic-password|<<alnum:20>>»\n'],
    ['wpa', 'wpa_supplicant.conf', 'network={\n  ssid="office"\n  psk="«wifi-passphrase|<<alnum:14>>»"\n}\n'],
    [
      'go dsn mysql',
      'main.go',
      'db, err := sql.Open("mysql", "‹user|shop›:«go-sql-dsn|<<alnum:14>>»@tcp(‹host|db.prod.internal:3306›)/shop")\n',
    ],
    [
      'securestring',
      'setup.ps1',
      '$pw = ConvertTo-SecureString "«powershell-secure-string|<<alnum:14>>»" -AsPlainText -Force\n',
    ],
    [
      'plink',
      'get.bat',
      'plink -ssh ‹user|web›@‹host|10.0.0.5› -pw «<<cut>>command-option-password|<<alnum:14>>» uptime\n',
    ],
    [
      'net use',
      'go.bat',
      'net use Z: \\\\files\\share «<<cut>>command-option-password|<<alnum:14>>» /user:corp\\backup\n',
    ],
    ['minio', '.env', 'MINIO_ROOT_USER=‹user|minio-admin›\nMINIO_ROOT_PASSWORD=«generic-password|<<alnum:20>>»\n'],
    ['sql alter', 'init.sql', "ALTER USER shop WITH PASSWORD '«generic-password|<<alnum:14>>»';\n"],
    ['sql grant', 'init.sql', "GRANT ALL ON shop.* TO 'shop'@'%' IDENTIFIED BY '«generic-password|<<alnum:14>>»';\n"],
    ['mssql login', 'init.sql', "CREATE LOGIN shop WITH PASSWORD = '«generic-password|<<alnum:14>>»';\n"],
    [
      'cisco',
      'router.cfg',
      'username ‹user|admin› privilege 15 password 0 «network-device-password|<<alnum:14>>»\nenable password «network-device-password|<<alnum:12>>»\nsnmp-server community «network-device-password|<<alnum:12>>» RW\n',
    ],
    ['tfvars', 'prod.tfvars', 'db_username = "‹user|shop›"\ndb_password = "«generic-password|<<alnum:14>>»"\n'],
    [
      'vagrant',
      'Vagrantfile',
      'config.ssh.username = "‹user|root›"\nconfig.ssh.password = "«generic-password|<<alnum:14>>»"\n',
    ],
    [
      'go struct',
      'main.go',
      'cfg := Config{User: "‹user|shop›", Password: "«generic-password|<<alnum:14>>»", Host: "‹host|db.prod.internal›"}\n',
    ],
    [
      'ruby hash',
      'db.rb',
      "Mysql2::Client.new(host: '‹host|db.prod.internal›', username: '‹user|shop›', password: '«generic-password|<<alnum:14>>»')\n",
    ],
    [
      'csharp',
      'Mail.cs',
      'smtp.Credentials = new NetworkCredential("‹user|mailer›", "«login-call-password|<<alnum:14>>»");\n',
    ],
    [
      'sa env',
      '.env',
      'GOOGLE_APPLICATION_CREDENTIALS_JSON={"type":"service_account","project_id":"‹project|acme›","private_key_id":"‹id|<<hex:40>>›","private_key":"«google-service-account-key|-----BEGIN <<cut>>PRIVATE KEY-----\\nMII<<base64:1600>>==\\n-----END PRIVATE KEY-----\\n»","client_email":"‹user|ci@acme.iam.gserviceaccount.com›"}\n',
    ],
    [
      'helm dockerconfig',
      'values.yaml',
      'imageCredentials:\n  registry: ‹host|registry.corp.internal›\n  username: ‹user|ci›\n  password: «generic-password|<<alnum:20>>»\n',
    ],
    [
      'gitlab ci',
      '.gitlab-ci.yml',
      'variables:\n  DOCKER_USER: ‹user|ci›\n  DOCKER_PASSWORD: «generic-password|<<alnum:20>>»\n',
    ],
    [
      'jenkinsfile',
      'Jenkinsfile',
      "sh 'docker login -u ‹user|ci› -p «command-line-password|<<alnum:20>>» ‹host|registry.corp.internal›'\n",
    ],
    [
      'sql plus ini',
      'tns.env',
      'ORACLE_DSN=‹user|erp›/«oracle-easy-connect|<<alnum:14>>»@//‹host|ora01.corp.internal:1521›/ERP\n',
    ],
    [
      'oauth google json',
      'client_secret.json',
      '{"web":{"client_id":"‹id|<<digit:12>>-<<lalnum:32>>.apps.googleusercontent.com›","project_id":"‹project|acme›","auth_uri":"https://‹host|accounts.google.com›/o/oauth2/auth","client_secret":"«google-oauth-client-secret|GOCSPX-<<base64url:28>>»"}}\n',
    ],
    [
      'github oauth',
      '.env',
      'GITHUB_CLIENT_ID=‹id|Iv1.<<hex:16>>›\nGITHUB_CLIENT_SECRET=«github-oauth-client-secret|<<hex:40>>»\n',
    ],
    ['facebook', '.env', 'FACEBOOK_APP_ID=‹id|<<digit:16>>›\nFACEBOOK_APP_SECRET=«facebook-app-secret|<<hex:32>>»\n'],
    [
      'azure cli sp json',
      'sp.json',
      '{ "appId": "‹id|<<uuid>>›", "displayName": "ci", "password": "«azure-ad-client-secret|<<alnum:3>>8Q~<<base64url:33>>A»", "tenant": "‹account|<<uuid>>›" }\n',
    ],
  ])('is one finding with its parts named: %s', (_, path, template) => {
    expect(describeMatches(engine, template, path)).toEqual(describeMarks(template));
  });
});
