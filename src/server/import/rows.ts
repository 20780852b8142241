import { localDate } from '#server/deadline/calendar.ts';
import { clockColumns } from '#server/report/clock-json.ts';
import { hasPublicCopy, publicStanding } from '#server/report/publication.ts';
import type { Life, LifeGround, LifeStep } from './life.ts';
import { settled } from './settled.ts';
import type { Told } from './told.ts';

/** Everything one imported report leaves in the database, by table. */
export type Rows = ReturnType<typeof rowsOf>;

type RowGround = LifeGround & {
	/** Whether the public may read a masked copy of its words. */
	readonly publish: boolean;
};

export function rowsOf(life: Life, ground: RowGround) {
	const { told, standing } = life;
	const { id } = standing;
	const clocks = life.clocks.map((row) => settled(row, standing, ground));
	const isReleased = standing.confidentiality !== 'open' && standing.unitId !== null;
	const copy = ground.publish || isReleased ? copyOf(told, ground) : null;
	return {
		sourceId: told.sourceId,
		year: told.receivedAt.getUTCFullYear(),
		report: reportRow(life),
		content: { report_id: id, title: told.title, body: told.text, place: told.place, salt: life.salt },
		handlingCopy: isReleased ? { report_id: id, ...copy, released_at: standing.openedAt } : null,
		clocks: clocks.map(({ row, until }) => ({
			report_id: id,
			...clockColumns(row),
			settled_until: until,
		})),
		steps: life.steps.map((step) => stepRow(step, id)),
		texts: life.steps.flatMap((step) => textRows(step, id)),
		publication: hasPublicCopy(standing) ? publicationRow(life, copy, ground) : null,
	};
}

/** The words as others than the verifier may read them. */
function copyOf({ title, text, place }: Told, { masked }: RowGround) {
	return { title: masked(title), body: masked(text), place: masked(place) };
}

function reportRow({ told, standing }: Life) {
	return {
		id: standing.id,
		channel: told.channel,
		kind: standing.kind,
		status: standing.status,
		confidentiality: standing.confidentiality,
		verifier_unit_id: standing.verifierUnitId,
		unit_id: standing.unitId,
		category_id: standing.categoryId,
		district_code: standing.districtCode,
		village_code: standing.villageCode,
		term_book_id: standing.termBookId,
		received_at: standing.receivedAt,
		opened_at: standing.openedAt,
		ended_at: standing.endedAt,
		outcome: standing.outcome,
		archived_for: standing.archivedFor,
		due_at: standing.dueAt,
		sp4n_id: standing.sp4nId,
		source_id: told.sourceId,
	};
}

function stepRow(step: LifeStep, id: string) {
	return {
		report_id: id,
		seq: step.seq,
		step: step.step,
		to_status: step.to,
		actor_role: step.role,
		unit_id: step.unitId,
		target_unit_id: step.targetUnitId,
		facts: step.facts,
		readers: step.readers,
		at: step.at,
		commitments: step.link.commitments.join(''),
		hash: step.link.hash,
	};
}

function textRows({ seq, readers, words }: LifeStep, id: string) {
	return words ? [{ report_id: id, seq, readers, salt: words.salt, texts: words.text }] : [];
}

type Copy = ReturnType<typeof copyOf>;

function publicationRow({ standing, steps }: Life, copy: Copy | null, { directory, publish, at }: RowGround) {
	return {
		...publicStanding(standing, steps),
		report_id: standing.id,
		received_on: localDate(standing.receivedAt, directory.calendar),
		...(publish ? { ...copy, published_at: at } : {}),
	};
}
