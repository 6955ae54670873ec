using System.Text.Json;
using System.Text.Json.Serialization;
using Hal.Api.Domain.Events;
using Hal.Api.Platform.Mapping;
using Hal.Api.Platform.Values;
using Mapster;

namespace Hal.Api.Domain.Timeline;

/// <summary>
/// Something that happened to a contact or a company (contract 3, 5). Beside what every entry has, it has the one member that its type is
/// called like.
/// </summary>
/// <param name="Type">What kind of thing happened.</param>
/// <param name="Id">Hal's id of it; of a merge, that of the contact that is gone.</param>
/// <param name="At">When it happened.</param>
/// <param name="Event">An event.</param>
/// <param name="StageChange">A company was moved in the pipeline.</param>
/// <param name="DealChange">The value of a company's deal was changed.</param>
/// <param name="Link">A contact was linked to a company.</param>
/// <param name="Merge">Another contact was merged into this one.</param>
/// <param name="Source">Through which family; null for links, of which that is not kept.</param>
/// <param name="Actor">Which visitor, member or key, as <c>visitor:…</c>, <c>member:…</c> or <c>api_key:…</c>; null where it is not
/// kept.</param>
public sealed record TimelineEntry(
    [property: SchemaEnum(
        TimelineRow.EventType,
        TimelineRow.StageChangeType,
        TimelineRow.DealChangeType,
        TimelineRow.LinkType,
        TimelineRow.MergeType
    )]
        string Type,
    Guid Id,
    DateTime At,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] TimelineEvent? Event,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] TimelineStageChange? StageChange,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] TimelineDealChange? DealChange,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] TimelineLink? Link,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] TimelineMerge? Merge,
    [property: SchemaEnum("widget", "account", "v1")] string? Source,
    string? Actor
)
{
    /// <summary>The entry of a row.</summary>
    /// <param name="row">The row.</param>
    public static TimelineEntry Of(TimelineRow row) => RowMapping.Map<TimelineRow, TimelineEntry>(row);

    private sealed class Mappings : IRegister
    {
        public void Register(TypeAdapterConfig config)
        {
            config
                .NewConfig<TimelineRow, TimelineEntry>()
                .Map(entry => entry.Event, row => row.Type == TimelineRow.EventType ? row : null)
                .Map(entry => entry.StageChange, row => row.Type == TimelineRow.StageChangeType ? row : null)
                .Map(entry => entry.DealChange, row => row.Type == TimelineRow.DealChangeType ? row : null)
                .Map(entry => entry.Link, row => row.Type == TimelineRow.LinkType ? row : null)
                .Map(entry => entry.Merge, row => row.Type == TimelineRow.MergeType ? row : null);
            config.NewConfig<TimelineRow, TimelineEvent>().Map(happened => happened.Metadata, row => row.Metadata.GetValueOrDefault());
            config
                .NewConfig<TimelineRow, TimelineStageChange>()
                .Map(change => change.From, row => TimelineStage.Of(row.FromId, row.FromName))
                .Map(change => change.To, row => TimelineStage.Of(row.ToId, row.ToName));
            config
                .NewConfig<TimelineRow, TimelineDealChange>()
                .Map(change => change.From, row => row.FromValue)
                .Map(change => change.To, row => row.ToValue);
            config.NewConfig<TimelineStage, TimelineStage>().MapWith(stage => stage);
            config.NewConfig<TimelineRow, TimelineLink>();
            config.NewConfig<TimelineRow, TimelineMerge>().Map(merge => merge.MergedId, row => row.Id);
        }
    }
}

/// <summary>An event.</summary>
/// <param name="Name">What happened.</param>
/// <param name="Value">The scalar that was sent with it.</param>
/// <param name="Entity">visitor or company.</param>
/// <param name="CompanyId">The company it belongs to.</param>
/// <param name="ContactId">The contact it belongs to.</param>
/// <param name="VisitorId">Hal's id of the visitor it belongs to.</param>
/// <param name="Metadata">Your own fields.</param>
public sealed record TimelineEvent(
    string Name,
    [property: SchemaType("string", "number", "boolean", "null")] JsonElement? Value,
    [property: SchemaEnum(NewEvent.VisitorEntity, NewEvent.CompanyEntity)] string Entity,
    Guid? CompanyId,
    Guid? ContactId,
    Guid? VisitorId,
    [property: SchemaType("object")] JsonElement Metadata
);

/// <summary>A move in the pipeline.</summary>
/// <param name="CompanyId">The company that was moved.</param>
/// <param name="From">Where it was; null for nowhere.</param>
/// <param name="To">Where it went; null for nowhere.</param>
public sealed record TimelineStageChange(Guid CompanyId, TimelineStage? From, TimelineStage? To);

/// <summary>A stage as it was called at the time.</summary>
/// <param name="Id">Hal's id; null if the stage is gone by now.</param>
/// <param name="Name">The name it had.</param>
public sealed record TimelineStage(Guid? Id, string Name)
{
    internal static TimelineStage? Of(Guid? id, string? name) => name is null ? null : new TimelineStage(id, name);
}

/// <summary>A change of what a deal is worth.</summary>
/// <param name="CompanyId">The company.</param>
/// <param name="From">What it was worth before; null for nothing said.</param>
/// <param name="To">What it was worth then; null for nothing said.</param>
public sealed record TimelineDealChange(Guid CompanyId, decimal? From, decimal? To);

/// <summary>A link that was made.</summary>
/// <param name="ContactId">The contact.</param>
/// <param name="CompanyId">The company it belongs to from then on.</param>
public sealed record TimelineLink(Guid ContactId, Guid CompanyId);

/// <summary>A merge.</summary>
/// <param name="MergedId">The contact that is gone.</param>
public sealed record TimelineMerge(Guid MergedId);
