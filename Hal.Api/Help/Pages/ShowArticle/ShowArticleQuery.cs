using Hal.Api.Families.Help;
using Hal.Api.Pages;
using Hal.Api.Platform.Errors;
using MediatR;

namespace Hal.Api.Help.Pages.ShowArticle;

/// <summary>An article for readers.</summary>
/// <param name="Project">The project.</param>
/// <param name="Locale">The language.</param>
/// <param name="Slug">The slug it has, or had.</param>
/// <param name="IsThanked">Whether the reader has just said what it thinks.</param>
/// <param name="IsRead">Whether somebody reads it, and not only asks whether it is there.</param>
public sealed record ShowArticleQuery(string? Project, string? Locale, string? Slug, bool IsThanked, bool IsRead)
    : IRequest<Result<HelpPage>>,
        IHelpRequest;
