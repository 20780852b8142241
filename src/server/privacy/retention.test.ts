import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import nation from '../../../packs/national-personal-data.json' with { type: 'json' };
import { addCalendarDays, calendarDaysBetween, type LocalDate } from '../deadline/calendar.ts';
import { decideRetention, type Kept, plannedDays, QUIET_DAYS } from './retention.ts';
import { ownRule, parseRules, type Rules } from './rules.ts';

const rules = nationsRules();
const ENDED = '2026-02-02' as LocalDate;
const daysOn = (days: number) => addCalendarDays(ENDED, days);
const aReport = (given: Partial<Kept> = {}): Kept => ({
	endedOn: ENDED,
	clockOpen: false,
	examined: false,
	held: false,
	unread: false,
	heardOn: ENDED,
	hasName: true,
	hasContact: true,
	plan: null,
	...given,
});
const NOTHING = { kept: null, erase: [], plan: null, notice: null };

function nationsRules(): Rules {
	const parsed = parseRules(nation);
	if (!parsed.ok) throw new Error(parsed.refusal.join(' '));
	return parsed.value;
}

describe('what is kept, and for how long', () => {
	test('nothing goes before its time', () => {
		expect(decideRetention(aReport(), rules, daysOn(364))).toEqual(NOTHING);
	});

	test('the name goes a year after the end, by itself', () => {
		expect(decideRetention(aReport(), rules, daysOn(365)).erase).toEqual(['identity']);
		expect(decideRetention(aReport({ hasName: false }), rules, daysOn(365)).erase).toEqual([]);
	});

	test('the reporter is told 90, 30 and 7 days before; then everything goes', () => {
		const told: [number, number][] = [];
		let plan: Kept['plan'] = null;
		for (let day = 600; ; day += 1) {
			const decision = decideRetention(aReport({ plan, hasName: false }), rules, daysOn(day));
			if (decision.notice) told.push([day, decision.notice]);
			plan = decision.plan;
			if (decision.erase.length > 0) {
				expect([day, decision.erase]).toEqual([730, ['identity', 'contact', 'content']]);
				break;
			}
		}
		expect(told).toEqual([
			[640, 90],
			[700, 30],
			[723, 7],
		]);
	});

	test('the contact stays while notices are still to be sent to it', () => {
		const short = { ...rules, contact: { ...rules.contact, span: 100 } };
		expect(decideRetention(aReport({ hasName: false }), short, daysOn(100)).erase).toEqual(['contact']);
		const late = { ...rules, contact: { ...rules.contact, span: 650 } };
		expect(decideRetention(aReport({ hasName: false }), late, daysOn(660)).erase).toEqual([]);
		expect(plannedDays({ endedOn: ENDED, plan: null }, late).contact).toBe(daysOn(730));
	});

	test.each([
		['clock', { clockOpen: true }],
		['hold', { held: true }],
		['examination', { examined: true }],
		['unread', { unread: true }],
		['recent', { heardOn: daysOn(1000 - QUIET_DAYS + 1) }],
	] as const)('never while: %s; the notices begin anew afterwards', (why, given) => {
		const plan = { eraseOn: daysOn(730), noticed: [90, 30, 7] };

		const decision = decideRetention(aReport({ ...given, plan }), rules, daysOn(1000));

		expect(decision).toEqual({ kept: why, erase: [], plan: null, notice: null });
		const free = decideRetention(aReport({ plan: decision.plan }), rules, daysOn(1001));
		expect(free).toMatchObject({ notice: 90, plan: { eraseOn: daysOn(1091) } });
	});

	test('a rule lengthened meanwhile takes the plan back', () => {
		const plan = { eraseOn: daysOn(730), noticed: [90, 30, 7] };
		const longer = { ...rules, content: { ...rules.content, span: 1500 } };
		expect(decideRetention(aReport({ plan, hasName: false }), longer, daysOn(740)).plan).toBeNull();
	});

	test('however often the work stands still: three notices, each so many days before, then once', () => {
		const pauses = fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 60 });
		fc.assert(
			fc.property(pauses, fc.integer({ min: 0, max: 900 }), (gaps, start) => {
				const { told, erasedOn } = lived(daysOn(start), gaps);
				if (!erasedOn) return true;
				const gaveNotice = [90, 30, 7].every(
					(days) => calendarDaysBetween(told.get(days) ?? erasedOn, erasedOn) >= days,
				);
				return erasedOn >= daysOn(730) && gaveNotice;
			}),
		);
	});
});

/** A report's days with pauses between, up to its erasure. */
function lived(start: LocalDate, gaps: readonly number[]) {
	const told = new Map<number, LocalDate>();
	let plan: Kept['plan'] = null;
	let today = start;
	for (const gap of gaps) {
		const decision = decideRetention(aReport({ plan }), rules, today);
		if (decision.erase.includes('content')) return { told, erasedOn: today };
		if (decision.notice) told.set(decision.notice, today);
		plan = decision.plan;
		today = addCalendarDays(today, gap);
	}
	return { told, erasedOn: null };
}

describe('a government sets spans of its own', () => {
	test('with a source, in whole days, and longer than the notices', () => {
		expect(ownRule('content', { days: 1825, source: 'JRA Kabupaten 2026' }, rules)).toEqual({
			ok: true,
			value: { span: 1825, counted: 'days', notices: [90, 30, 7], source: 'JRA Kabupaten 2026' },
		});
		expect(ownRule('content', { days: 1825, source: ' ' }, rules)).toMatchObject({
			refusal: { code: 'source_missing' },
		});
		expect(ownRule('identity', { days: 1.5, source: 'JRA' }, rules)).toMatchObject({
			refusal: { code: 'span_wrong' },
		});
		expect(ownRule('content', { days: 60, source: 'JRA' }, rules)).toMatchObject({
			refusal: { code: 'too_short_for_notices', least: 91 },
		});
	});

	test('rules that do not fit are named', () => {
		expect(parseRules({ ...nation, content: { ...nation.content, notices: [7, 30] } })).toMatchObject({
			refusal: ['content.notices'],
		});
	});
});
