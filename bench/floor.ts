/**
 * The floor: a bare `node:http` server with `pg`, named statements and the least SQL that gives the same answer, as
 * JSON. No policies, no pages, no checks: what this machine can do at best, in the same minutes as ours.
 */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';

const [url = '', agency = ''] = process.argv.slice(2);
const pool = new pg.Pool({ connectionString: url, max: 12 });
pool.on('error', () => undefined); // the database is stopped before us

const CLOCKS = `(select json_agg(c) from (select clock, unit_id, started_at, late_from, ended_at from report_clock where report_id = publication.report_id) c) as clocks`;
const REPORT = {
	name: 'floor_report',
	text: `select code, kind, status, outcome, confidentiality, holder, unit_id, category_id, district_code, village_code, received_on, published_at,
		title, body, place, first_name, photos, due_at, answered_at, ended_at, rating, support_count,
		(select json_agg(s) from (select seq, step, to_status, at, facts, texts from report_step left join step_text using (report_id, seq)
			where report_step.report_id = publication.report_id order by seq) s) as trail, ${CLOCKS}
		from publication where report_id = (select id from report where code = $1)`,
};
const LIST = {
	name: 'floor_list',
	text: `select code, kind, status, unit_id, district_code, received_on, title, due_at, answered_at, support_count, ${CLOCKS}
		from publication where agency_id = $1 and published_at is not null order by received_on desc, report_id desc limit 20`,
};
const QUEUE = {
	name: 'floor_queue',
	text: `select r.code, r.kind, r.status, r.confidentiality, r.received_at, r.due_at, r.district_code, c.title
		from staff_session s join assignment a on a.id = s.assignment_id
			cross join lateral (select id, code, kind, status, confidentiality, received_at, due_at, district_code from report
				where verifier_unit_id = a.unit_id and status = 'received' and ended_at is null
				order by coalesce(due_at, 'infinity'), id limit 25) r
			join report_content c on c.report_id = r.id
		where s.id_hash = $1 and s.expires_at > now() and s.ended_at is null`,
};
/** Three rows that are there together or not at all, and survive a power cut: one transaction, a named insert each. */
const SUBMIT = {
	report: {
		name: 'floor_insert_report',
		text: "insert into floor_report (id, code, status, received_at) values ($1, $2, 'received', $3)",
	},
	content: {
		name: 'floor_insert_content',
		text: 'insert into floor_content (report_id, title, body, place) values ($1, $2, $3, $4)',
	},
	step: {
		name: 'floor_insert_step',
		text: "insert into floor_step (report_id, step, at) values ($1, 'submit', $2)",
	},
};

const server = createServer((request, response) => {
	route(request, response).catch((fault: Error) => response.writeHead(500).end(fault.message));
});
server.listen(0, '127.0.0.1', () =>
	process.send?.({ ready: true, address: server.address() as AddressInfo }),
);
process.on('disconnect', () => process.exit(0));

async function route(request: IncomingMessage, response: ServerResponse): Promise<unknown> {
	const path = request.url ?? '';
	if (request.method === 'POST') return submit(request, response);
	if (path.startsWith('/l/')) return json(response, await rowsOf(REPORT, path.slice(3)));
	if (path === '/laporan') return json(response, await rowsOf(LIST, agency));
	const session = /session=([\w-]+)/.exec(request.headers.cookie ?? '')?.[1] ?? '';
	return json(response, await rowsOf(QUEUE, createHash('sha256').update(session).digest()));
}

async function rowsOf(statement: { name: string; text: string }, value: unknown): Promise<unknown[]> {
	return (await pool.query({ ...statement, values: [value] })).rows;
}

function json(response: ServerResponse, rows: unknown): void {
	const body = Buffer.from(JSON.stringify(rows));
	response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length }).end(body);
}

async function submit(request: IncomingMessage, response: ServerResponse): Promise<void> {
	let text = '';
	for await (const chunk of request) text += chunk;
	const form = new URLSearchParams(text);
	const [id, code, at] = [randomUUID(), randomBytes(9).toString('hex'), new Date()];
	const client = await pool.connect();
	try {
		await client.query('begin');
		await client.query({ ...SUBMIT.report, values: [id, code, at] });
		const words = [form.get('title'), form.get('story'), form.get('place')];
		await client.query({ ...SUBMIT.content, values: [id, ...words] });
		await client.query({ ...SUBMIT.step, values: [id, at] });
		await client.query('commit');
	} finally {
		client.release();
	}
	response.writeHead(303, { location: `/l/${code}`, 'content-length': 0 }).end();
}
