/** A whole answer at the beginning of what was received. */
export type WireAnswer = {
	/** Status line and headers, in lower case. */
	readonly head: string;
	readonly bytes: number;
};

const HEAD_END = Buffer.from('\r\n\r\n');
const LAST_CHUNK = Buffer.from('0\r\n\r\n');

/**
 * Reads one HTTP/1.1 answer from `received`; undefined while it is not all there. For a load generator that sends
 * the next request only after the answer: what is received never holds more than one.
 */
export function readAnswer(received: Buffer): WireAnswer | undefined {
	const headEnd = received.indexOf(HEAD_END);
	if (headEnd === -1) return undefined;
	const head = received.toString('latin1', 0, headEnd).toLowerCase();
	const bytes = lengthOf(head, headEnd + HEAD_END.length, received);
	return bytes !== undefined && received.length >= bytes ? { head, bytes } : undefined;
}

function lengthOf(head: string, bodyAt: number, received: Buffer): number | undefined {
	const length = /\r\ncontent-length: *(\d+)/.exec(head)?.[1];
	if (length !== undefined) return bodyAt + Number(length);
	if (!head.includes('transfer-encoding: chunked')) return bodyAt;
	return received.subarray(bodyAt).subarray(-LAST_CHUNK.length).equals(LAST_CHUNK)
		? received.length
		: undefined;
}
