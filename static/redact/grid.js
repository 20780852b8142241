// Boxes over a photograph and the squares that lie below them: what a box touches is hidden whole, never half.

const clamp = (value, least, most) => Math.min(most, Math.max(least, value));

/** Columns and rows of one photograph; boxes are given in squares from the top left. */
export class Grid {
	constructor(columns, rows) {
		this.columns = columns;
		this.rows = rows;
	}

	/** Ticked squares, as few boxes as go without covering more: rows of a run that lie below each other are one. */
	boxesOf(ticked) {
		const left = new Set(ticked);
		const has = (x, y) => x < this.columns && y < this.rows && left.has(y * this.columns + x);
		const boxes = [];
		for (const at of [...left].sort((one, other) => one - other)) {
			if (!left.has(at)) continue;
			const [x, y] = [at % this.columns, Math.floor(at / this.columns)];
			let [width, height] = [1, 1];
			while (has(x + width, y)) width += 1;
			const isWhole = (row) => Array.from({ length: width }, (_, place) => has(x + place, row)).every(Boolean);
			while (isWhole(y + height)) height += 1;
			for (const covered of this.covered({ x, y, width, height })) left.delete(covered);
			boxes.push({ x, y, width, height });
		}
		return boxes;
	}

	covered({ x, y, width, height }) {
		return Array.from({ length: width * height }, (_, nth) => (y + Math.floor(nth / width)) * this.columns + x + (nth % width));
	}

	/** Every square the drawn line touches. */
	between([x1, y1], [x2, y2]) {
		const x = clamp(Math.floor(Math.min(x1, x2)), 0, this.columns - 1);
		const y = clamp(Math.floor(Math.min(y1, y2)), 0, this.rows - 1);
		const right = clamp(Math.ceil(Math.max(x1, x2)), x + 1, this.columns);
		const bottom = clamp(Math.ceil(Math.max(y1, y2)), y + 1, this.rows);
		return { x, y, width: right - x, height: bottom - y };
	}

	move(box, dx, dy) {
		const x = clamp(box.x + Math.round(dx), 0, this.columns - box.width);
		return { ...box, x, y: clamp(box.y + Math.round(dy), 0, this.rows - box.height) };
	}

	size(box, dx, dy) {
		const width = clamp(box.width + Math.round(dx), 1, this.columns - box.x);
		return { ...box, width, height: clamp(box.height + Math.round(dy), 1, this.rows - box.y) };
	}

	/** The box a press of the button makes: in the middle, where no box stands yet if there is room. */
	another(boxes) {
		const size = { width: Math.ceil(this.columns / 4), height: Math.ceil(this.rows / 4) };
		const middle = { x: Math.floor((this.columns - size.width) / 2), y: Math.floor((this.rows - size.height) / 2) };
		const isTaken = ({ x, y }) => boxes.some((box) => box.x === x && box.y === y);
		const place = [middle, { x: 0, y: 0 }, { x: this.columns - size.width, y: 0 }].find((one) => !isTaken(one)) ?? middle;
		return { ...place, ...size };
	}
}
