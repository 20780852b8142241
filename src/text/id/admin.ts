/** The administration: its frame and its rooms. Each room's own words stand in a file of their own. */
export const admin = {
	title: 'Kelola',
	lead: (government: string) => `Pengaturan ${government}. Setiap perubahan tercatat.`,
	menu: 'Ruang kelola',
	/** What was just saved, on the page one returns to. */
	saved: 'Tersimpan.',
	/** Each has a line in `routes/kelola/rooms.ts`; the compiler asks for it. */
	rooms: {
		log: { name: 'Catatan perubahan', line: 'Siapa mengubah apa, kapan, dari apa menjadi apa.' },
	},
};
