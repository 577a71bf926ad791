import { crc32 } from '../lib/crc32.ts';

/**
 * CRC-32 of credentials that vendors print in their documentation or make for tests, the same for everyone. Sums stand for
 * them, so that this file holds none; one random secret in a hundred million has one of these sums by chance.
 */
const sums: ReadonlySet<number> = new Set([
  // Amazon Web Services: secret keys of the user guide.
  0xfb0a6008, 0x9855da43,
  // Stripe: test keys of the API reference.
  0x776de070, 0x396d8142, 0x401f50a0, 0xab4d2e47,
  // Azurite and the Storage Emulator: account key.
  0xb4cbd586,
  // Azure Cosmos DB Emulator: account key.
  0x87707360,
  // reCAPTCHA: secret key for automated tests.
  0x07e175bd,
  // hCaptcha: secret key for tests.
  0xdc382773,
  // Cloudflare Turnstile: secret keys for tests.
  0x08fb834d, 0x8328bd54, 0x4cb6aa9c,
  // GitHub: tokens of the OAuth and REST documentation.
  0x8403652e, 0x46b09150, 0x28426acc, 0xdd60919e, 0x5e09c269,
  // Google: API keys of the Maps documentation.
  0xb4a1ffd1, 0x98bd00d1,
  // Slack: tokens of the API documentation.
  0x3def03d5, 0x34bf1626,
  // SendGrid: key of the documentation.
  0xd27f479e,
  // Mailgun: key of the documentation.
  0x346ee36a,
  // Telegram: tokens of the Bot API documentation.
  0x28503139, 0x2831afe3, 0x9788d184,
  // Twitter: secrets of the OAuth documentation.
  0x07931460, 0x80f5baf0, 0x5809ab0c, 0x852bd8c4, 0x875da78a,
  // RFC 6749 and RFC 6750: OAuth 2.0.
  0x269d4cea, 0x888af555, 0x9e49269d, 0x2bdd531a, 0x0fc657b9, 0x1bbf5538, 0xb6e61e46, 0xe0318833, 0x58adc005,
  // RFC 7617: Basic authentication.
  0x7a77589d, 0xad2b0a04,
  // RFC 5849: OAuth 1.0.
  0xd43b7b44, 0xc31c70d7, 0xa8b108b3, 0x779eb5f1, 0x00a04dfa, 0x6af2cb86,
  // HashiCorp Vault: root token of the tutorials.
  0xcbfd5757,
  // Laravel: key of the test suites.
  0x8167d682,
  // MinIO: keys of the playground.
  0xc1b0696b, 0x1bd97190, 0xf9b9266e,
]);

/** Whether it is a credential out of a vendor's documentation. */
export function isDocumented(secret: string): boolean {
  return secret.length >= 9 && secret.length <= 128 && sums.has(crc32(secret));
}
