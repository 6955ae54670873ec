using Hal.Api.Families.Help;
using Hal.Api.Pages;
using Hal.Api.Platform.Errors;
using MediatR;

namespace Hal.Api.Help.Pages.ShowSitemap;

/// <summary>What search engines read to find all pages.</summary>
/// <param name="Project">The project.</param>
public sealed record ShowSitemapQuery(string? Project) : IRequest<Result<HelpPage>>, IHelpRequest;
