import type { Directory } from '#server/agency/directory.ts';

export type Coordinates = { readonly lat: number; readonly lon: number };

/** A village a photograph may have been taken in, and how far its middle is. */
export type NearVillage = {
	readonly village: string;
	readonly district: string;
	readonly villageName: string;
	readonly districtName: string;
	readonly kilometres: number;
};

/** Farther than this from any village's middle a photograph was taken elsewhere. */
const FARTHEST_KM = 25;
const EARTH_KM = 6371;
/** About a metre: finer would tell more than the place. */
const DECIMALS = 5;

/** A place on Earth, or null: cameras without a fix write zeros, and files may say anything. */
export function validCoordinates(lat: unknown, lon: unknown): Coordinates | null {
	if (typeof lat !== 'number' || typeof lon !== 'number') return null;
	if (!(Math.abs(lat) <= 90 && Math.abs(lon) <= 180) || (lat === 0 && lon === 0)) return null;
	return { lat: Number(lat.toFixed(DECIMALS)), lon: Number(lon.toFixed(DECIMALS)) };
}

/** The village of this government whose middle is nearest; null when none is near, or none has a middle. */
export function nearestVillage(at: Coordinates, { regions }: Pick<Directory, 'regions'>): NearVillage | null {
	const near = [...regions.values()]
		.flatMap(({ kind, code, name, parentCode, lat, lon }) =>
			kind === 'village' && parentCode && lat !== null && lon !== null
				? [{ village: code, villageName: name, district: parentCode, kilometres: between(at, { lat, lon }) }]
				: [],
		)
		.reduce<Omit<NearVillage, 'districtName'> | null>(
			(best, one) => (best && best.kilometres <= one.kilometres ? best : one),
			null,
		);
	if (!near || near.kilometres > FARTHEST_KM) return null;
	return { ...near, districtName: regions.get(near.district)?.name ?? '' };
}

/** Along the ground, in kilometres. */
function between(from: Coordinates, to: Coordinates): number {
	const [a, b] = [radians(from.lat), radians(to.lat)];
	const half = (angle: number) => Math.sin(angle / 2) ** 2;
	const square = half(b - a) + Math.cos(a) * Math.cos(b) * half(radians(to.lon - from.lon));
	return 2 * EARTH_KM * Math.asin(Math.min(1, Math.sqrt(square)));
}

function radians(degrees: number): number {
	return (degrees * Math.PI) / 180;
}
