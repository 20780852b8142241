// Quick exit on a computer where entries of a desk wait: everything a browser keeps for us goes but those, which lie there
// sealed for their officer (docs/decisions/0028). Then away, so that going back does not lead here.

const KEPT = 'tuntas-loket';
const tries = [
	() => sessionStorage.clear(),
	() => localStorage.clear(),
	async () => {
		const databases = (await indexedDB.databases?.()) ?? [{ name: 'tuntas' }];
		for (const { name } of databases) if (name !== KEPT) indexedDB.deleteDatabase(name);
	},
	async () => {
		for (const name of await caches.keys()) await caches.delete(name);
	},
	async () => {
		for (const worker of await navigator.serviceWorker.getRegistrations()) await worker.unregister();
	},
];

await Promise.allSettled(tries.map(async (forget) => await forget()));
location.replace(document.querySelector('[data-away]').href);
