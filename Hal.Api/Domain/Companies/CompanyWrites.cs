using Hal.Api.Domain.History;
using Hal.Api.Domain.Names;
using Hal.Api.Domain.Notices;
using Hal.Api.Domain.ProjectIds;
using Hal.Api.Domain.Projects;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Values;

namespace Hal.Api.Domain.Companies;

/// <summary>Writes companies. History follows from the difference between before and after, so no writer can forget it.</summary>
public static class CompanyWrites
{
    private const string Insert = """
        insert into companies (project_id, id, external_id, name, name_key, domain, stage_id, deal_value, metadata, placeholder,
            industry, notes, search_key, created_at,
            updated_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $14)
        """;

    private const string Update = """
        with written as (
            update companies
            set external_id = $3, name = $4, name_key = $5, domain = $6, stage_id = $7, deal_value = $8, metadata = $9, placeholder = $10,
                industry = $11, notes = $12, search_key = $13, updated_at = $14, version = version + 1
            where project_id = $1 and id = $2 and version = $15
            returning 1)
        select assert_unchanged(exists (select from written))
        """;

    private const string InsertStageChange = """
        insert into stage_changes (project_id, id, company_id, from_stage_id, from_name, to_stage_id, to_name, source, actor, changed_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        """;

    private const string InsertDealChange = """
        insert into deal_changes (project_id, id, company_id, from_value, to_value, source, actor, changed_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8)
        """;

    private const string MoveEvents = "update events set company_id = $3 where project_id = $1 and company_id = $2";

    private const string MoveVisitors = """
        update visitors set active_company_id = $3, version = version + 1 where project_id = $1 and active_company_id = $2
        """;

    private const string Unlink = "delete from contact_companies where project_id = $1 and contact_id = $2 and company_id = $3";

    // If another contact is linked in the meantime, the foreign key rolls the whole batch back.
    private const string Delete = """
        with gone as (delete from companies where project_id = $1 and id = $2 and version = $3 returning 1)
        select assert_unchanged(exists (select from gone))
        """;

    // A bare name or domain has no unique index, so a call that creates a company for one locks it until the commit and looks again.
    private const string Claim = "select pg_advisory_xact_lock(hashtextextended($1::text || ':' || $2, 0))";

    private const string AssertNoName = """
        select assert_unchanged(not exists (select from companies where project_id = $1 and name_key = $2
            and (not placeholder or domain is not null)))
        """;

    private const string AssertNoDomain = """
        select assert_unchanged(not exists (select from companies where project_id = $1 and domain = $2))
        """;

    /// <summary>Inserts a company, or updates it if it has changed and is still at the version that was read.</summary>
    /// <param name="before">The company as it was read; null if it is new.</param>
    /// <param name="after">The company after the change.</param>
    /// <param name="origin">Who changes it.</param>
    public static void Save(SqlBatch batch, Project project, Company? before, Company after, ChangeOrigin origin)
    {
        if (before == after)
            return;

        var (id, key) = (project.Id.Value, FoldedName.Of(after.Name));
        if (before is null)
        {
            ClaimNameOrDomain(batch, id, after, key);
            Add(batch, project, after, origin);
            return;
        }

        batch.Add(
            Update,
            id,
            after.Id,
            after.ExternalId,
            after.Name,
            key,
            after.Domain,
            after.StageId,
            after.DealValue,
            after.Metadata,
            after.Placeholder,
            after.Industry,
            after.Notes,
            SearchKey.Of(after.Name, after.Domain),
            origin.At,
            before.Version
        );
        Record(batch, project, before, after, origin);
    }

    /// <summary>Inserts a company that somebody wants to have whoever else is called like it: names and domains are not unique.</summary>
    /// <param name="origin">Who makes it.</param>
    public static void Add(SqlBatch batch, Project project, Company company, ChangeOrigin origin)
    {
        batch.Add(
            Insert,
            project.Id.Value,
            company.Id,
            company.ExternalId,
            company.Name,
            FoldedName.Of(company.Name),
            company.Domain,
            company.StageId,
            company.DealValue,
            company.Metadata,
            company.Placeholder,
            company.Industry,
            company.Notes,
            SearchKey.Of(company.Name, company.Domain),
            origin.At
        );
        Record(batch, project, null, company, origin);
    }

    private static void Record(SqlBatch batch, Project project, Company? before, Company after, ChangeOrigin origin)
    {
        var id = project.Id.Value;
        if (before?.StageId != after.StageId)
        {
            var (from, to) = (project.Stages.ById(before?.StageId), project.Stages.ById(after.StageId));
            batch.Add(
                InsertStageChange,
                id,
                Ids.New(),
                after.Id,
                from?.Id,
                from?.Name,
                to?.Id,
                to?.Name,
                origin.Source,
                origin.Actor,
                origin.At
            );
        }

        if (before?.DealValue != after.DealValue)
            batch.Add(
                InsertDealChange,
                id,
                Ids.New(),
                after.Id,
                before?.DealValue,
                after.DealValue,
                origin.Source,
                origin.Actor,
                origin.At
            );

        StreamNotices.CompanyUpdated(batch, project.Id, after.Id, origin.At);
    }

    /// <summary>
    /// Replaces a placeholder of <see cref="CompanyLink.Replaceable"/> by a real company, which takes over its events and its visitors.
    /// </summary>
    /// <param name="contact">The contact whose placeholder it is.</param>
    /// <param name="placeholder">The placeholder, as it was read.</param>
    /// <param name="substitute">The company that replaces it.</param>
    public static void Replace(SqlBatch batch, ProjectId project, Guid contact, CompanyLink placeholder, Guid substitute)
    {
        batch
            .Add(MoveEvents, project.Value, placeholder.CompanyId, substitute)
            .Add(MoveVisitors, project.Value, placeholder.CompanyId, substitute)
            .Add(Unlink, project.Value, contact, placeholder.CompanyId)
            .Add(Delete, project.Value, placeholder.CompanyId, placeholder.Version);
    }

    private static void ClaimNameOrDomain(SqlBatch batch, Guid project, Company company, string key)
    {
        if (company is { Placeholder: true, Domain: { } domain })
            batch.Add(Claim, project.ToString(), $"domain:{domain}").Add(AssertNoDomain, project, domain);
        else if (company is { Placeholder: false, ExternalId: null })
            batch.Add(Claim, project.ToString(), $"name:{key}").Add(AssertNoName, project, key);
    }
}
