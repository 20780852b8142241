// Passkeys: asks the browser for what the server wants and hands back what it answers. Signing in with a password and
// an authenticator app needs none of this.

const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (symbol) => symbol.charCodeAt(0));
const text = (buffer) =>
	btoa(String.fromCharCode(...new Uint8Array(buffer)))
		.replace(/\+/g, '-')
		.replace(/\//g, '_')
		.replace(/=+$/, '');
const withBytes = (keys) => (keys ?? []).map((key) => ({ ...key, id: bytes(key.id) }));

/** What each kind of ceremony asks the browser for, and what of the answer goes back. */
const CEREMONIES = {
	get: {
		ask: (options) =>
			navigator.credentials.get({
				publicKey: { ...options, challenge: bytes(options.challenge), allowCredentials: withBytes(options.allowCredentials) },
			}),
		answer: ({ authenticatorData, signature, userHandle }) => ({
			authenticatorData: text(authenticatorData),
			signature: text(signature),
			...(userHandle?.byteLength ? { userHandle: text(userHandle) } : {}),
		}),
	},
	create: {
		ask: (options) =>
			navigator.credentials.create({
				publicKey: {
					...options,
					challenge: bytes(options.challenge),
					user: { ...options.user, id: bytes(options.user.id) },
					excludeCredentials: withBytes(options.excludeCredentials),
				},
			}),
		answer: (response) => ({
			attestationObject: text(response.attestationObject),
			transports: response.getTransports?.() ?? [],
		}),
	},
};

async function send(address, body) {
	const answer = await fetch(address, {
		method: 'POST',
		headers: { 'content-type': 'application/json', accept: 'application/json' },
		body: JSON.stringify(body),
	});
	const said = await answer.json();
	if (!answer.ok) throw new Refusal(said);
	return said;
}

/** The server's own words about why not; `go` is where it can be put right. */
class Refusal extends Error {
	constructor({ message, go }) {
		super(message);
		this.go = go;
	}
}

async function perform(box) {
	const { ask, answer } = CEREMONIES[box.dataset.passkey];
	const options = await send(box.dataset.ask, {});
	const credential = await ask(options);
	const { id, type, rawId, response } = credential;
	const name = box.querySelector('input')?.value;
	const { go } = await send(box.dataset.answer, {
		id,
		type,
		rawId: text(rawId),
		response: { clientDataJSON: text(response.clientDataJSON), ...answer(response) },
		...(name === undefined ? {} : { name }),
	});
	location.assign(go);
}

async function press(box, button) {
	if (button.getAttribute('aria-disabled') === 'true') return;
	const label = button.querySelector('[data-label]');
	const failed = box.querySelector('[data-failed]');
	const words = label.textContent;
	button.setAttribute('aria-disabled', 'true');
	label.textContent = button.dataset.working;
	failed.hidden = true;
	try {
		await perform(box);
	} catch (fault) {
		if (fault.go) return location.assign(fault.go);
		failed.textContent = fault instanceof Refusal ? fault.message : failed.dataset.failed;
		failed.hidden = false;
		button.removeAttribute('aria-disabled');
		label.textContent = words;
	}
}

// Passkeys need a name to belong to: a bare address has none.
const isNamed = !/^[\d.]+$|^\[/.test(location.hostname);
if (globalThis.PublicKeyCredential && isNamed) {
	for (const box of document.querySelectorAll('[data-passkey]')) {
		box.hidden = false;
		const button = box.querySelector('button');
		button.addEventListener('click', () => press(box, button));
	}
	for (const note of document.querySelectorAll('[data-without-script]')) note.hidden = true;
}

// Nobody is signed in here: the copy of the desk's form that the last officer may have left on this device goes.
if (location.pathname === '/masuk') {
	globalThis.caches?.keys().then((names) => {
		for (const name of names) if (name.startsWith('loket ')) caches.delete(name);
	});
}
