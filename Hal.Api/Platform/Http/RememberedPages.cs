using Hal.Api.Domain.Projects;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Microsoft.Extensions.Caching.Memory;

namespace Hal.Api.Platform.Http;

/// <summary>A page of the help center, ready to be sent.</summary>
/// <param name="Body">The text.</param>
/// <param name="MediaType">What it is.</param>
/// <param name="ContentSecurityPolicy">What a browser may load for it.</param>
public sealed record HelpPage(string Body, string MediaType, string ContentSecurityPolicy)
{
    /// <summary>
    /// What stands in a page for the scheme and host that readers know the service by, until it is sent: callers name any host they like, and a page of each would be made and kept for them.
    /// Nobody can guess it, so no text of an article has it.
    /// </summary>
    public static readonly string Origin = $"origin{Guid.NewGuid():N}"[..22];

    /// <summary>Where the page is now, if its address is a former one; nothing else counts then.</summary>
    public string? MovedTo { get; init; }

    /// <summary>The article that it shows; null for none.</summary>
    public Guid? ArticleId { get; init; }

    /// <summary>The language, if that may be the reader's choice and not the address's.</summary>
    public string Locale { get; init; } = "";

    /// <summary>Changes whenever the page could.</summary>
    public string ETag { get; init; } = "";
}

/// <summary>
/// Pages that were made once, by the versions of what they were made of. Each request reads those versions, so what is published is seen at once, on every instance, and a page that no
/// longer holds is simply not found here.
/// </summary>
public sealed class RememberedPages : IDisposable
{
    // Characters, and so about twice as many bytes.
    private const int MaxSize = 8 * 1024 * 1024;

    private const string Version = "select version from knowledge_versions where project_id = $1";

    private static readonly TimeSpan IdleTime = TimeSpan.FromMinutes(10);

    // Another build may make other pages.
    private static readonly string Build = typeof(RememberedPages).Module.ModuleVersionId.ToString("N")[..8];

    private readonly MemoryCache _known = new(new MemoryCacheOptions { SizeLimit = MaxSize });

    /// <summary>The page of a request; it is only made where this instance does not know it yet.</summary>
    /// <param name="session">The way to the database.</param>
    /// <param name="project">The project.</param>
    /// <param name="key">What else decides what the page holds: its path and the language.</param>
    /// <param name="make">Makes the page.</param>
    public async Task<Result<HelpPage>> GetAsync(Session session, Project project, string key, Func<Task<Result<HelpPage>>> make)
    {
        ArgumentNullException.ThrowIfNull(make);
        var version = await VersionAsync(session, project);
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

    /// <summary>The version of what readers see, once it is sure that the project is still as remembered.</summary>
    /// <param name="session">The way to the database.</param>
    /// <param name="project">The project.</param>
    public static async Task<long> VersionAsync(Session session, Project project) => (await ReadAsync(session, project, new SqlBatch(), _ => Task.FromResult(true))).Version;

    /// <summary>The version of what readers see, and with the same round trip what else is asked for.</summary>
    /// <typeparam name="T">What else is read.</typeparam>
    /// <param name="session">The way to the database.</param>
    /// <param name="project">The project.</param>
    /// <param name="batch">The statements.</param>
    /// <param name="read">Takes the results in the statements' order.</param>
    public static Task<(long Version, T Read)> ReadAsync<T>(Session session, Project project, SqlBatch batch, Func<SqlResults, Task<T>> read)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(project);
        ArgumentNullException.ThrowIfNull(read);
        return session.ReadFactsAsync(
            project, new SqlBatch().Add(Version, project.Id.Value).Add(batch), async results => (await results.SingleOrDefaultAsync<long>(), await read(results)));
    }

    /// <summary>The entity tag of what was made of these versions.</summary>
    /// <param name="project">The project.</param>
    /// <param name="version">The version of what readers see.</param>
    /// <param name="locale">The language, where one address is answered in several.</param>
    public static string Tag(Project project, long version, string locale = "")
    {
        ArgumentNullException.ThrowIfNull(project);
        return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"\"{Build}-{project.Version}-{version}{(locale.Length > 0 ? $"-{locale}" : "")}\"");
    }

    /// <inheritdoc/>
    public void Dispose() => _known.Dispose();
}
