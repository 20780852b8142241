/** What became of the rows of a file; every one is counted once. */
export type Balance = {
	readonly received: number;
	/** New reports. */
	readonly imported: number;
	/** Reports an earlier run brought. */
	readonly already: number;
	readonly refused: number;
};

export const NOTHING: Balance = { received: 0, imported: 0, already: 0, refused: 0 };

export function balances({ received, imported, already, refused }: Balance): boolean {
	return received === imported + already + refused;
}
