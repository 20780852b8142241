/** The side of a process that opens strangers' files: it answers one task after another and ends itself when one makes it grow. */

const LOOK_EVERY_MS = 25;
const MEGABYTE = 1024 * 1024;

/** Answers each task the parent sends; whatever goes wrong with a stranger's bytes is the file's fault, as `unreadable`. */
export function answerTasks<Task extends { readonly megabytes: number }, Reply>(
	work: (task: Task) => Promise<Reply>,
	unreadable: (task: Task) => Reply,
): void {
	process.on('message', (task: Task) => {
		const watch = setInterval(() => endAbove(task.megabytes), LOOK_EVERY_MS);
		work(task)
			.catch(() => unreadable(task))
			.then((reply) => {
				endAbove(task.megabytes);
				process.send?.(reply);
			})
			.finally(() => clearInterval(watch));
	});
}

/** Killed rather than exited: the threads that decode would be waited for. */
function endAbove(megabytes: number): void {
	if (process.memoryUsage.rss() > megabytes * MEGABYTE) process.kill(process.pid, 'SIGKILL');
}
