/** Reports as citizens send them and officers move them, over HTTP, without a browser. */
import { expect } from 'vitest';
import { type Answer, aCaller, type Caller, fieldOf, textOf } from './caller.ts';

export type Sent = {
	readonly code: string;
	readonly receipt: string;
	/** The reporter's browser, which holds the receipt for a day. */
	readonly reporter: Caller;
};

type Wanted = {
	readonly story: string;
	readonly title?: string;
	readonly kind?: string;
	readonly confidentiality?: 'open' | 'anonymous' | 'confidential';
	readonly name?: string;
	readonly place?: string;
	readonly district?: string;
	readonly lang?: 'id' | 'en';
	readonly from?: string;
	/** Host name of the government it goes to; the demonstration's own otherwise. */
	readonly host?: string;
};

let told = 0;

/** A story nobody told before: two alike would be offered as one. */
export function aStory(about: string): string {
	told += 1;
	return `${about} Kejadian nomor ${process.pid % 1000} ${told} ini sudah berlangsung beberapa hari dan mengganggu warga.`;
}

/** The five steps up to the last page, everything filled in. */
export async function aDraft(wanted: Wanted): Promise<Caller> {
	const cookies = new Map<string, string>(wanted.lang ? [['tuntas_bahasa', wanted.lang]] : []);
	const reporter = aCaller(cookies, wanted.from, wanted.host);
	const { story, title = '', kind = 'complaint', place = 'dekat balai desa' } = wanted;
	await forth(reporter, '/lapor/1', { kind, story, title, occurredOn: '' });
	const where = { village: '', place, lat: '', lon: '', office: 'unknown', otherOffice: '' };
	await forth(reporter, '/lapor/2?/lanjut', { district: wanted.district ?? '-', ...where });
	await forth(reporter, '/lapor/3?/lanjut', new FormData());
	const { confidentiality = 'open', name = 'Salwa Rahmi' } = wanted;
	await forth(reporter, '/lapor/4?/lanjut', { confidentiality, name, phone: '', email: '' });
	return reporter;
}

async function forth(reporter: Caller, path: string, form: Readonly<Record<string, string>> | FormData) {
	const answer = await reporter.send(path, form);
	if (answer.status !== 303) throw new Error(`${path} answered ${answer.status}: ${textOf(answer)}`);
	if (answer.location.includes('desa')) await forth(reporter, path, form);
}

/** Sends the draft of this browser; the page with the receipt. */
export async function sendOff(reporter: Caller): Promise<Answer> {
	const key = fieldOf(await reporter.read('/lapor/5'), 'key');
	const sent = await reporter.send('/lapor/5?/kirim', { key, truth: 'yes' });
	expect(sent).toMatchObject({ status: 303, location: '/lapor/terima' });
	return reporter.read('/lapor/terima');
}

export async function aReport(wanted: Wanted): Promise<Sent> {
	const reporter = await aDraft(wanted);
	return { ...receiptOn(await sendOff(reporter)), reporter };
}

/** Code and receipt as the receipt page shows them. */
export function receiptOn(page: Pick<Answer, 'body'>): { readonly code: string; readonly receipt: string } {
	const said = textOf(page);
	const [code = ''] = /\b[A-Z]{2,5}-\d\d-[0-9A-Z]{5,6}\b/.exec(said) ?? [];
	const [receipt = ''] = /\b([0-9A-Z]{3}-){5}[0-9A-Z]{3}\b/.exec(said) ?? [];
	return { code, receipt };
}

export const casePath = (code: string) => `/petugas/laporan/${code}`;
export const stepPath = (code: string, step: string) => `${casePath(code)}/langkah/${step}`;

type Fields = Readonly<Record<string, string>>;

/** The form of a step as its page shows it, with what an officer types. */
export async function stepForm(officer: Caller, path: string, typed: Fields): Promise<Fields> {
	const page = await officer.read(path);
	if (page.status !== 200) throw new Error(`${path} answered ${page.status}`);
	const hidden = ['key', 'version', 'seen'].map((name) => [name, fieldOf(page, name)]);
	return { ...Object.fromEntries(hidden), ...copiesOn(page), ...typed, take: 'ya' };
}

/** The copies a page proposes to release, as they stand in its fields. */
function copiesOn(page: Answer): Fields {
	const fields: Record<string, string> = {};
	for (const whose of ['public', 'handling']) {
		if (!page.body.includes(`name="${whose}Title"`)) continue;
		fields[`${whose}Title`] = fieldOf(page, `${whose}Title`);
		fields[`${whose}Place`] = fieldOf(page, `${whose}Place`);
		const area = new RegExp(`<textarea[^>]*name="${whose}Body"[^>]*>([^<]*)`).exec(page.body);
		fields[`${whose}Body`] = textOf({ body: area?.[1] ?? '' });
	}
	return fields;
}

/** Takes a step as an officer; it must be taken. */
export async function take(officer: Caller, [code, step]: readonly [string, string], typed: Fields = {}) {
	const path = stepPath(code, step);
	const answer = await officer.send(path, await stepForm(officer, path, typed));
	if (answer.status !== 303)
		throw new Error(`${step} of ${code} answered ${answer.status}: ${textOf(answer)}`);
	return answer;
}

/** Forwards a report to the office of this full name. */
export async function forward(officer: Caller, code: string, office: string, typed: Fields = {}) {
	const page = await officer.read(stepPath(code, 'forward'));
	const [, targetOther = ''] = new RegExp(`<option value="([^"]+)"[^>]*>${office}<`).exec(page.body) ?? [];
	return take(officer, [code, 'forward'], { target: 'other', targetOther, ...typed });
}

/** Takes a step as the reporter, whose browser holds the receipt. */
export async function act(
	{ reporter, code }: Pick<Sent, 'reporter' | 'code'>,
	action: string,
	typed: Fields,
) {
	const page = await reporter.read(`/l/${code}`);
	const form = { key: fieldOf(page, 'key'), version: fieldOf(page, 'version'), ...typed };
	return reporter.send(`/l/${code}?/${action}`, form);
}

/** An answer that says what was done, by whom, when and with what evidence. */
export function wholeAnswer(day: string): Fields {
	return {
		words: 'Lampu di simpang sudah kami ganti dan menyala kembali sejak sore.',
		found: 'Fiting lampu berkarat.',
		done: 'Lampu dan fitingnya diganti dengan yang baru.',
		who: 'Regu penerangan jalan',
		when: day,
		evidence: 'Berita acara nomor 12 dan foto sesudah perbaikan',
	};
}

/** Today in the demonstration's zone, WITA. */
export function today(): string {
	return new Date(Date.now() + 8 * 60 * 60 * 1000).toISOString().slice(0, 10);
}
