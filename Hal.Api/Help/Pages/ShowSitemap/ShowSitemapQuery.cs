using Hal.Api.Families.Help;
using Hal.Api.Pages;
using Hal.Api.Platform.Errors;
using MediatR;

namespace Hal.Api.Help.Pages.ShowSitemap;

/// <summary>The sitemap, in which search engines find all pages.</summary>
/// <param name="Project">The project.</param>
public sealed record ShowSitemapQuery(string? Project) : IRequest<Result<HelpPage>>, IHelpRequest;
