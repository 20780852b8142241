/**
 * What administrators do, as the log of changes calls it. To add an act, add a line here: the compiler asks for its
 * name in `text/id/change-log.ts` and `text/en/change-log.ts`.
 */
export const CHANGE_ACTIONS = [
	'person_invited',
	'person_reinvited',
	'sign_in_reset',
	'person_suspended',
	'person_restored',
	'role_given',
	'role_changed',
	'role_ended',
	'unit_added',
	'unit_renamed',
	'unit_moved',
	'unit_merged',
	'data_request_decided',
	'legal_hold_placed',
	'legal_hold_lifted',
	'personal_data_rule_set',
	'data_contact_set',
	'breach_noted',
	'breach_changed',
	'calendar_changed',
	'week_changed',
	'terms_added',
	'category_added',
	'category_changed',
	'reply_added',
	'reply_changed',
	'reply_retired',
	'settings_changed',
	'announcement_added',
	'announcement_changed',
	'announcement_removed',
] as const;
export type ChangeAction = (typeof CHANGE_ACTIONS)[number];
