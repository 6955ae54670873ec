using Hal.Api.Families.Help;
using Hal.Api.Pages;
using Hal.Api.Platform.Errors;
using MediatR;

namespace Hal.Api.Help.Pages.ShowArticle;

/// <summary>An article for readers.</summary>
/// <param name="Project">The project.</param>
/// <param name="Locale">The language.</param>
/// <param name="Slug">Its slug, or a former one.</param>
/// <param name="IsThanked">Whether the reader has just sent feedback.</param>
/// <param name="IsRead">Whether the page is read. A HEAD request does not count as reading.</param>
public sealed record ShowArticleQuery(string? Project, string? Locale, string? Slug, bool IsThanked, bool IsRead)
    : IRequest<Result<HelpPage>>,
        IHelpRequest;
