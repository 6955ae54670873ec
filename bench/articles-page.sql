-- What a page that is remembered costs: whether it still holds.
\startpipeline
select version from projects where id = :project and deleted_at is null;
select version from knowledge_versions where project_id = :project;
\endpipeline
