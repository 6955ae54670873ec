-- What a page that is remembered costs: whether it still holds.
\startpipeline
select version from projects where id = :project;
select version from knowledge_versions where project_id = :project;
\endpipeline
