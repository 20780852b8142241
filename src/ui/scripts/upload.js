// Files of the attachment step, in pieces (tus.io, protocol 1.0.0): what was sent before the signal broke is not sent
// again. Without this file the form sends them whole.

const PIECE = 256 * 1024;
const WAIT_MS = 2000;
const LONGEST_WAIT_MS = 30_000;
const PROTOCOL = { 'tus-resumable': '1.0.0' };

const box = document.querySelector('[data-upload]');
const input = document.querySelector('input[type=file][name=photos]');

/** Where this very file was left off, also after the page was opened again; its name is not kept. */
const keyOf = ({ size, lastModified }) => `tuntas-unggah ${size} ${lastModified}`;

const ask = (url, method, headers = {}, body = null) =>
	fetch(url, { method, body, headers: { ...PROTOCOL, ...headers } });

class Refused extends Error {}

/** An answer that asking again will not change. */
async function certain(answer) {
	if (answer.ok) return answer;
	if (answer.status >= 500 || answer.status === 409 || answer.status === 423) throw new Error('again');
	throw new Refused(answer.status === 422 ? await answer.text() : '');
}

async function begin(file) {
	const name = btoa(String.fromCharCode(...new TextEncoder().encode(file.name)));
	const answer = await ask(box.dataset.upload, 'POST', {
		'upload-length': String(file.size),
		'upload-metadata': `filename ${name}`,
	});
	const url = (await certain(answer)).headers.get('location');
	sessionStorage.setItem(keyOf(file), url);
	return { url, offset: 0 };
}

/** Where to go on: what the server has, or a new beginning when it no longer knows. */
async function goOn(file) {
	const url = sessionStorage.getItem(keyOf(file));
	const answer = url && (await ask(url, 'HEAD'));
	if (answer?.ok) return { url, offset: Number(answer.headers.get('upload-offset')) };
	if (answer && answer.status >= 500) throw new Error('again');
	return begin(file);
}

async function send(file, tell) {
	let { url, offset } = await goOn(file);
	do {
		tell(offset);
		const answer = await ask(
			url,
			'PATCH',
			{ 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' },
			file.slice(offset, offset + PIECE),
		);
		offset = Number((await certain(answer)).headers.get('upload-offset'));
	} while (offset < file.size);
}

/** Until the signal is back, or for a while. */
const signal = (ms) =>
	new Promise((done) => {
		setTimeout(done, ms);
		addEventListener('online', done, { once: true });
	});

/** What is shown of one file: a bar, and a word beside it. */
function lineFor(file) {
	const line = document.createElement('p');
	const bar = document.createElement('progress');
	const said = document.createElement('span');
	bar.max = file.size;
	bar.setAttribute('aria-label', file.name);
	line.append(bar, ' ', said);
	box.append(line);
	const tell = (text) => {
		said.textContent = `${file.name}: ${text}`;
	};
	return {
		at(offset) {
			bar.value = offset;
			const isLast = offset + PIECE >= file.size;
			tell(
				isLast ? box.dataset.checking : `${box.dataset.sending} ${Math.floor((100 * offset) / file.size)}%`,
			);
		},
		say: (word) => tell(box.dataset[word]),
		refuse(reason) {
			bar.remove();
			line.className = 'err';
			tell(reason || box.dataset.failed);
		},
	};
}

/** Sends one file however often the signal breaks; false when it was refused for good. */
async function upload(file) {
	const line = lineFor(file);
	for (let wait = WAIT_MS; ; wait = Math.min(wait * 2, LONGEST_WAIT_MS)) {
		const fault = await send(file, line.at).then(
			() => null,
			(reason) => reason,
		);
		if (fault && !(fault instanceof Refused)) {
			line.say('paused');
			await signal(wait);
			continue;
		}
		sessionStorage.removeItem(keyOf(file));
		if (fault) line.refuse(fault.message);
		else line.say('done');
		return !fault;
	}
}

input?.addEventListener('change', async () => {
	const files = [...input.files].filter(({ size }) => size > 0);
	if (!box || files.length === 0) return;
	const { form } = input;
	const buttons = [...form.querySelectorAll('button')];
	for (const button of buttons) button.disabled = true;
	box.replaceChildren();
	const taken = [];
	for (const file of files) taken.push(await upload(file));
	for (const button of buttons) button.disabled = false;
	// They are in the draft, or were refused for good: they are not to be sent once more with the form.
	input.value = '';
	if (!taken.every(Boolean)) return;
	form.action = '?/simpan';
	form.submit();
});
