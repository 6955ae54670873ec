\set n random(1, :size)
\startpipeline
select a.version as account, p.version as project from sessions s join members m on m.id = s.member_id join accounts a on a.id = m.account_id left join projects p on p.id = :project and p.account_id = a.id and p.deleted_at is null where s.id = :session and s.revoked_at is null;
select c.id, c.email, c.user_id, c.name, c.phone, c.notes, c.tags, c.metadata, c.verified, array(select l.company_id from contact_companies l where l.project_id = c.project_id and l.contact_id = c.id order by l.id) as company_ids, c.created_at, c.updated_at, c.version from contacts c where c.project_id = :project and c.id < ('01900000-0000-7000-8000-' || lpad(to_hex(:n::bigint), 12, '0'))::uuid order by c.id desc limit 51;
\endpipeline
