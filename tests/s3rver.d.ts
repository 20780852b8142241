/** As much of it as tests/s3.ts uses; it brings no types. */
declare module '@20minutes/s3rver' {
	import type { Server } from 'node:http';

	class S3rver {
		constructor(options: {
			readonly silent: boolean;
			readonly directory: string;
			readonly configureBuckets: readonly { readonly name: string; readonly configs: readonly string[] }[];
		});
		configureBuckets(): Promise<unknown>;
		listen(port: number, address: string): Promise<Server>;
	}
	export = S3rver;
}
