/** What the load generator sends, as it goes over the wire. */
import { randomBytes } from 'node:crypto';
import { newSecret, secretHash } from '#server/platform/secret.ts';
import { newDraft } from '#server/report/draft.ts';
import { sealedDraft } from '#server/report/draft-commands.ts';
import { HOST, type Installation } from './installation.ts';

/** Reports that are read again and again, as those of a day are: their pages fit the memory kept for pages. */
const HOT_REPORTS = 500;
/** Enough that no reader meets the same report twice within a round. */
const COLD_REPORTS = 20_000;
const DRAFTS_AT_ONCE = 2000;
/** Not more reports than these are taken in during one second on the machines we know. */
const MOST_PER_SECOND = 3000;

/** As a browser asks for a page; packed answers are not asked for, so that neither side spends time on packing. */
const ACCEPT = 'Accept: text/html,application/xhtml+xml,*/*;q=0.8';

export function get(path: string, cookie?: string): string {
	const head = [`GET ${path} HTTP/1.1`, `Host: ${HOST}`, ACCEPT, ...(cookie ? [`Cookie: ${cookie}`] : [])];
	return `${head.join('\r\n')}\r\n\r\n`;
}

function post(path: string, form: Record<string, string>, cookie?: string): string {
	const body = new URLSearchParams(form).toString();
	const head = [
		`POST ${path} HTTP/1.1`,
		`Host: ${HOST}`,
		ACCEPT,
		`Origin: http://${HOST}`,
		'Content-Type: application/x-www-form-urlencoded',
		`Content-Length: ${body.length}`,
		...(cookie ? [`Cookie: ${cookie}`] : []),
	];
	return `${head.join('\r\n')}\r\n\r\n${body}`;
}

/** Pages of published reports, in random order. */
export async function reportPages(
	{ owner, directory }: Installation,
	which: 'hot' | 'cold',
): Promise<string[]> {
	const { rows } = await owner.query<{ code: string }>(
		'select code from publication where agency_id = $1 and published_at is not null order by md5(code) limit $2',
		[directory.agency.id, which === 'hot' ? HOT_REPORTS : COLD_REPORTS],
	);
	return rows.map(({ code }) => get(`/l/${code}`));
}

/** A liaison's workbench: signed in by a session row, as signing in would have left it. */
export async function queuePages({
	owner,
	directory,
}: Installation): Promise<{ ours: string[]; floor: string[] }> {
	const secret = newSecret();
	const { rowCount } = await owner.query(
		`insert into staff_session (id_hash, agency_id, person_id, assignment_id, created_at, seen_at, expires_at, proved_at, device)
		select $1, a.agency_id, a.person_id, a.id, now(), now(), now() + interval '10 hours', now(), 'bench'
		from assignment a where a.agency_id = $2 and a.role = 'agency_admin' order by a.id limit 1`,
		[secretHash(secret), directory.agency.id],
	);
	if (!rowCount) throw new Error('The demonstration has no verifier');
	return { ours: [get('/petugas', `tuntas_sesi=${secret}`)], floor: [get('/petugas', `session=${secret}`)] };
}

const STORY =
	'Lampu jalan di depan pasar padam sejak tiga malam. Warga yang pulang malam kesulitan melihat lubang di tepi jalan dan dua pengendara hampir jatuh. Ketua RT sudah menelepon, tetapi belum ada yang datang memeriksa.';
const PLACE = 'Di depan pasar, dekat dermaga';
const TITLE = 'Lampu jalan di depan pasar padam';

/** The last page of the form, sent once for each of so many prepared drafts. */
export async function submissions(installation: Installation, seconds: number): Promise<string[]> {
	const requests: string[] = [];
	while (requests.length < seconds * MOST_PER_SECOND)
		requests.push(...(await draftsWritten(installation, DRAFTS_AT_ONCE)));
	return requests;
}

async function draftsWritten(installation: Installation, count: number): Promise<string[]> {
	const drafts = await writeDrafts(installation, count, 'siti@contoh.example');
	return drafts.map(({ request }) => request);
}

/** A report as far as the last page of the form: what sends it, under which key, and a word no other one has. */
export type WrittenDraft = { readonly key: string; readonly word: string; readonly request: string };

/** So many drafts in the database; every second reporter leaves `email` to be written to. */
export async function writeDrafts(
	{ owner, directory, ring }: Installation,
	count: number,
	email: string,
): Promise<readonly WrittenDraft[]> {
	const village = [...directory.regions.values()].find(({ kind }) => kind === 'village');
	const drafts = Array.from({ length: count }, (_, nth) => {
		const secret = newSecret();
		const key = newSecret();
		const word = randomBytes(6).toString('hex');
		const idHash = secretHash(secret) as Buffer; // it is one of ours
		const draft = newDraft(key);
		const typed = {
			...draft.typed,
			kind: 'complaint',
			story: `${STORY} ${word}`,
			title: TITLE,
			district: village?.parentCode ?? '-',
			village: village?.code ?? '',
			place: PLACE,
			confidentiality: 'open',
			name: 'Siti Contoh',
			email: nth % 2 === 0 ? email : '',
		};
		const sealed = sealedDraft(ring, { idHash }, { ...draft, typed });
		const request = post('/lapor/5?/kirim', { key, truth: 'ya' }, `tuntas_draf=${secret}`);
		return { idHash, sealed, key, word, request };
	});
	await owner.query(
		`insert into draft (id_hash, agency_id, sealed, expires_at)
		select id_hash, $3, sealed, now() + interval '1 day' from unnest($1::bytea[], $2::bytea[]) as given(id_hash, sealed)`,
		[drafts.map(({ idHash }) => idHash), drafts.map(({ sealed }) => sealed), directory.agency.id],
	);
	return drafts;
}

/** The floor is given the words with the form: it keeps no drafts. */
export function floorSubmission(): string {
	return post('/', { title: TITLE, story: STORY, place: PLACE });
}
