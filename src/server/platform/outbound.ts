import { lookup } from 'node:dns';
import { Agent as HttpAgent, type IncomingMessage, request as overHttp } from 'node:http';
import { Agent as HttpsAgent, request as overHttps } from 'node:https';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/** A request this process sends out on behalf of a setting. */
export type Outbound = {
	readonly url: string;
	readonly method: string;
	readonly headers: Readonly<Record<string, string>>;
	readonly body?: Uint8Array;
};
export type OutboundAnswer = { readonly status: number; readonly body: Buffer };

export type OutboundBounds = {
	/** Names (or addresses) that may lead into private networks; nobody else's may. */
	readonly allow: readonly string[];
	/** From the first byte sent to the last received. */
	readonly seconds: number;
	readonly mostBytes: number;
};

/** The address is one that nothing from outside should make us speak to. */
export class ForbiddenAddress extends Error {
	override readonly name = 'ForbiddenAddress';
}

/** This machine and its networks (RFC 6890), for both families. */
const PRIVATE = new BlockList();
for (const [net, bits] of [
	['0.0.0.0', 8],
	['10.0.0.0', 8],
	['100.64.0.0', 10],
	['127.0.0.0', 8],
	['172.16.0.0', 12],
	['192.0.0.0', 24],
	['192.168.0.0', 16],
	['198.18.0.0', 15],
	['224.0.0.0', 3],
] as const)
	PRIVATE.addSubnet(net, bits, 'ipv4');
for (const [net, bits] of [
	['::', 96],
	['64:ff9b::', 96],
	['64:ff9b:1::', 48],
	['2001::', 32],
	['2002::', 16],
	['fc00::', 7],
	['fec0::', 10],
	['ff00::', 8],
] as const)
	PRIVATE.addSubnet(net, bits, 'ipv6');
/** Where clouds keep their machines' secrets; no setting opens these. */
const NEVER = new BlockList();
NEVER.addSubnet('169.254.0.0', 16, 'ipv4');
NEVER.addSubnet('fe80::', 10, 'ipv6');
NEVER.addAddress('fd00:ec2::254', 'ipv6');
// The same in the clothes of the ways from one family to the other.
NEVER.addSubnet('64:ff9b::a9fe:0', 112, 'ipv6');
NEVER.addSubnet('2002:a9fe::', 32, 'ipv6');

const KEPT = { keepAlive: true, maxSockets: 32 };
/** A connection is judged when it is made: one that was allowed is never lent to who is not. */
const AGENTS = {
	allowed: { 'http:': new HttpAgent(KEPT), 'https:': new HttpsAgent(KEPT) },
	guarded: { 'http:': new HttpAgent(KEPT), 'https:': new HttpsAgent(KEPT) },
} as const;
const SPOKEN = { 'http:': overHttp, 'https:': overHttps } as const;

/**
 * Sends a request without following where it leads. The address is judged when the connection is made, so that a name
 * cannot turn into another address in between; only names that are allowed may lead into private networks (attack 83).
 */
export async function sendOut(
	{ url, method, headers, body }: Outbound,
	{ allow, seconds, mostBytes }: OutboundBounds,
): Promise<OutboundAnswer> {
	const target = new URL(url);
	const protocol = protocolOf(target);
	const host = target.hostname.replace(/^\[|\]$/g, '');
	const isAllowed = allow.includes(host);
	if (isIP(host) && isForbidden(host, isAllowed))
		throw new ForbiddenAddress(`${host} is not to be spoken to`);
	const agent = AGENTS[isAllowed ? 'allowed' : 'guarded'][protocol];
	const signal = AbortSignal.timeout(seconds * 1000);
	const options = { method, headers, signal, agent, lookup: guarded(isAllowed) };
	return new Promise((done, failed) => {
		const asked = SPOKEN[protocol](target, options, (answer) => {
			answerOf(answer, mostBytes).then(done, failed);
		});
		asked.on('error', failed);
		asked.end(body);
	});
}

function protocolOf({ protocol, username, password }: URL): keyof typeof SPOKEN {
	const isSpoken = protocol === 'http:' || protocol === 'https:';
	if (!isSpoken || username || password) throw new ForbiddenAddress(`${protocol} is not spoken here`);
	return protocol;
}

/** Whether an address is not to be spoken to. */
export function isForbidden(address: string, isAllowed: boolean): boolean {
	const bare = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address;
	const family = isIP(bare) === 6 ? 'ipv6' : 'ipv4';
	return NEVER.check(bare, family) || (!isAllowed && PRIVATE.check(bare, family));
}

function guarded(isAllowed: boolean): LookupFunction {
	return (host, options, found) =>
		lookup(host, { ...options, all: true }, (fault, addresses) => {
			const refused = addresses?.find(({ address }) => isForbidden(address, isAllowed));
			const why = refused ? new ForbiddenAddress(`${host} leads to ${refused.address}`) : fault;
			found(why, options.all ? (addresses ?? []) : (addresses?.[0]?.address ?? ''), addresses?.[0]?.family);
		});
}

async function answerOf(answer: IncomingMessage, mostBytes: number): Promise<OutboundAnswer> {
	const parts: Buffer[] = [];
	let size = 0;
	for await (const part of answer) {
		parts.push(part as Buffer);
		size += (part as Buffer).length;
		if (size > mostBytes) throw new Error(`an answer is longer than ${mostBytes} bytes`);
	}
	return { status: answer.statusCode ?? 0, body: Buffer.concat(parts) };
}
