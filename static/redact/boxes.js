// Boxes drawn on a photograph, with mouse, finger or keys, over what nobody may see. They tick the squares that lie
// below them, the same fields the form posts without this file; what a box touches is hidden whole, never half.

import { Grid } from './grid.js';

const MOST_UNDONE = 50;
const MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

const fill = (words, facts) => words.replace(/\{(\w+)\}/g, (_, name) => facts[name]);

class Canvas {
	constructor(root) {
		this.root = root;
		this.layer = root.querySelector('[data-boxes]');
		this.squares = [...root.querySelectorAll('[data-squares] input')];
		this.tools = root.parentElement.querySelector('[data-tools]');
		this.said = root.parentElement.querySelector('[data-said]');
		this.grid = new Grid(Number(root.dataset.columns), Number(root.dataset.rows));
		this.boxes = this.boxesOfSquares();
		this.undone = [];
		root.classList.add('drawn');
		this.tools.hidden = false;
		for (const hint of root.parentElement.querySelectorAll('[data-draw-hint]')) hint.hidden = false;
		for (const hint of root.parentElement.querySelectorAll('[data-square-hint]')) hint.hidden = true;
		this.layer.addEventListener('pointerdown', (event) => this.press(event));
		this.layer.addEventListener('keydown', (event) => this.key(event));
		this.tools.addEventListener('click', ({ target }) => this.act(target.closest('[data-act]')?.dataset.act));
		this.show();
	}

	// ---- what is hidden

	boxesOfSquares() {
		return this.grid.boxesOf(this.squares.filter(({ checked }) => checked).map(({ value }) => Number(value)));
	}

	tick() {
		const hidden = new Set(this.boxes.flatMap((box) => this.grid.covered(box)));
		for (const square of this.squares) square.checked = hidden.has(Number(square.value));
		if (this.boxes.length > 0) this.root.closest('fieldset').querySelector('[value="redacted"]').checked = true;
	}

	/** Every change can be taken back. */
	change(boxes) {
		this.undone = [...this.undone, this.boxes].slice(-MOST_UNDONE);
		this.boxes = boxes;
		this.tick();
	}

	// ---- with mouse or finger

	/** Where a pointer is, in squares and parts of one. */
	place({ clientX, clientY }) {
		const { left, top, width, height } = this.layer.getBoundingClientRect();
		return [((clientX - left) / width) * this.grid.columns, ((clientY - top) / height) * this.grid.rows];
	}

	press(event) {
		if (event.button > 0) return;
		event.preventDefault();
		const box = event.target.closest('[data-box]');
		const nth = box ? Number(box.dataset.box) : this.boxes.length;
		const from = this.place(event);
		const before = this.boxes;
		const old = before[nth];
		const way = event.target.closest('[data-corner]') ? 'size' : 'move';
		this.layer.setPointerCapture(event.pointerId);
		const follow = (moved) => {
			const to = this.place(moved);
			this.boxes = [...before];
			this.boxes[nth] = old ? this.grid[way](old, to[0] - from[0], to[1] - from[1]) : this.grid.between(from, to);
			this.show(nth);
		};
		const end = () => {
			this.layer.removeEventListener('pointermove', follow);
			const now = this.boxes;
			this.boxes = before;
			if (JSON.stringify(now) !== JSON.stringify(before)) this.change(now);
			this.show(nth);
			this.focus(nth);
		};
		this.layer.addEventListener('pointermove', follow);
		this.layer.addEventListener('pointerup', end, { once: true });
		this.layer.addEventListener('pointercancel', end, { once: true });
		if (!old) follow(event);
	}

	// ---- with keys and buttons

	key(event) {
		const nth = Number(event.target.closest('[data-box]')?.dataset.box ?? -1);
		if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'z') return this.obey(event, () => this.act('undo'));
		if (!this.boxes[nth]) return;
		if (event.key === 'Delete' || event.key === 'Backspace') return this.obey(event, () => this.remove(nth));
		const by = MOVES[event.key];
		if (by) this.obey(event, () => this.push(nth, event.shiftKey ? 'size' : 'move', by));
	}

	obey(event, work) {
		event.preventDefault();
		event.stopPropagation();
		work();
	}

	push(nth, way, by) {
		const pushed = [...this.boxes];
		pushed[nth] = this.grid[way](this.boxes[nth], ...by);
		this.change(pushed);
		this.show(nth);
		this.focus(nth);
	}

	act(name) {
		if (name === 'add') this.add();
		if (name === 'remove') this.remove(this.chosen ?? -1);
		if (name === 'undo') this.undo();
		if (name === 'squares') this.switchTo(this.root.classList.toggle('drawn'));
	}

	add() {
		this.change([...this.boxes, this.grid.another(this.boxes)]);
		this.show(this.boxes.length - 1);
		this.focus(this.boxes.length - 1);
	}

	remove(nth) {
		if (!this.boxes[nth]) return;
		this.change(this.boxes.toSpliced(nth, 1));
		this.show(Math.min(nth, this.boxes.length - 1));
		if (this.boxes.length > 0) this.focus(this.chosen);
		else this.tools.querySelector('[data-act="add"]').focus();
	}

	undo() {
		const before = this.undone.pop();
		if (!before) return;
		this.boxes = before;
		this.tick();
		this.show();
	}

	/** Squares and boxes are two ways to say the same; ticking squares by hand makes boxes of them. */
	switchTo(isDrawn) {
		if (isDrawn) this.change(this.boxesOfSquares());
		this.show();
	}

	// ---- what is seen and read out

	show(chosen = null) {
		const made = this.boxes.map((box, nth) => this.draw(box, nth));
		// What is being dragged or has the focus stays the same element.
		const old = [...this.layer.children];
		for (const [nth, box] of made.entries()) {
			if (old[nth]) this.take(old[nth], box);
			else this.layer.append(box);
		}
		for (const gone of old.slice(made.length)) gone.remove();
		this.choose(chosen);
		this.said.textContent = fill(this.tools.dataset.count, { n: this.boxes.length });
		this.tools.querySelector('[data-act="undo"]').disabled = this.undone.length === 0;
		const isDrawn = this.root.classList.contains('drawn');
		this.tools.querySelector('[data-act="squares"]').setAttribute('aria-pressed', String(!isDrawn));
		for (const name of ['add', 'remove']) this.tools.querySelector(`[data-act="${name}"]`).hidden = !isDrawn;
	}

	choose(nth) {
		this.chosen = this.boxes[nth] ? nth : null;
		for (const [place, box] of [...this.layer.children].entries()) box.classList.toggle('chosen', place === this.chosen);
		this.tools.querySelector('[data-act="remove"]').disabled = this.chosen === null;
	}

	draw({ x, y, width, height }, nth) {
		const box = this.root.querySelector('template').content.firstElementChild.cloneNode(true);
		box.dataset.box = nth;
		box.style.left = `${(x / this.grid.columns) * 100}%`;
		box.style.top = `${(y / this.grid.rows) * 100}%`;
		box.style.width = `${(width / this.grid.columns) * 100}%`;
		box.style.height = `${(height / this.grid.rows) * 100}%`;
		const facts = { n: nth + 1, top: y + 1, bottom: y + height, left: x + 1, right: x + width };
		box.setAttribute('aria-label', fill(this.tools.dataset.name, facts));
		box.firstElementChild.textContent = nth + 1;
		box.addEventListener('focus', () => this.choose(nth));
		return box;
	}

	take(box, like) {
		box.style.cssText = like.style.cssText;
		box.setAttribute('aria-label', like.getAttribute('aria-label'));
	}

	focus(nth) {
		this.layer.children[nth]?.focus();
	}
}

for (const root of document.querySelectorAll('[data-redact]')) new Canvas(root);
