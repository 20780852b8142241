import { sql } from 'kysely';
import type { AgencyId, ReportId } from '../access/policy.ts';
import type { Tx } from '../platform/db.ts';
import { randomSalt } from '../platform/hash.ts';
import type { BoundFile } from './intake.ts';
import { attachmentRow } from './submission-rows-commands.ts';

/** A file that comes with a step; a photograph of an office may bring what the public sees of it. */
export type NewFile = BoundFile & {
	readonly publicKey?: string | null;
	readonly publicThumbKey?: string | null;
};

/** A file that is stored already and now belongs to another step, too: with another salt, so that the two do not show they are one. */
export type AdoptedFile = { readonly id: string; readonly sha256: string; readonly salt: string };

/** The files of one step: those that come with it, and those of the answer it approves. */
export type StepFiles = { readonly sent: readonly NewFile[]; readonly proposed: readonly AdoptedFile[] };

export function allOf({ sent, proposed }: StepFiles): readonly Pick<BoundFile, 'sha256' | 'salt'>[] {
	return [...sent, ...proposed];
}

/** An approval takes the files of the answer that waits along, each with a fresh salt. */
export async function filesOf(
	tx: Tx,
	id: ReportId,
	{ step, files = [] }: { readonly step: string; readonly files?: readonly NewFile[] },
): Promise<StepFiles> {
	if (step !== 'approve_answer') return { sent: files, proposed: [] };
	const { rows } = await sql<{ id: string; sha256: string }>`
		select a.id, a.sha256 from attachment a
		where a.report_id = ${id} and a.step_seq = (select max(s.seq) from report_step s where s.report_id = ${id} and s.step = 'propose_answer')
		order by a.at, a.id`.execute(tx);
	return { sent: files, proposed: rows.map((row) => ({ ...row, salt: randomSalt() })) };
}

export type FileStep = {
	readonly seq: number;
	readonly report: { readonly id: ReportId; readonly agencyId: AgencyId };
	readonly role: string;
	readonly at: Date;
};

/** Stores the files of a step; the verifier decides what the public sees of a reporter's. */
export async function keepFiles(tx: Tx, step: FileStep, { sent, proposed }: StepFiles): Promise<void> {
	if (sent.length > 0) await addFiles(tx, step, sent);
	if (proposed.length === 0) return;
	await sql`
		update attachment a set step_seq = ${step.seq}, salt = x.salt
		from jsonb_to_recordset(${JSON.stringify(proposed)}::jsonb) as x(id uuid, salt text) where a.id = x.id`.execute(
		tx,
	);
}

async function addFiles(tx: Tx, step: FileStep, files: readonly NewFile[]): Promise<void> {
	const { seq, report, role, at } = step;
	const fromWhom = role === 'reporter' ? 'reporter' : 'office';
	const rows = files.map(({ publicKey = null, publicThumbKey = null, ...file }) => ({
		...attachmentRow(file),
		public_key: publicKey,
		public_thumb_key: publicThumbKey,
	}));
	await sql`
		insert into attachment (agency_id, report_id, step_seq, from_whom, sha256, storage_key, thumb_key, media_type, bytes, width, height, pages, seconds, scan, alt, salt,
			public_key, public_thumb_key, at)
		select ${report.agencyId}::int, ${report.id}::uuid, ${seq}::int, ${fromWhom}, x.sha256, x.storage_key, x.thumb_key, x.media_type, x.bytes, x.width, x.height,
			x.pages, x.seconds, x.scan, x.alt, x.salt, x.public_key, x.public_thumb_key, ${at}::timestamptz
		from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x(sha256 text, storage_key text, thumb_key text, media_type text, bytes int, width int, height int,
			pages int, seconds int, scan text, alt text, salt text, public_key text, public_thumb_key text)`.execute(
		tx,
	);
}

/** Brings the photographs of the public copy, if there is one, to what was released of steps the public reads. */
export async function refreshPublicPhotos(tx: Tx, id: ReportId): Promise<void> {
	await sql`
		update publication p set photos = (
			select jsonb_agg(jsonb_build_object('key', a.public_key, 'thumb', a.public_thumb_key, 'alt', a.alt, 'width', a.width, 'height', a.height,
				'seq', coalesce(a.step_seq, 1)) order by a.at, a.id)
			from attachment a left join report_step s on s.report_id = a.report_id and s.seq = a.step_seq
			where a.report_id = p.report_id and a.public_key is not null and (s.seq is null or s.readers = 'public' or a.from_whom = 'reporter'))
		where p.report_id = ${id}`.execute(tx);
}
