// Shortcuts of the workbench. Every page does its whole job without this file. They rest while somebody types, and the
// choice to turn them off is remembered (WCAG 2.1.4).

const KEPT = 'tuntas-keys';
const legend = document.querySelector('[data-keys]');
const queue = document.querySelector('[data-queue]');
let isOn = localStorage.getItem(KEPT) !== 'off';
let current = -1;

const rows = () => [...(queue?.children ?? [])];
const link = () => rows()[current]?.querySelector('h2 a');

function show() {
	const control = legend?.querySelector('[data-keys-switch]');
	if (control) control.textContent = isOn ? legend.dataset.off : legend.dataset.on;
}

function move(by) {
	const all = rows();
	if (all.length === 0) return;
	all[current]?.classList.remove('cur');
	current = Math.min(all.length - 1, Math.max(0, current + by));
	all[current].classList.add('cur');
	link()?.focus();
	all[current].scrollIntoView({ block: 'nearest' });
}

/** Goes to the step of the row one stands on, or presses the button of the page that has this key. */
function go(step, key) {
	const address = rows()[current]?.dataset[step];
	if (address) location.assign(address);
	else document.querySelector(`[data-key="${key}"]`)?.click();
}

const KEYS = {
	j: () => move(1),
	k: () => move(-1),
	x: () => rows()[current]?.querySelector('input[type=checkbox]')?.click(),
	enter: (event) => {
		if (event.target === document.body) link()?.click();
	},
	t: () => go('forward', 't'),
	b: () => go('answer', 'b'),
	g: () => document.querySelector('[data-key="g"], .bulk [value="merge"]')?.click(),
	'/': (event) => {
		const search = document.querySelector('[role="search"] input');
		if (!search) return;
		event.preventDefault();
		search.focus();
	},
	'?': () => legend?.scrollIntoView({ block: 'center' }),
};

const isTyping = ({ target }) => target.closest('input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]');

addEventListener('keydown', (event) => {
	if (!isOn || event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) return;
	KEYS[event.key.toLowerCase()]?.(event);
});

// Back from a case: the row one came from is where one goes on.
queue?.addEventListener('focusin', (event) => {
	rows()[current]?.classList.remove('cur');
	current = rows().findIndex((row) => row.contains(event.target));
	rows()[current]?.classList.add('cur');
});

if (legend) {
	legend.hidden = false;
	legend.querySelector('[data-keys-switch]').addEventListener('click', () => {
		isOn = !isOn;
		localStorage.setItem(KEPT, isOn ? 'on' : 'off');
		show();
	});
	show();
}
