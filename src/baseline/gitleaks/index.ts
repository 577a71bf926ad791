/** What gitleaks leaves behind that tells of known findings: its JSON reports and `.gitleaksignore`. */
export { type GitleaksOptions, openGitleaksReport } from './known.ts';
export { type MatchedIgnores, matchIgnores } from './match-ignores.ts';
export { type GitleaksFinding, isGitleaksReport, readGitleaksReport } from './read-report.ts';
