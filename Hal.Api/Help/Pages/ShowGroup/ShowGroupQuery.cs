using Hal.Api.Families.Help;
using Hal.Api.Pages;
using Hal.Api.Platform.Errors;
using MediatR;

namespace Hal.Api.Help.Pages.ShowGroup;

/// <summary>All articles of a group.</summary>
/// <param name="Project">The project.</param>
/// <param name="Locale">The language.</param>
/// <param name="Group">The group.</param>
/// <param name="After">The cursor of the page before; null for the first page.</param>
public sealed record ShowGroupQuery(string? Project, string? Locale, string? Group, string? After)
    : IRequest<Result<HelpPage>>,
        IHelpRequest;
