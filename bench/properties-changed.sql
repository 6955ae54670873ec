\set n random(1, :known)
\set seats random(1, 1000000000)
update contacts set metadata = metadata || jsonb_build_object('seats', :seats::int), updated_at = now(), version = version + 1 where project_id = :project and id = (select contact_id from visitors where project_id = :project and visitor_id = 'known-' || :n);
