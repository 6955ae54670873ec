\set n random(1, :known)
\startpipeline
select version from projects where id = :project;
select id, contact_id, active_company_id, verified, name, phone, properties, version from visitors where project_id = :project and visitor_id = 'known-' || :n;
select verified from contacts where project_id = :project and id = (select contact_id from visitors where project_id = :project and visitor_id = 'known-' || :n);
\endpipeline
