using Hal.Api.Domain.History;
using Hal.Api.Domain.Metadata;
using Hal.Api.Domain.ProjectIds;
using Hal.Api.Platform.Data;

namespace Hal.Api.Domain.Contacts;

/// <summary>
/// Makes one contact of two (contract 4.2, rule 2): everything moves to the survivor, whose own values win; gaps are filled.
/// </summary>
public static class ContactMerge
{
    private const string MoveVisitors = """
        update visitors set contact_id = $3, version = version + 1 where project_id = $1 and contact_id = $2
        """;

    private const string MoveEvents = """
        update events set contact_id = $3 where project_id = $1 and contact_id = $2
        """;

    private const string MoveConversations = """
        update conversations set contact_id = $3, version = version + 1 where project_id = $1 and contact_id = $2
        """;

    private const string MoveLinks = """
        update contact_companies l set contact_id = $3
        where project_id = $1 and contact_id = $2
          and not exists (select from contact_companies o where o.project_id = $1 and o.contact_id = $3 and o.company_id = l.company_id)
        """;

    private const string DropLinks = """
        delete from contact_companies where project_id = $1 and contact_id = $2
        """;

    private const string MoveMerges = """
        update contact_merges set survivor_id = $3 where project_id = $1 and survivor_id = $2
        """;

    private const string Record = """
        insert into contact_merges (project_id, id, survivor_id, moved, source, actor, merged_at)
        select $1, $2, $3, jsonb_build_object(
                   'contact', to_jsonb(c) - 'project_id',
                   'visitor_ids', (select coalesce(jsonb_agg(v.id), '[]') from visitors v where v.project_id = $1 and v.contact_id = $2),
                   'company_ids', (select coalesce(jsonb_agg(l.company_id), '[]') from contact_companies l where l.project_id = $1
                       and l.contact_id = $2),
                   'conversation_ids', (select coalesce(jsonb_agg(v.id), '[]') from conversations v where v.project_id = $1
                       and v.contact_id = $2),
                   'events', (select count(*) from events e where e.project_id = $1 and e.contact_id = $2)),
               $4, $5, $6
        from contacts c
        where c.project_id = $1 and c.id = $2
        """;

    /// <summary>The survivor with its gaps filled.</summary>
    /// <param name="survivor">Whose values win.</param>
    /// <param name="absorbed">Whose values fill the gaps.</param>
    public static Contact Fill(Contact survivor, Contact absorbed)
    {
        return survivor with
        {
            Email = survivor.Email ?? absorbed.Email,
            UserId = survivor.UserId ?? absorbed.UserId,
            Name = survivor.Name ?? absorbed.Name,
            Phone = survivor.Phone ?? absorbed.Phone,
            Notes = survivor.Notes ?? absorbed.Notes,
            Tags = [.. survivor.Tags.Union(absorbed.Tags).Take(ContactRules.MaxTags)],
            Metadata = MetadataPatch.Fill(survivor.Metadata, absorbed.Metadata).Filled,
            Verified = survivor.Verified || absorbed.Verified,
        };
    }

    /// <summary>
    /// Moves what belongs to the absorbed contact and deletes it. The survivor's own row is the caller's to save, after this.
    /// </summary>
    /// <param name="survivor">The contact that stays.</param>
    /// <param name="absorbed">The contact that goes, as it was read.</param>
    /// <param name="origin">Who merges them.</param>
    public static void Move(SqlBatch batch, ProjectId project, Contact survivor, Contact absorbed, ChangeOrigin origin)
    {
        var (from, to) = (absorbed.Id, survivor.Id);
        batch
            .Add(Record, project.Value, from, to, origin.Source, origin.Actor, origin.At)
            .Add(MoveVisitors, project.Value, from, to)
            .Add(MoveEvents, project.Value, from, to)
            .Add(MoveConversations, project.Value, from, to)
            .Add(MoveLinks, project.Value, from, to)
            .Add(DropLinks, project.Value, from)
            .Add(MoveMerges, project.Value, from, to);
        ContactWrites.Delete(batch, project, absorbed);
    }
}
