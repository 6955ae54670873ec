using System.ComponentModel;
using System.Text.RegularExpressions;
using FluentValidation;
using Hal.Api.Domain.History;
using Hal.Api.Domain.Members;
using Hal.Api.Families.Account;
using Hal.Api.Http;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace Hal.Api.Account.Audit.ListAudit;

/// <summary>Lists who changed what in the workspace.</summary>
public sealed record ListAuditQuery : PageQuery, IRequest<Result<ListAuditResponse>>, IMemberRequest
{
    public static Role Needs => Role.Admin;

    [FromQuery(Name = "project_id"), Description("Only what was changed in this project.")]
    public string? ProjectId { get; init; }

    [FromQuery(Name = "target"), Description("Only what was changed of the contact, company, project… with this id.")]
    public string? Target { get; init; }

    [FromQuery(Name = "actor"), Description("Only what the member or API key with this id has changed.")]
    public string? Actor { get; init; }

    [FromQuery(Name = "action"), Description("Only changes of this kind, such as patch_contact.")]
    public string? Action { get; init; }
}

/// <summary>A page of the audit log.</summary>
/// <param name="Entries">The entries.</param>
/// <param name="NextCursor">Where the next page begins; null on the last.</param>
public sealed record ListAuditResponse(IReadOnlyList<ListAuditEntry> Entries, string? NextCursor);

/// <summary>One change.</summary>
/// <param name="Id">The entry's id.</param>
/// <param name="Source">The family of routes it came through.</param>
/// <param name="Actor">Who made it.</param>
/// <param name="Action">What was done, as patch_contact.</param>
/// <param name="ProjectId">The project; null for what concerns the whole workspace.</param>
/// <param name="TargetId">What was changed; null if it is no single thing.</param>
/// <param name="Fields">The names of the fields that were sent.</param>
/// <param name="RequestId">The request's X-Request-Id.</param>
/// <param name="At">When.</param>
public sealed record ListAuditEntry(
    Guid Id,
    [property: SchemaEnum(ChangeOrigin.AccountSource, ChangeOrigin.V1Source)] string Source,
    ListAuditActor Actor,
    string Action,
    Guid? ProjectId,
    Guid? TargetId,
    string[] Fields,
    string RequestId,
    DateTime At
);

/// <summary>Who made a change.</summary>
/// <param name="Id">The member's or key's id.</param>
/// <param name="Type">member or api_key.</param>
/// <param name="Name">Its present name; null if it has none or is gone.</param>
/// <param name="Email">The member's address; null for a key, and for a member who is gone.</param>
public sealed record ListAuditActor(Guid Id, [property: SchemaEnum("member", "api_key")] string Type, string? Name, string? Email);

public sealed partial class ListAuditValidator : AbstractValidator<ListAuditQuery>
{
    private const string NoId = "This must be an id.";

    public ListAuditValidator()
    {
        Include(new PageRules<ListAuditQuery>());
        RuleFor(x => x.ProjectId).Must(IsId).WithMessage(NoId);
        RuleFor(x => x.Target).Must(IsId).WithMessage(NoId);
        RuleFor(x => x.Actor).Must(IsId).WithMessage(NoId);
        RuleFor(x => x.Action)
            .Must(action => action is null || ActionForm().IsMatch(action))
            .WithMessage("This must be an action, such as patch_contact.");
    }

    private static bool IsId(string? text) => text is null || Guid.TryParseExact(text, "D", out _);

    [GeneratedRegex(@"\A[a-z0-9_]{1,100}\z")]
    private static partial Regex ActionForm();
}
