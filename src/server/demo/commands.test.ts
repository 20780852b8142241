import { TOTP, URI } from 'otpauth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoReports, loadDemonstration } from '#db/load-demonstration.ts';
import { loadTestGovernments } from '#db/load-pack.ts';
import { demoPeopleFile } from '#db/load-people.ts';
import { demoPacks, testPacks } from '#db/packs.ts';
import { actorFor } from '#server/access/actor.ts';
import type { PersonId, UnitId } from '#server/access/policy.ts';
import type { Role } from '#server/access/roles.ts';
import { authenticatorPlace } from '#server/access/second-factor-commands.ts';
import type { Directory } from '#server/agency/directory.ts';
import { directoryOfHost, forgetDirectories } from '#server/agency/queries.ts';
import { localDate } from '#server/deadline/calendar.ts';
import { seenBy } from '#server/platform/db.ts';
import { rotate } from '#server/platform/keys.ts';
import { verifyPassword } from '#server/platform/password.ts';
import { open } from '#server/platform/sealing.ts';
import { checkEvidence } from '#server/report/chain-commands.ts';
import { CONFIDENTIALITIES, KINDS } from '#server/report/clocks.ts';
import { takeStep } from '#server/report/commands.ts';
import { STATUS_NAMES } from '#server/report/statuses.ts';
import type { StepName } from '#server/report/steps.ts';
import { submit } from '#server/report/submit-commands.ts';
import { AN_ANSWER, aSubmission } from '../../../tests/samples.ts';
import { aWorld, type World } from '../../../tests/world.ts';
import { authenticatorSecret, DEMO_PASSWORD, demoAccounts } from './accounts.ts';
import { statusAfter } from './stories.ts';

const AT = new Date('2026-11-23T10:00:00+08:00');
let world: World;
beforeAll(async () => {
	world = await aWorld();
	await loadDemonstration(world.ownerUrl, world.vault, AT);
});
afterAll(() => world.close());

const column = async (sql: string) => (await world.owner.query(sql)).rows.map((row) => Object.values(row)[0]);

describe('the demonstration', () => {
	it('shows every kind, every confidentiality and every status a report can stand in', async () => {
		const sorted = (names: readonly string[]) => [...names].sort();
		const submitted = STATUS_NAMES.filter((status) => status !== 'draft');

		expect(await column('select distinct status from report order by 1')).toEqual(sorted(submitted));
		expect(await column('select distinct kind from report order by 1')).toEqual(sorted(KINDS));
		expect(await column('select distinct confidentiality from report order by 1')).toEqual(
			sorted(CONFIDENTIALITIES),
		);
	});

	it('leaves each report where its story ends', async () => {
		const told = demoReports().reports.map(({ title, story }) => `${title}: ${statusAfter(story)}`);
		const stored = await column(
			`select title || ': ' || status from report join report_content on report_id = id`,
		);

		expect(stored.sort()).toEqual(told.sort());
	});

	it('lies in the past, and its newest reports are of the working day before', async () => {
		const [newest, oldest] = (await column(
			`select max(at) from report_step union all select min(received_at) from report where status = 'received'`,
		)) as [Date, Date];

		expect(newest.getTime()).toBeLessThan(AT.getTime());
		expect(localDate(newest, world.directory.calendar)).toBe('2026-11-20');
		expect(oldest.getTime()).toBeGreaterThan(new Date('2026-11-01').getTime());
	});

	it('hides what is confidential and publishes redacted words of the rest', async () => {
		const bodies = (await column('select title || body from publication where body is not null')).join(' ');

		expect(
			await column(
				`select code from publication join report using (code) where report.confidentiality = 'confidential'`,
			),
		).toEqual([]);
		expect(bodies).not.toMatch(/pesisir@pelapor|DA 1234/);
	});

	it('holds evidence that verifies and messages that are never sent', async () => {
		expect((await checkEvidence(world.db, AT)).broken).toEqual([]);
		expect(await column('select distinct state from outbox')).toEqual(['held']);
	});

	it('counts who said "mine too" wherever it is shown', async () => {
		const [counts] = (
			await world.owner.query(`select sum(support_count) as reports, (select count(*) from support) as devices,
				sum(support_count) filter (where exists (select from publication p where p.report_id = id)) as public,
				(select sum(support_count) from publication) as shown from report`)
		).rows;

		expect(counts.devices).toBe(counts.reports);
		expect(counts.shown).toBe(counts.public);
	});

	it('has climbed to every rung, on the reports and on their clocks', async () => {
		expect(await column('select distinct climbed from report order by 1')).toEqual([0, 1, 2, 3]);
		expect(await column('select distinct rung from report_clock order by 1')).toEqual([0, 1, 2, 3]);
	});

	it('is told once: the next start changes nothing', async () => {
		const before = await column('select count(*)::int from report_step');

		await loadDemonstration(world.ownerUrl, world.vault, new Date(AT.getTime() + 9 * 24 * 3600 * 1000));

		expect(await column('select count(*)::int from report_step')).toEqual(before);
		expect(await column('select count(*)::int from report')).toEqual([62]);
	});

	it('goes on where it was cut off', async () => {
		const other = await aWorld();
		await loadDemonstration(other.ownerUrl, other.vault, AT);
		const last = `select report_id from report_step group by report_id order by count(*) desc limit 1`;
		await other.owner.query(`update import_run set ended_at = null`);
		const [{ report_id: id }] = (await other.owner.query(last)).rows;
		const steps = 'select step, at from report_step where report_id = $1 order by seq';
		const before = (await other.owner.query(steps, [id])).rows;

		await loadDemonstration(other.ownerUrl, other.vault, AT);

		expect((await other.owner.query(steps, [id])).rows).toEqual(before);
		await other.close();
	});
});

describe("the demonstration's people", () => {
	const accounts = () =>
		demoAccounts(demoPeopleFile(), {
			packs: demoPacks(),
			ring: world.vault.ring,
			at: AT,
			signInAt: 'http://localhost/masuk',
		});

	it('are listed with what opens their accounts', async () => {
		const budi = accounts().find(({ key }) => key === 'budi');
		const { rows } = await world.owner.query(
			`select id, hash, sealed from person join password p on p.person_id = id join one_time_password o on o.person_id = id where key = 'budi'`,
		);
		const secret = open(world.vault.ring, 'totp', rows[0].sealed, authenticatorPlace(rows[0].id)).toString();

		expect(budi).toMatchObject({
			role: 'liaison',
			email: 'budi@muarasirih.example',
			signInAt: 'http://localhost/masuk',
		});
		expect(await verifyPassword(rows[0].hash, budi?.password ?? '')).toBe(true);
		expect(budi?.totp).toBe(
			TOTP.generate({ secret: (URI.parse(budi?.totpUri ?? '') as TOTP).secret, timestamp: AT.getTime() }),
		);
		expect(budi?.totpUri).toContain(secret);
	});

	it('are in every role somebody can sign in with', () => {
		expect(new Set(accounts().map(({ role }) => role)).size).toBe(13);
		expect(accounts().every(({ password }) => password === DEMO_PASSWORD)).toBe(true);
	});

	it('keep their authenticator when keys are rotated', () => {
		const { ring } = world.vault;

		expect(authenticatorSecret(rotate(ring, 'totp'), 'budi')).toBe(authenticatorSecret(ring, 'budi'));
	});
});

describe('another government, from its pack alone', () => {
	const officer = (directory: Directory, role: Role, unitId: UnitId) =>
		actorFor(
			{
				personId: '00000000-0000-7000-8000-000000000001' as PersonId,
				role,
				agencyId: directory.agency.id,
				unitId,
				regionCode: null,
			},
			directory,
		);

	it.each(testPacks().map(({ agency }) => [agency.zone, agency.hostNames[0] ?? '']))(
		'in %s receives, forwards and answers',
		async (zone, host) => {
			await loadTestGovernments(world.ownerUrl);
			forgetDirectories();
			const directory = (await directoryOfHost(world.db.pool, host)) as Directory;
			const unit = [...directory.units.values()].find(
				({ kind, answerNeedsApproval }) => kind === 'regional_office' && !answerNeedsApproval,
			);
			const unitId = unit?.id as UnitId;
			const request = { directory, at: AT, key: `report in ${zone}`, draftHash: null, takenInBy: null };
			const submission = aSubmission({ districtCode: null, villageCode: null });

			const { id, code } = await submit(world.vault, { ...request, submission });
			const steps: [StepName, ReturnType<typeof officer>][] = [
				['forward', officer(directory, 'agency_admin', directory.verifyingUnitId)],
				['answer', officer(directory, 'liaison', unitId)],
			];
			for (const [step, actor] of steps) {
				const input = { ...AN_ANSWER, targetUnitId: unitId };
				const taking = { id, step, input, actor, initials: 'A.B.', at: AT, directory, version: null };
				expect(await seenBy(actor, world.db, (tx) => takeStep(tx, taking))).toMatchObject({ ok: true });
			}

			const { rows } = await world.owner.query(
				`select status, late_from at time zone $2 as until from report join report_clock c on report_id = report.id
			where report.id = $1 and clock = 'verify'`,
				[id, zone],
			);
			expect(code.startsWith(directory.agency.prefix)).toBe(true);
			expect(rows[0].status).toBe('answered');
			expect(rows[0].until.toTimeString()).toMatch(/^00:00:00/);
		},
	);
});
