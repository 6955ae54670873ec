\set n random(1, :known)
\startpipeline
select pg_advisory_xact_lock_shared(1);
insert into events (project_id, id, visitor_id, contact_id, company_id, entity, name, value, event_key, metadata, source, occurred_at, created_at) values (:project, bench.uuid_v7(), bench.visitor(:n), bench.contact(:n), null, 'visitor', 'page_viewed', to_jsonb(:n::int), null, '{"path":"/pricing"}', 'widget', now(), now());
\endpipeline
