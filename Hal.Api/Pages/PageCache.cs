using System.Globalization;
using Hal.Api.Domain.Projects;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Microsoft.Extensions.Caching.Memory;

namespace Hal.Api.Pages;

/// <summary>
/// A cache of help center pages. The key includes the versions of the data that a page is made from. Each request reads these versions, so
/// readers see a publication at once on every instance, and an outdated page is never found.
/// </summary>
public sealed class PageCache : IDisposable
{
    // In characters; about twice as many bytes.
    private const int MaxSize = 8 * 1024 * 1024;

    private const string VersionSql = "select version from knowledge_versions where project_id = $1";

    private static readonly TimeSpan IdleTime = TimeSpan.FromMinutes(10);

    // Another build of Hal may make other pages.
    private static readonly string Build = typeof(PageCache).Module.ModuleVersionId.ToString("N")[..8];

    private readonly MemoryCache _known = new(new MemoryCacheOptions { SizeLimit = MaxSize });

    /// <summary>The page of a request, made if this instance does not have it.</summary>
    /// <param name="key">What else the page depends on: its path and the language.</param>
    public async Task<Result<HelpPage>> GetAsync(Database database, Project project, string key, Func<Task<Result<HelpPage>>> make)
    {
        var version = await ReadVersionAsync(database, project);
        var full = (project.Id, project.Version, version, key);
        if (_known.TryGetValue(full, out HelpPage? known))
            return known!;

        var made = await make();
        if (!made.Succeeded)
            return made;

        var page = made.Value with { ETag = Tag(project, version, made.Value.Locale) };
        _known.Set(full, page, new MemoryCacheEntryOptions { Size = page.Body.Length + key.Length + 200, SlidingExpiration = IdleTime });
        return page;
    }

    /// <summary>Reads the version of the published content.</summary>
    public static Task<long> ReadVersionAsync(Database database, Project project) =>
        database.ReadOneAsync<long>(VersionSql, project.Id.Value);

    /// <summary>Adds the statement that reads the version of the published content.</summary>
    public static Fetched<long> Version(SqlRead read, Project project) => read.One<long>(VersionSql, project.Id.Value);

    /// <summary>The entity tag of a page that is made from these versions.</summary>
    /// <param name="version">The version of the published content.</param>
    /// <param name="locale">The language, if the address answers in several.</param>
    public static string Tag(Project project, long version, string locale = "") =>
        string.Create(CultureInfo.InvariantCulture, $"\"{Build}-{project.Version}-{version}{(locale.Length > 0 ? $"-{locale}" : "")}\"");

    /// <inheritdoc/>
    public void Dispose() => _known.Dispose();
}
