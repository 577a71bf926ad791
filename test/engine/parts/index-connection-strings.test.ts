import { describe, expect, it } from 'vitest';
import { builtInEngine } from '../../helpers/engine.ts';
import { describeMarks, describeMatches } from '../../helpers/marked.ts';

const engine = builtInEngine();

describe('a credential in a connection string', () => {
  it.each([
    [
      'postgres URL',
      '.env',
      'DATABASE_URL=postgres<<cut>>://‹user|app›:«postgres-connection-string|<<alnum:20>>»@‹host|db.prod.internal:5432›/shop\n',
    ],
    [
      'mysql URL',
      '.env',
      'DATABASE_URL=mysql<<cut>>://‹user|app›:«mysql-connection-string|<<alnum:20>>»@‹host|db.prod.internal:3306›/shop\n',
    ],
    [
      'mariadb jdbc params',
      'application.properties',
      'spring.datasource.url=jdbc:mariadb://‹host|db.prod.internal:3306›/shop?user=‹user|app›&pass<<cut>>word=«jdbc-connection-string|<<alnum:16>>»&useSSL=true\n',
    ],
    [
      'jdbc sqlserver',
      'app.properties',
      'jdbc.url=jdbc:sqlserver://‹host|sql01.corp.internal:1433›;databaseName=shop;user=‹user|svc_shop›;pass<<cut>>word=«jdbc-connection-string|<<alnum:16>>»;encrypt=true\n',
    ],
    [
      'ado',
      'web.config',
      '<add name="Main" connectionString="Server=‹host|sql01.corp.internal›;Database=shop;User Id=‹user|svc_shop›;Pass<<cut>>word=«ado-connection-string|<<alnum:16>>»;" />\n',
    ],
    [
      'ado password first',
      'appsettings.json',
      '{ "ConnectionStrings": { "Main": "Pass<<cut>>word=«ado-connection-string-password-first|<<alnum:16>>»;User ID=‹user|svc_shop›;Initial Catalog=shop;Data Source=‹host|sql01.corp.internal›" } }\n',
    ],
    [
      'oracle jdbc',
      'app.properties',
      'url=jdbc:oracle:thin:‹user|erp›/«oracle-jdbc-connection-string|<<alnum:14>>»@//‹host|ora01.corp.internal:1521›/ERP\n',
    ],
    [
      'mongodb',
      '.env',
      'MONGO_URI=mongodb<<cut>>://‹user|app›:«mongodb-connection-string|<<alnum:16>>»@‹host|10.0.0.5:27017›/shop\n',
    ],
    [
      'redis no user',
      '.env',
      'REDIS_URL=redis<<cut>>://:«redis-connection-string|<<alnum:24>>»@‹host|cache.prod.internal:6379›/0\n',
    ],
    [
      'rediss',
      '.env',
      'REDIS_URL=rediss<<cut>>://‹user|default›:«redis-connection-string|<<alnum:24>>»@‹host|cache.prod.internal:6380›\n',
    ],
    [
      'amqps',
      '.env',
      'BROKER_URL=amqps<<cut>>://‹user|celery›:«amqp-connection-string|<<alnum:20>>»@‹host|mq.prod.internal›/shop\n',
    ],
    [
      'nats URL',
      '.env',
      'NATS_URL=nats<<cut>>://‹user|app›:«url-credentials|<<alnum:20>>»@‹host|nats.prod.internal:4222›\n',
    ],
    [
      'clickhouse URL',
      '.env',
      'CLICKHOUSE_URL=clickhouse<<cut>>://‹user|app›:«clickhouse-connection-string|<<alnum:16>>»@‹host|ch.prod.internal:9000›/events\n',
    ],
    [
      'cockroach',
      '.env',
      'DB=cockroachdb<<cut>>://‹user|app›:«postgres-connection-string|<<alnum:16>>»@‹host|free-tier.gcp-us-central1.cockroachlabs.cloud:26257›/defaultdb\n',
    ],
    [
      'smtp URL',
      '.env',
      'MAILER_DSN=smtp<<cut>>://‹user|mailer›:«url-credentials|<<alnum:20>>»@‹host|smtp.corp.internal:587›\n',
    ],
    [
      'mqtt',
      '.env',
      'MQTT_URL=mqtts<<cut>>://‹user|device›:«url-credentials|<<alnum:16>>»@‹host|mq.prod.internal:8883›\n',
    ],
    [
      'spring yml',
      'application.yml',
      'spring:\n  datasource:\n    url: jdbc:postgresql://‹host|db.prod.internal›/shop\n    username: ‹user|shop›\n    password: «generic-password|<<password:14>>»\n',
    ],
    [
      'spring props',
      'application.properties',
      'spring.datasource.url=jdbc:mysql://‹host|db.prod.internal›/shop\nspring.datasource.username=‹user|shop›\nspring.datasource.password=«generic-password|<<alnum:12>>»\n',
    ],
    [
      'azure storage',
      '.env',
      'AZURE_STORAGE_CONNECTION_STRING="DefaultEndpointsProtocol=https;AccountName=‹account|shopfiles›;AccountKey=«azure-storage-connection-string|<<base64:86>>==»;EndpointSuffix=core.windows.net"\n',
    ],
    [
      'azure servicebus',
      '.env',
      'SB=Endpoint=sb://‹host|shop.servicebus.windows.net›/;SharedAccessKeyName=‹id|RootManageSharedAccessKey›;SharedAccessKey=«azure-service-bus-connection-string|<<base64:43>>=»\n',
    ],
    [
      'azure cosmos',
      '.env',
      'COSMOS=AccountEndpoint=https://‹host|shop.documents.azure.com:443›/;AccountKey=«azure-cosmos-db-key|<<base64:86>>==»;\n',
    ],
    [
      'intellij',
      '.idea/dataSources.xml',
      '<data-source>\n  <jdbc-url>jdbc:postgresql://‹host|db.prod.internal›/shop?user=‹user|app›&amp;pass<<cut>>word=«jdbc-connection-string|<<alnum:14>>»</jdbc-url>\n</data-source>\n',
    ],
  ])('is one finding with its parts named: %s', (_, path, template) => {
    expect(describeMatches(engine, template, path)).toEqual(describeMarks(template));
  });
});
