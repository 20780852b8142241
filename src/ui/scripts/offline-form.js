// A form as this device keeps it, and whether it may.

const NOT_KEPT = new Set(['key', 'truth']);
const consent = { given: false };

/** What was typed and chosen; files, keys and the word that it is true are not kept. */
export function fieldsOf(form) {
	const typed = [...new FormData(form)].filter(
		([name, value]) => typeof value === 'string' && !NOT_KEPT.has(name),
	);
	return Object.fromEntries(typed);
}

/** Puts back what was kept, as far as this form asks for it. */
export function fill(form, fields) {
	const { village, district, ...others } = fields;
	for (const [name, value] of Object.entries({ region: village || district, village, district, ...others })) {
		const control = form.elements.namedItem(name);
		if (!control || value === undefined) continue;
		if (control.type === 'checkbox') control.checked = true;
		else control.value = value;
	}
}

/** Nothing confidential is kept unless the person agreed on this very page. */
export function mayKeep(form) {
	const { kind, confidentiality } = { ...document.querySelector('[data-device]').dataset, ...fieldsOf(form) };
	return consent.given || (kind !== 'supervisory_complaint' && confidentiality !== 'confidential');
}

export function agree() {
	consent.given = true;
}
