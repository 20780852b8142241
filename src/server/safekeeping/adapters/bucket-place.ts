import { ForbiddenAddress } from '#server/platform/outbound.ts';
import { BucketRefusal, type Patience, type S3Place, s3Bucket } from '#server/platform/s3-bucket.ts';
import { SafekeepingFault } from '../fault.ts';
import type { Place } from './place.ts';

/** A bucket of an S3-compatible store; everything lies below `prefix`, which may be empty. */
export type BucketAddress = S3Place & { readonly prefix: string };

/** Nobody waits for these, and 16 MB must get through a slow line. */
const PATIENCE: Patience = { seconds: 300, tries: 4, pauseMs: 500 };
/** What we name objects; anything else in a listing is not ours, and none may lead out of a folder. */
const OURS = /^[A-Za-z0-9][\w.-]*(\/[A-Za-z0-9][\w.-]*)*$/;

/** Backups in a bucket. A refusal and an absence are told apart, for the administrator mends them differently. */
export function bucketPlace(address: BucketAddress, patience: Patience = PATIENCE): Place {
	const bucket = s3Bucket(address, patience);
	const prefix = address.prefix && `${address.prefix.replace(/\/+$/, '')}/`;
	const says = `s3://${address.bucket}/${prefix} (${new URL(address.endpoint).host})`;
	const named = <Done>(asked: Promise<Done>) =>
		asked.catch((fault: unknown) => {
			throw faultOf(fault, says);
		});
	return {
		says,
		put: (name, bytes) => named(bucket.put(prefix + name, bytes)),
		get: (name) => named(bucket.get(prefix + name)),
		async list(wanted) {
			const names = await named(bucket.list(prefix + wanted));
			return names
				.map((name) => name.slice(prefix.length))
				.filter((name) => OURS.test(name))
				.sort();
		},
		remove: (name) => named(bucket.remove(prefix + name)),
		room: async () => undefined,
	};
}

/** Insufficient Storage: what some stores answer when their disks are full. */
const FULL = 507;

function faultOf(fault: unknown, says: string): SafekeepingFault {
	const why = fault instanceof Error ? fault.message : String(fault);
	const message = `${says}: ${why}`;
	if (fault instanceof ForbiddenAddress) return new SafekeepingFault('place_refused', message);
	if (!(fault instanceof BucketRefusal)) return new SafekeepingFault('place_away', message);
	if (fault.status === FULL) return new SafekeepingFault('disk_full', message);
	return new SafekeepingFault(fault.status < 500 ? 'place_refused' : 'place_away', message);
}
