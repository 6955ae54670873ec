\set i :i + 1
\set n random(1, :known)
\set a random(0, 281474976710655)
\startpipeline
select pg_advisory_xact_lock_shared(1);
insert into contacts (project_id, id, email, user_id, name, phone, notes, tags, metadata, verified, search_key, created_at, updated_at) values (:project, ('00000000-0000-7000-a000-' || lpad(to_hex(:a::bigint), 12, '0'))::uuid, 'floor-' || :round || '-' || :client_id || '-' || :i, null, 'Ana Novak', null, null, '{}', '{"plan":"pro"}', false, bench.search_key('Ana Novak', 'floor-' || :round || '-' || :client_id || '-' || :i), now(), now());
insert into contact_companies (project_id, id, contact_id, company_id, created_at) select :project, bench.uuid_v7(), ('00000000-0000-7000-a000-' || lpad(to_hex(:a::bigint), 12, '0'))::uuid, company_id, now() from contact_companies where project_id = :project and contact_id = bench.contact(:n) limit 1 on conflict on constraint contact_companies_link_uq do nothing;
insert into visitors (project_id, id, visitor_id, contact_id, active_company_id, verified, name, phone, properties, first_seen_at, last_seen_at) values (:project, bench.uuid_v7(), 'floor-' || :round || '-' || :client_id || '-' || :i, ('00000000-0000-7000-a000-' || lpad(to_hex(:a::bigint), 12, '0'))::uuid, null, false, null, null, '{}', now(), now());
\endpipeline
