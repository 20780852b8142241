/** The only clock of the system: everybody else receives the time as an argument. */
export function now(): Date {
	return new Date();
}
