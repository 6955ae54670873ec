\set n random(1, :companies)
\set industry random(1, 1000000000)
\startpipeline
select a.version as account, p.version as project from sessions s join members m on m.id = s.member_id join accounts a on a.id = m.account_id left join projects p on p.id = :project and p.account_id = a.id and p.deleted_at is null where s.id = :session and s.revoked_at is null;
select version from projects where id = :project;
select c.id, c.external_id, c.name, c.domain, c.industry, c.stage_id, c.deal_value, c.notes, c.metadata, c.placeholder, c.created_at, c.updated_at, c.version from companies c where c.project_id = :project and c.id = ('01900000-0000-7000-9000-' || lpad(to_hex(:n::bigint), 12, '0'))::uuid;
select id from companies where project_id = :project and external_id = null;
\endpipeline
\startpipeline
select pg_advisory_xact_lock_shared(1);
with written as (update companies set external_id = external_id, name = name, name_key = name_key, domain = domain, stage_id = stage_id, deal_value = deal_value, metadata = metadata, placeholder = placeholder, industry = :industry::text, notes = notes, search_key = search_key, updated_at = now(), version = version + 1 where project_id = :project and id = ('01900000-0000-7000-9000-' || lpad(to_hex(:n::bigint), 12, '0'))::uuid returning 1) select assert_unchanged(exists (select from written));
insert into audit_entries (account_id, id, source, actor, action, project, target, fields, request, at) values (:account, uuid_v7(now()), 'account', 'member:bench', 'patch_company', :project, ('01900000-0000-7000-9000-' || lpad(to_hex(:n::bigint), 12, '0'))::uuid, '{industry}', 'bench', now());
\endpipeline
