import { describe, expect, it } from 'vitest';
import { builtInEngine } from '../../helpers/engine.ts';
import { describeMarks, describeMatches } from '../../helpers/marked.ts';

const engine = builtInEngine();

describe('a credential in code or on a command line', () => {
  it.each([
    [
      'jdbc mysql params',
      'src/Db.java',
      'class Db { String url = "jdbc:mysql://‹host|db.prod.internal›/shop?user=‹user|app›&pass<<cut>>word=«jdbc-connection-string|<<alnum:16>>»"; }\n',
    ],
    [
      'jdbc postgres',
      'src/Db.java',
      'class Db { String url = "jdbc:postgresql://‹host|db.prod.internal›/shop?user=‹user|app›&pass<<cut>>word=«jdbc-connection-string|<<alnum:16>>»&ssl=true"; }\n',
    ],
    [
      'oracle easy connect',
      'deploy.sh',
      'sqlplus ‹user|erp›/«oracle-easy-connect|<<alnum:14>>»@‹host|ora01.corp.internal:1521›/ERP\n',
    ],
    [
      'oracle sid',
      'tools/run.py',
      'conn = cx_Oracle.connect("‹user|report›/«oracle-easy-connect|<<alnum:14>>»@‹host|10.0.0.8:1521›/ORCL")\n',
    ],
    [
      'mongodb srv',
      'config.js',
      'mongoose.connect("mongodb+srv<<cut>>://‹user|app›:«mongodb-connection-string|<<alnum:16>>»@‹host|cluster0.ab1cd.mongodb.net›/shop?retryWrites=true");\n',
    ],
    [
      'cassandra py',
      'db.py',
      'auth_provider = PlainTextAuthProvider(username="‹user|svc_cass›", password="«generic-password|<<alnum:16>>»")\n',
    ],
    [
      'elasticsearch py',
      'es.py',
      'es = Elasticsearch(["https://es.prod.internal:9200"], http_auth=("‹user|elastic›", "«login-call-password|<<alnum:20>>»"))\n',
    ],
    [
      'neo4j bolt',
      'graph.py',
      'driver = GraphDatabase.driver("neo4j+s://abc12345.databases.neo4j.io", auth=("‹user|neo4j›", "«login-call-password|<<alnum:24>>»"))\n',
    ],
    [
      'snowflake URL',
      'dbt.py',
      'engine = create_engine("snowflake<<cut>>://‹user|loader›:«url-credentials|<<alnum:16>>»@‹host|xy12345.eu-central-1›/raw/public")\n',
    ],
    [
      'smtp py',
      'mail.py',
      'server = smtplib.SMTP("smtp.corp.internal", 587)\nserver.login("‹user|mailer@corp.internal›", "«login-call-password|<<alnum:16>>»")\n',
    ],
    [
      'ftp',
      'sync.sh',
      'lftp -e "mirror" ftp<<cut>>://‹user|backup›:«url-credentials|<<alnum:14>>»@‹host|files.corp.internal›/\n',
    ],
    [
      'sftp',
      'sync.py',
      'URL = "sftp<<cut>>://‹user|backup›:«url-credentials|<<alnum:14>>»@‹host|files.corp.internal:2222›/in"\n',
    ],
    [
      'sqlalchemy',
      'app.py',
      'SQLALCHEMY_DATABASE_URI = "postgresql+psycopg2<<cut>>://‹user|svc›:«postgres-connection-string|<<alnum:16>>»@‹host|10.2.3.4›/reports"\n',
    ],
    [
      'php pdo',
      'db.php',
      '<?php\n$pdo = new PDO("mysql:host=db.prod.internal;dbname=shop", "‹user|shop›", "«database-call-password|<<alnum:14>>»");\n',
    ],
    [
      'php mysqli',
      'db.php',
      '<?php\n$link = mysqli_connect("‹host|db.prod.internal›", "‹user|shop›", "«database-call-password|<<alnum:14>>»", "shop");\n',
    ],
    [
      'django',
      'settings.py',
      'DATABASES = {\n    "default": {\n        "ENGINE": "django.db.backends.postgresql",\n        "NAME": "shop",\n        "USER": "‹user|shop›",\n        "PASSWORD": "«generic-password|<<alnum:14>>»",\n        "HOST": "‹host|db.prod.internal›",\n    }\n}\n',
    ],
    [
      'sshpass',
      'deploy.sh',
      "sshpass -p '«command-line-password|<<alnum:14>>»' ssh ‹user|deploy›@‹host|10.0.0.5› uptime\n",
    ],
    [
      'wp',
      'wp-config.php',
      "<?php\ndefine( 'DB_NAME', 'shop' );\ndefine( 'DB_USER', '‹user|shop›' );\ndefine( 'DB_PASSWORD', '«generic-password|<<alnum:14>>»' );\ndefine( 'DB_HOST', '‹host|db.prod.internal›' );\n",
    ],
    [
      'tnsnames',
      'deploy.sh',
      'export CONN="‹user|erp›/«oracle-easy-connect|<<alnum:14>>»@(DESCRIPTION=(ADDRESS=(PROTOCOL=TCP)(HOST=‹host|ora01.corp.internal›)(PORT=1521))(CONNECT_DATA=(SID=ERP)))"\n',
    ],
    [
      'mysql cli',
      'backup.sh',
      'mysqldump -h ‹host|db.prod.internal› -u ‹user|backup› -p«command-line-password|<<alnum:14>>» shop > shop.sql\n',
    ],
    [
      'psql env',
      'backup.sh',
      'PGUSER=‹user|backup› PGPASSWORD=«generic-password|<<alnum:14>>» pg_dump -h db.prod.internal shop\n',
    ],
    [
      'curl user',
      'deploy.sh',
      'curl -u ‹user|deploy›:«command-line-password|<<alnum:14>>» https://‹host|files.corp.internal›/a.zip\n',
    ],
    [
      'docker login',
      'ci.sh',
      'docker login -u ‹user|ci› -p «command-line-password|<<alnum:20>>» ‹host|registry.corp.internal›\n',
    ],
    [
      'ip creds',
      'deploy.py',
      'HOST = "‹host|203.0.113.20›"\nUSER = "‹user|root›"\nPASSWORD = "«generic-password|<<alnum:12>>»"\n',
    ],
    [
      'paramiko',
      'deploy.py',
      'client.connect("‹host|10.20.30.40›", username="‹user|root›", password="«generic-password|<<alnum:12>>»")\n',
    ],
  ])('is one finding with its parts named: %s', (_, path, template) => {
    expect(describeMatches(engine, template, path)).toEqual(describeMarks(template));
  });
});
