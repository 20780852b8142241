import * as z from 'zod';

const port = z.coerce.number().int().min(0).max(65_535);

/** Every setting the system reads from its environment; nobody else looks there. */
const Environment = z.object({
	/** A PostgreSQL 18 of the administrator's own; without it the embedded one under TUNTAS_DATA is started. */
	DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
	PORT: port.default(3000),
	HOST: z.string().min(1).default('127.0.0.1'),
	/** Folder of everything that is kept: cluster, keys, files. */
	TUNTAS_DATA: z.string().min(1).default('./data'),
	/** `on` loads the demonstration and opens its accounts on loopback; `public` opens them to everybody. */
	TUNTAS_DEMO: z.enum(['on', 'off', 'public']).default('on'),
	TUNTAS_ROLE: z.enum(['web', 'worker', 'all']).default('all'),
	/** Where mail goes: smtp(s)://user:password@host:port. Without it messages wait in the outbox. */
	TUNTAS_SMTP: z.url({ protocol: /^smtps?$/ }).optional(),
	TUNTAS_MAIL_FROM: z.string().min(3).default('tuntas@localhost'),
	/** `proxy`: a reverse proxy in front sets X-Forwarded-Proto, -Host and -For, and is believed. */
	TUNTAS_TRUST: z.enum(['none', 'proxy']).default('none'),
	TUNTAS_LOG: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
	/** Where backups go: a folder, by default below TUNTAS_DATA, or `s3://bucket/prefix`; `off` for none. */
	TUNTAS_BACKUP: z.string().min(1).optional(),
	/** A second place for them, best on another machine: a folder or `s3://bucket/prefix`. */
	TUNTAS_BACKUP_SECOND: z.string().min(1).optional(),
	/** The store of `s3://` places, and as whom to ask; apart from that of stored files, best with another keeper. */
	TUNTAS_BACKUP_S3_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
	TUNTAS_BACKUP_S3_REGION: z.string().min(1).default('us-east-1'),
	TUNTAS_BACKUP_S3_KEY: z.string().min(1).optional(),
	TUNTAS_BACKUP_S3_SECRET: z.string().min(1).optional(),
	/** How many backups stay: the newest of each of the last days, weeks and months. */
	TUNTAS_BACKUP_DAYS: z.coerce.number().int().min(1).max(366).default(7),
	TUNTAS_BACKUP_WEEKS: z.coerce.number().int().min(0).max(520).default(4),
	TUNTAS_BACKUP_MONTHS: z.coerce.number().int().min(0).max(240).default(6),
	/** Opens /metrics to whoever shows it; without it there is no such page. */
	TUNTAS_METRICS_TOKEN: z.string().min(16).optional(),
	/** Addresses of the roles, handed over by the start script; not for people to set. */
	TUNTAS_OWNER_URL: z.string().optional(),
	TUNTAS_APP_URL: z.string().optional(),
	TUNTAS_PUBLIC_URL: z.string().optional(),
	/** A virus scanner (clamd): host:port, or the path of its socket. Without it nothing is scanned. */
	TUNTAS_CLAMAV: z
		.string()
		.regex(/^(\/.+|(\[[0-9a-fA-F:]+\]|[\w.-]+):\d{1,5})$/)
		.optional(),
	/** Files in an S3-compatible store instead of on disk: its address; then bucket, key and secret are needed, too. */
	TUNTAS_S3_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
	TUNTAS_S3_BUCKET: z
		.string()
		.regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/)
		.optional(),
	TUNTAS_S3_REGION: z.string().min(1).default('us-east-1'),
	TUNTAS_S3_KEY: z.string().min(1).optional(),
	TUNTAS_S3_SECRET: z.string().min(1).optional(),
	/** Names, with commas between, that outgoing requests may find in private networks. */
	TUNTAS_OUTBOUND_ALLOW: z.string().default(''),
	/** Uncompressed pages kept in memory, in MB. */
	TUNTAS_PAGE_CACHE_MB: z.coerce.number().int().min(0).max(1024).default(32),
});
export type Config = Readonly<z.infer<typeof Environment>>;

/** Reads the environment once, at start; throws with the name of every setting that is wrong. */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
	const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
	const parsed = Environment.safeParse(given);
	if (parsed.success) return parsed.data;
	const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
	throw new Error(`The environment is not as it should be. ${faults.join('; ')}`);
}
