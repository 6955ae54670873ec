using Hal.Api.Families.Help;
using Hal.Api.Pages;
using Hal.Api.Platform.Errors;
using MediatR;

namespace Hal.Api.Help.Pages.ShowHome;

/// <summary>The help center's first page in a language, or what a search finds in it.</summary>
/// <param name="Project">The project.</param>
/// <param name="Locale">The language; null for the reader's.</param>
/// <param name="Accepted">The languages that the reader's browser asks for, best first.</param>
/// <param name="Text">The search text; null for the first page.</param>
public sealed record ShowHomeQuery(string? Project, string? Locale, IReadOnlyList<string> Accepted, string? Text)
    : IRequest<Result<HelpPage>>,
        IHelpRequest;
