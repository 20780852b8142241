import type { Config } from '../platform/config.ts';
import type { BucketAddress } from './adapters/bucket-place.ts';
import type { Retention } from './retention.ts';

/** Where backups go, and how long they stay; undefined where they are somebody else's or switched off. */
export type BackupPlan = {
	readonly first: string;
	readonly second: string | null;
	readonly retention: Retention;
};

type Settings = Pick<
	Config,
	| 'DATABASE_URL'
	| 'TUNTAS_BACKUP'
	| 'TUNTAS_BACKUP_SECOND'
	| 'TUNTAS_BACKUP_DAYS'
	| 'TUNTAS_BACKUP_WEEKS'
	| 'TUNTAS_BACKUP_MONTHS'
>;

/** What the settings say about backups. A database of the administrator's own is backed up with tools of its own. */
export function backupPlan(config: Settings, usualFolder: string): BackupPlan | undefined {
	if (config.DATABASE_URL || config.TUNTAS_BACKUP === 'off') return undefined;
	return {
		first: config.TUNTAS_BACKUP ?? usualFolder,
		second: config.TUNTAS_BACKUP_SECOND ?? null,
		retention: {
			days: config.TUNTAS_BACKUP_DAYS,
			weeks: config.TUNTAS_BACKUP_WEEKS,
			months: config.TUNTAS_BACKUP_MONTHS,
		},
	};
}

/** `s3://`, the bucket, and below which prefix. */
const BUCKET = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/([A-Za-z0-9][\w./-]*)?)?$/;

/** The bucket an address names; undefined for a folder. Throws when it names no bucket, or settings are missing. */
export function bucketOf(where: string, config: Config): BucketAddress | undefined {
	if (!where.startsWith('s3:')) return undefined;
	const [, bucket, prefix = ''] = BUCKET.exec(where) ?? [];
	if (!bucket) throw new Error(`${where} names no bucket; write it as s3://bucket/prefix.`);
	const { TUNTAS_BACKUP_S3_ENDPOINT: endpoint, TUNTAS_BACKUP_S3_REGION: region } = config;
	const { TUNTAS_BACKUP_S3_KEY: accessKeyId, TUNTAS_BACKUP_S3_SECRET: secretAccessKey } = config;
	if (!endpoint || !accessKeyId || !secretAccessKey)
		throw new Error(
			`${where} needs TUNTAS_BACKUP_S3_ENDPOINT, TUNTAS_BACKUP_S3_KEY and TUNTAS_BACKUP_S3_SECRET.`,
		);
	const allow = config.TUNTAS_OUTBOUND_ALLOW.split(',').map((name) => name.trim());
	return { endpoint, bucket, prefix, region, accessKeyId, secretAccessKey, allow };
}

/** Settings to have at hand when all is lost: what holds a password, a token or an address with one stays out. */
export function plainSettings(config: Config): Readonly<Record<string, string>> {
	const SECRET = /URL$|SMTP$|TOKEN$|SECRET|PASSWORD|S3/;
	const plain = Object.entries(config).filter(([name, value]) => value !== undefined && !SECRET.test(name));
	return Object.fromEntries(plain.map(([name, value]) => [name, String(value)]));
}
