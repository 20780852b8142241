import {
	APPLICANTS,
	DELIVERIES,
	isWhole,
	MOST_COST,
	PPID_OUTCOMES,
	PPID_REASON_NAMES,
	type PpidDecision,
	type PpidRequest,
} from './ppid.ts';

/** The fields of a request for public information and of a decision about one, as a form writes them. */
type RequestFields = { readonly [name in 'applicant' | 'asked' | 'purpose' | 'delivery']: string };
type DecisionFields = { readonly [name in 'outcome' | 'ppidReason' | 'cost']: string };

export type PpidFault =
	| 'asked_short'
	| 'purpose_short'
	| 'applicant_missing'
	| 'delivery_missing'
	| 'outcome_missing'
	| 'ppid_reason'
	| 'cost_wrong';
type Fault<Field> = { readonly field: Field; readonly code: PpidFault };

/** Rupiah are whole; people group their thousands with dots. */
const COST = /^\d{0,3}(\.?\d{3})*$/;

/** What is asked for; undefined when a choice of it is none of ours. */
export function requestIn({ applicant, asked, purpose, delivery }: RequestFields): PpidRequest | undefined {
	const who = APPLICANTS.find((known) => known === applicant);
	const how = DELIVERIES.find((known) => known === delivery);
	return who && how ? { applicant: who, asked, purpose, delivery: how } : undefined;
}

export function requestFaults(fields: RequestFields): readonly Fault<keyof RequestFields>[] {
	const { applicant, asked, purpose, delivery } = fields;
	return [
		...when('applicant', 'applicant_missing', !isOneOf(APPLICANTS, applicant)),
		...when('asked', 'asked_short', asked.length < 10),
		...when('purpose', 'purpose_short', purpose.length < 5),
		...when('delivery', 'delivery_missing', !isOneOf(DELIVERIES, delivery)),
	];
}

/** What is decided; undefined when the form does not say it whole. */
export function decisionIn(fields: DecisionFields): PpidDecision | undefined {
	const outcome = PPID_OUTCOMES.find((known) => known === fields.outcome);
	const reason = PPID_REASON_NAMES.find((known) => known === fields.ppidReason) ?? null;
	if (!outcome || !COST.test(fields.cost)) return undefined;
	return { outcome, reason, cost: Number(fields.cost.replaceAll('.', '')) };
}

export function decisionFaults(fields: DecisionFields): readonly Fault<keyof DecisionFields>[] {
	const outcome = PPID_OUTCOMES.find((known) => known === fields.outcome);
	const costless = decisionIn({ ...fields, cost: '' });
	const whole = decisionIn(fields);
	return [
		...when('outcome', 'outcome_missing', outcome === undefined),
		...when('ppidReason', 'ppid_reason', costless !== undefined && !isWhole(costless)),
		...when('cost', 'cost_wrong', costless !== undefined && !(whole && whole.cost <= MOST_COST)),
	];
}

function isOneOf(known: readonly string[], given: string): boolean {
	return known.includes(given);
}

function when<Field extends string>(field: Field, code: PpidFault, isSo: boolean): readonly Fault<Field>[] {
	return isSo ? [{ field, code }] : [];
}
