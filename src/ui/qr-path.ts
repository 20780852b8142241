/** The dark modules as one path: a run side by side is one rectangle, which keeps the drawing small. */
export function qrPath(modules: readonly (readonly boolean[])[]): string {
	return modules
		.map((row, y) =>
			runsOf(row)
				.map(([x, length]) => `M${x} ${y}h${length}v1h-${length}z`)
				.join(''),
		)
		.join('');
}

type Run = readonly [start: number, length: number];

function runsOf(row: readonly boolean[]): Run[] {
	const runs: Run[] = [];
	let start = 0;
	row.forEach((dark, x) => {
		if (!dark) return;
		if (!row[x - 1]) start = x;
		if (!row[x + 1]) runs.push([start, x + 1 - start]);
	});
	return runs;
}
