using System.Globalization;
using Hal.Api.Domain.Projects;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Microsoft.Extensions.Caching.Memory;

namespace Hal.Api.Pages;

/// <summary>
/// Pages of the help center, kept by the versions of what they were made of. Each request reads those versions, so what is published is
/// seen at once on every instance, and a page that is outdated is simply not found here.
/// </summary>
public sealed class PageCache : IDisposable
{
    // In characters, and so about twice as many bytes.
    private const int MaxSize = 8 * 1024 * 1024;

    private const string VersionSql = "select version from knowledge_versions where project_id = $1";

    private static readonly TimeSpan IdleTime = TimeSpan.FromMinutes(10);

    // Another build may make other pages.
    private static readonly string Build = typeof(PageCache).Module.ModuleVersionId.ToString("N")[..8];

    private readonly MemoryCache _known = new(new MemoryCacheOptions { SizeLimit = MaxSize });

    /// <summary>The page of a request. It is made only if this instance does not know it yet.</summary>
    /// <param name="key">What else decides what the page holds: its path and the language.</param>
    /// <param name="make">Makes the page.</param>
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

    /// <summary>Reads the version of what readers see.</summary>
    public static Task<long> ReadVersionAsync(Database database, Project project) =>
        database.ReadOneAsync<long>(VersionSql, project.Id.Value);

    /// <summary>Adds the version of what readers see to a read.</summary>
    public static Fetched<long> Version(SqlRead read, Project project) => read.One<long>(VersionSql, project.Id.Value);

    /// <summary>The entity tag of what was made of these versions.</summary>
    /// <param name="version">The version of what readers see.</param>
    /// <param name="locale">The language, where one address is answered in several.</param>
    public static string Tag(Project project, long version, string locale = "") =>
        string.Create(CultureInfo.InvariantCulture, $"\"{Build}-{project.Version}-{version}{(locale.Length > 0 ? $"-{locale}" : "")}\"");

    /// <inheritdoc/>
    public void Dispose() => _known.Dispose();
}
