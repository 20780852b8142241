-- Fills one government with reports as a year leaves them: every table of a report, invented words, no person of this world.
--
-- Expects the temporary tables `wanted` (agency int) and `drawn` (n int, code text). Chains of evidence are as long and
-- as heavy as real ones, but nobody links them: verify-chain is not for this database.

create temp table word (kind text, n int, text text);
insert into word
select kind, row_number() over (partition by kind) - 1, text from (values
  ('thing', 'Lampu jalan'), ('thing', 'Jalan lingkungan'), ('thing', 'Saluran air'), ('thing', 'Pipa air bersih'), ('thing', 'Tumpukan sampah'),
  ('thing', 'Jembatan kayu'), ('thing', 'Antrean loket'), ('thing', 'Obat di puskesmas'), ('thing', 'Atap ruang kelas'), ('thing', 'Trotoar'),
  ('thing', 'Pohon tua'), ('thing', 'Rambu di simpang'), ('thing', 'Perekaman KTP'), ('thing', 'Bantuan pangan'), ('thing', 'Pagar lapangan'),
  ('state', 'padam sejak tiga malam'), ('state', 'berlubang setelah hujan'), ('state', 'tersumbat dan meluap'), ('state', 'bocor di tepi jalan'),
  ('state', 'tidak diangkut dua pekan'), ('state', 'lapuk dan bergoyang'), ('state', 'tidak dilayani sampai siang'), ('state', 'kosong sejak awal bulan'),
  ('state', 'roboh sebagian'), ('state', 'tertutup barang dagangan'), ('state', 'hampir tumbang'), ('state', 'hilang dan membahayakan'), ('state', 'belum selesai sejak lama'),
  ('where', 'di depan pasar'), ('where', 'dekat langgar'), ('where', 'di samping sekolah'), ('where', 'di ujung gang'), ('where', 'di tepi sungai'),
  ('where', 'di belakang balai desa'), ('where', 'di pertigaan'), ('where', 'dekat dermaga'), ('where', 'di seberang puskesmas'), ('where', 'di batas desa'),
  ('told', 'Warga yang pulang malam kesulitan melihat jalan dan dua pengendara hampir jatuh.'),
  ('told', 'Kami sudah menyampaikan hal ini kepada ketua RT, tetapi belum ada yang datang memeriksa.'),
  ('told', 'Setiap hujan deras air masuk ke teras rumah dan anak-anak berangkat sekolah lewat air.'),
  ('told', 'Pedagang terpaksa pindah ke seberang karena bau dan lalat.'),
  ('told', 'Foto saya ambil pagi tadi sekitar pukul tujuh, keadaannya masih sama sampai sore.'),
  ('told', 'Tahun lalu pernah diperbaiki, namun hanya bertahan beberapa pekan.'),
  ('told', 'Mohon diberi tahu kapan petugas dapat datang supaya kami bisa menyiapkan tempat.'),
  ('told', 'Orang tua dan ibu hamil paling terdampak karena harus memutar cukup jauh.'),
  ('told', 'Petugas loket meminta kami kembali besok tanpa menjelaskan berkas apa yang kurang.'),
  ('told', 'Panjangnya kira-kira dua puluh meter dan lebarnya hampir setengah jalan.'),
  ('told', 'Kami bersedia bergotong royong bila bahan disediakan.'),
  ('told', 'Tidak ada tanda peringatan sehingga pengendara dari luar sering terkejut.'),
  ('told', 'Airnya keruh pada pagi hari dan baru jernih menjelang siang.'),
  ('told', 'Harapan kami ada jadwal yang tetap dan diumumkan di papan desa.'),
  ('done', 'Petugas datang memeriksa, mengganti bagian yang rusak, dan mencobanya bersama ketua RT.'),
  ('done', 'Lokasi dibersihkan, saluran dikeruk sepanjang tiga puluh meter, dan jadwal berikutnya dipasang di papan desa.'),
  ('done', 'Berkas diproses ulang hari itu juga dan pemohon menerima dokumennya pada pukul dua siang.'),
  ('done', 'Lubang ditambal dengan aspal dingin; pelapisan penuh masuk rencana triwulan berikutnya.'),
  ('found', 'Kerusakan sesuai dengan yang dilaporkan.'), ('found', 'Penyebabnya kabel yang terkelupas.'), ('found', 'Saluran tersumbat akar dan plastik.')
) as given(kind, text);
create temp view pick as select kind, array_agg(text order by n) as texts, count(*)::int as many from word group by kind;

-- What each report is; `a` to `f` are its dice, the same for the same n.
create temp table seed as
select d.n, uuidv7(-r.age * interval '1 day') as id, d.code, w.agency, date_trunc('milliseconds', now() - r.age * interval '1 day') as received_at, r.*,
  (array['open', 'open', 'open', 'open', 'open', 'open', 'open', 'open', 'anonymous', 'confidential'])[1 + d.n % 10] as confidentiality,
  (array['complaint', 'complaint', 'complaint', 'complaint', 'complaint', 'complaint', 'information_request', 'aspiration', 'complaint', 'complaint'])[1 + (d.n / 10) % 10] as kind
from drawn d cross join wanted w
cross join lateral (
  select (365 * (abs(hashint4extended(d.n, 1)) % 1000003) / 1000003.0)::float8 as age,
         (abs(hashint4extended(d.n, 2)) % 100)::int as a, (abs(hashint4extended(d.n, 3)) % 100003)::int as b, (abs(hashint4extended(d.n, 4)) % 100003)::int as c,
         (abs(hashint4extended(d.n, 5)) % 100003)::int as d, (abs(hashint4extended(d.n, 6)) % 100003)::int as e, (abs(hashint4extended(d.n, 7)) % 100)::int as f
) r;
update seed set kind = 'supervisory_complaint', confidentiality = 'confidential' where e % 50 = 0;

create temp table filled as
with desk as (
  select u.id as verifier, t.id as book from unit u cross join wanted w
    cross join lateral (select id from term_book t where t.agency_id = w.agency order by version desc limit 1) t
  where u.agency_id = w.agency and u.kind = 'complaint_desk'
), offices as (
  select array_agg(u.id order by u.key) as ids, count(*)::int as many from unit u cross join wanted w where u.agency_id = w.agency and u.kind not in ('leadership', 'complaint_desk', 'inspectorate')
), villages as (
  select array_agg(r.code order by r.code) as codes, array_agg(r.parent_code order by r.code) as districts, count(*)::int as many
  from region r cross join wanted w where r.agency_id = w.agency and r.kind = 'village'
), categories as (
  select array_agg(c.id order by c.key) as ids, count(*)::int as many from category c cross join wanted w where c.agency_id = w.agency
)
select s.*, desk.verifier, desk.book,
  case when s.age > 20 then (case when a < 72 then 'closed' when a < 80 then 'answered' when a < 87 then 'in_progress' when a < 90 then 'forwarded' when a < 97 then 'archived' else 'referred_out' end)
       else (case when a < 22 then 'received' when a < 26 then 'awaiting_reporter' when a < 48 then 'forwarded' when a < 74 then 'in_progress' when a < 92 then 'answered' else 'closed' end) end as status,
  -- A few offices receive most: the square of the die.
  offices.ids[1 + ((s.b / 100003.0) ^ 2 * offices.many)::int % offices.many] as office,
  villages.codes[1 + s.c % villages.many] as village, villages.districts[1 + s.c % villages.many] as district, categories.ids[1 + s.d % categories.many] as category,
  least(s.received_at + (1 + s.f % 3) * interval '1 day', now()) as forwarded_at,
  least(s.received_at + (3 + s.f % 14) * interval '1 day', now()) as answered_at,
  least(s.received_at + (5 + s.f % 24) * interval '1 day', now()) as closed_at,
  thing.texts[1 + s.b % thing.many] || ' ' || state.texts[1 + s.c % state.many] as title,
  place.texts[1 + s.d % place.many] as place,
  concat_ws(' ', thing.texts[1 + s.b % thing.many] || ' ' || place.texts[1 + s.d % place.many] || ' ' || state.texts[1 + s.c % state.many] || '.',
    told.texts[1 + s.b % told.many], told.texts[1 + s.c % told.many], case when s.f > 40 then told.texts[1 + s.d % told.many] end, case when s.f > 75 then told.texts[1 + s.e % told.many] end) as body,
  done.texts[1 + s.d % done.many] as done, found.texts[1 + s.d % found.many] as found
from seed s cross join desk cross join offices cross join villages cross join categories
cross join (select * from pick where kind = 'thing') thing cross join (select * from pick where kind = 'state') state
cross join (select * from pick where kind = 'where') place cross join (select * from pick where kind = 'told') told
cross join (select * from pick where kind = 'done') done cross join (select * from pick where kind = 'found') found;
alter table filled add primary key (id);
analyze filled;

create temp view stand as
select f.*, case when status in ('received', 'awaiting_reporter', 'archived', 'referred_out') then null else office end as unit,
  status in ('closed', 'archived', 'referred_out') as is_over
from filled f;

insert into clock_term (agency_id, days, counted, source)
select distinct b.agency_id, t.days, t.counted, t.source from term t join term_book b on b.id = t.term_book_id join wanted w on w.agency = b.agency_id
on conflict do nothing;

-- Every clock that ever ran for it: days as the nation's book has them, counted roughly; a whole hour is where a day ends.
create temp table ticking as
select s.id, t.clock, ct.id as term_id, k.unit_id, k.started_at, date_trunc('hour', k.started_at + t.days * (case when t.counted = 'working' then 1.45 else 1 end) * interval '1 day') as late_from, k.ended_at, k.met
from stand s
cross join lateral (values
  ('case', s.verifier, s.received_at, case when s.status in ('answered', 'closed') then s.answered_at when s.is_over then s.forwarded_at end, s.status in ('answered', 'closed'), true),
  ('verify', s.verifier, s.received_at, case when s.status <> 'received' then s.forwarded_at end, true, true),
  ('first_answer', s.unit, s.forwarded_at, case when s.status in ('answered', 'closed') then s.answered_at end, true, s.unit is not null),
  ('complete', s.unit, s.forwarded_at, case when s.status in ('answered', 'closed') then s.answered_at end, true, s.unit is not null),
  ('supply', s.verifier, s.forwarded_at, null, true, s.status = 'awaiting_reporter'),
  ('silence', s.unit, s.answered_at, case when s.status = 'closed' then s.closed_at end, true, s.status in ('answered', 'closed'))
) k(clock, unit_id, started_at, ended_at, met, runs)
join term t on t.term_book_id = s.book and t.kind = s.kind and t.clock = k.clock
join clock_term ct on ct.agency_id = s.agency and (ct.days, ct.counted, ct.source) = (t.days, t.counted, t.source)
where k.runs;
create index on ticking (id);

-- Every step of it, with the words that go with it.
create temp table walked as
select s.id, w.seq, w.step, w.to_status, w.role, w.unit_id, w.target, w.readers, w.at, w.facts, w.parts
from stand s
cross join lateral (values
  (1, 'submit', 'received', 'reporter', null::int, null::int, 'public', s.received_at, jsonb_build_object('kind', s.kind, 'confidentiality', s.confidentiality, 'channel', 'web'), null::jsonb),
  (2, 'forward', 'forwarded', 'agency_admin', s.verifier, s.unit, 'public', s.forwarded_at, '{"by": "AR"}'::jsonb, '{}'::jsonb),
  (2, 'ask_reporter', 'awaiting_reporter', 'agency_admin', s.verifier, null, 'reporter', s.forwarded_at, '{"by": "AR"}'::jsonb, '{"words": "Di sisi jalan yang mana, dan sejak kapan?"}'::jsonb),
  (2, 'archive', 'archived', 'agency_admin', s.verifier, null, 'reporter', s.forwarded_at, '{"by": "AR", "reasonCode": "too_general"}'::jsonb, '{"words": "Laporan ini belum menyebut tempat dan kejadian, sehingga belum dapat diperiksa."}'::jsonb),
  (2, 'refer_out', 'referred_out', 'agency_admin', s.verifier, null, 'public', s.forwarded_at, '{"by": "AR", "otherBody": "Balai Jalan Nusantara"}'::jsonb, '{"words": "Ruas ini dikelola lembaga lain.", "how": "Hubungi loket balai dengan menyebut nomor ini."}'::jsonb),
  (3, 'start', 'in_progress', 'liaison', s.unit, null, 'public', s.forwarded_at + interval '5 hours', '{"by": "SN"}'::jsonb, '{}'::jsonb),
  (4, 'answer', 'answered', 'liaison', s.unit, null, 'public', s.answered_at, jsonb_build_object('by', 'SN', 'when', s.answered_at::date),
     jsonb_build_object('found', s.found, 'done', s.done, 'who', 'Regu lapangan dan ketua RT', 'evidence', 'Berita acara dan dua foto')),
  (5, 'confirm', 'closed', 'reporter', null, null, 'public', s.closed_at, '{"rating": 4}'::jsonb, '{}'::jsonb),
  (5, 'close_silent', 'closed', 'system', null, null, 'public', s.closed_at, '{}'::jsonb, '{}'::jsonb)
) w(seq, step, to_status, role, unit_id, target, readers, at, facts, parts)
where (w.step = 'submit') or (w.step = 'forward' and s.unit is not null) or (w.step = 'ask_reporter' and s.status = 'awaiting_reporter')
   or (w.step = 'archive' and s.status = 'archived') or (w.step = 'refer_out' and s.status = 'referred_out')
   or (w.step = 'start' and s.status in ('in_progress', 'answered', 'closed')) or (w.step = 'answer' and s.status in ('answered', 'closed'))
   or (w.step = 'confirm' and s.status = 'closed' and s.f < 55) or (w.step = 'close_silent' and s.status = 'closed' and s.f >= 55);
create index on walked (id, seq);
analyze ticking; analyze walked;

insert into report (id, agency_id, code, kind, status, confidentiality, channel, verifier_unit_id, unit_id, category_id, district_code, village_code, term_book_id,
  received_at, opened_at, ended_at, outcome, archived_for, referred_to, asks, due_at, rating, support_count, has_email, receipt_mac)
select s.id, s.agency, s.code, s.kind, s.status, s.confidentiality, 'web', s.verifier, s.unit, s.category, s.district, s.village, s.book,
  s.received_at, case when s.status <> 'received' then s.forwarded_at end,
  case when s.status = 'closed' then s.closed_at when s.is_over then s.forwarded_at end,
  case when s.status = 'closed' then case when s.f < 55 then 'confirmed' else 'silent' end end,
  case when s.status = 'archived' then 'too_general' end,
  case when s.status = 'referred_out' then '{"name": "Balai Jalan Nusantara", "how": "Hubungi loket balai dengan menyebut nomor ini."}'::jsonb end,
  case when s.status = 'awaiting_reporter' then 1 else 0 end,
  (select min(t.late_from) from ticking t where t.id = s.id and t.ended_at is null and t.clock <> 'case'),
  case when s.status = 'closed' and s.f < 55 then 1 + s.b % 5 end, case when s.f > 90 then s.c % 30 else 0 end, s.f % 2 = 0, substr(sha256(s.id::text::bytea), 1, 16)
from stand s order by s.received_at;

insert into report_content (report_id, agency_id, title, body, place, salt) select id, agency, title, body, place, left(md5(id::text), 22) from filled order by received_at;

insert into reporter_identity (report_id, part, agency_id, sealed)
select id, part, agency, sha256((id::text || part)::bytea) || sha256((part || id::text)::bytea) from filled cross join unnest(array['name', 'contact']) as part
where part = 'name' and confidentiality = 'open' or part = 'contact' and f % 2 = 0 order by received_at;

-- What is late has been seen to: otherwise the worker would climb through thousands of them while we measure.
insert into report_clock (agency_id, report_id, clock, unit_id, started_at, term_id, late_from, ended_at, met, settled_until)
select w.agency, t.id, t.clock, t.unit_id, t.started_at, t.term_id, t.late_from, t.ended_at, case when t.ended_at is not null then t.met end,
  case when t.ended_at is null and t.late_from < now() + interval '1 day' then 'infinity'::timestamptz end
from ticking t cross join wanted w order by t.started_at;

insert into report_step (agency_id, report_id, seq, step, to_status, actor_role, unit_id, target_unit_id, facts, readers, at, commitments, hash)
select w.agency, k.id, k.seq, k.step, k.to_status, k.role, k.unit_id, k.target, k.facts, k.readers, k.at,
  case when k.parts is distinct from '{}' then sha256(convert_to(k.id::text, 'UTF8')) else '' end, sha256((k.id::text || k.seq)::bytea)
from walked k cross join wanted w order by k.at;

insert into step_text (report_id, seq, agency_id, readers, salt, texts)
select k.id, k.seq, w.agency, k.readers, left(md5(k.id::text || k.seq), 22), k.parts
from walked k cross join wanted w where k.parts <> '{}' order by k.at;

insert into publication (report_id, agency_id, code, kind, status, outcome, confidentiality, holder, unit_id, verifier_unit_id, category_id, district_code, village_code, received_on, checked,
  published_at, title, body, place, first_name, due_at, answered_at, ended_at, rating, support_count, referred_to, version)
select s.id, s.agency, s.code, s.kind, s.status, r.outcome, s.confidentiality,
  case when s.status = 'received' then 'verifier' when s.status in ('forwarded', 'in_progress') then 'unit' when s.status = 'referred_out' then 'other_body' else 'reporter' end,
  s.unit, s.verifier, s.category, s.district, s.village, s.received_at::date, s.status <> 'received',
  p.at, case when p.at is not null then s.title end, case when p.at is not null then s.body end, case when p.at is not null then s.place end,
  case when s.confidentiality = 'open' then 'Siti' end, r.due_at, case when s.status in ('answered', 'closed') then s.answered_at end, r.ended_at, r.rating, r.support_count, r.referred_to, 1
from stand s join report r on r.id = s.id
cross join lateral (select case when s.unit is not null then s.forwarded_at end as at) p
where s.confidentiality <> 'confidential' and s.kind <> 'supervisory_complaint' order by s.received_at;

insert into code_use (agency_id, year, used) select agency, extract(year from now()), (select count(*) from drawn) from wanted
on conflict (agency_id, year) do update set used = excluded.used;
