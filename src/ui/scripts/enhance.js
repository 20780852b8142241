// Small comforts. Every page does its whole job without this file; nothing here is needed to report or to read.

// Quick exit: the page that was left cannot be reached by going back. Escape twice within a second does the same.
const exit = document.querySelector('[data-quick-exit]');
if (exit) {
	const leave = async () => {
		document.body.replaceChildren();
		await Promise.race([forgetDevice(), new Promise((done) => setTimeout(done, 500))]);
		location.replace(exit.href);
	};
	let escapedAt = Number.NEGATIVE_INFINITY;
	exit.addEventListener('click', (event) => {
		event.preventDefault();
		leave();
	});
	addEventListener('keydown', (event) => {
		if (event.key !== 'Escape') return;
		if (event.timeStamp - escapedAt < 1000) leave();
		escapedAt = event.timeStamp;
	});
}

// What scripts keep on this device goes before anything is asked of the network: there may be none. The server's
// answer empties the same places again, also without this script.
async function forgetDevice() {
	sessionStorage.clear();
	await new Promise((done) => {
		const asked = indexedDB.deleteDatabase('tuntas');
		asked.onsuccess = asked.onerror = done;
	});
	for (const name of (await globalThis.caches?.keys()) ?? []) await caches.delete(name);
	for (const worker of (await navigator.serviceWorker?.getRegistrations()) ?? []) await worker.unregister();
}

// A page kept in memory by the browser may show what a shared phone should have forgotten.
addEventListener('pageshow', (event) => {
	if (event.persisted && exit) location.reload();
});

// What the summary names takes the focus in browsers that ignore `autofocus` on a box.
const errors = document.querySelector('[data-errors]');
if (errors && document.activeElement !== errors) errors.focus();

// Buttons that need a script are hidden without one.
for (const button of document.querySelectorAll('[data-print]')) {
	button.hidden = false;
	button.addEventListener('click', () => print());
}
for (const button of document.querySelectorAll('[data-copy]')) {
	if (!navigator.clipboard) continue;
	button.hidden = false;
	button.addEventListener('click', async () => {
		await navigator.clipboard.writeText(button.dataset.copy);
		button.querySelector('[data-label]').textContent = button.dataset.done;
	});
}

// A form sent without a signal would trade what was typed for the browser's error page; sent twice, it is one too many.
const offline = document.querySelector('[data-offline] > p');
const sent = new WeakSet();
addEventListener('submit', (event) => {
	const form = event.target;
	if (!navigator.onLine && offline) {
		event.preventDefault();
		offline.hidden = false;
	} else if (form.method === 'post') {
		if (sent.has(form)) event.preventDefault();
		sent.add(form);
		setTimeout(() => sent.delete(form), 10_000);
	}
});
addEventListener('online', () => {
	if (offline) offline.hidden = true;
});
