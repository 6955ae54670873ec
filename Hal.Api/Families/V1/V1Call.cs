using Hal.Api.Domain.ApiKeys;
using Hal.Api.Domain.History;
using Hal.Api.Domain.ProjectIds;
using Hal.Api.Domain.Projects;

namespace Hal.Api.Families.V1;

/// <summary>
/// What the v1 family has established about the call. Filled by <see cref="V1Behavior{TRequest,TResponse}"/>, read by handlers.
/// </summary>
public sealed class V1Call
{
    private ApiKey? _key;
    private Project? _project;

    /// <summary>The key that calls.</summary>
    public ApiKey Key => _key ?? throw new InvalidOperationException("No API key's call has been admitted.");

    /// <summary>The key's project, with its settings and stages.</summary>
    public Project Project => _project ?? throw new InvalidOperationException("No API key's call has been admitted.");

    /// <summary>The project's id.</summary>
    public ProjectId ProjectId => Project.Id;

    /// <summary>Whether the key may see the names of people, wherever they appear.</summary>
    public bool SeesContacts => Key.Scopes.Contains(Scopes.ContactsRead);

    /// <summary>The origin of a change, for the history.</summary>
    public ChangeOrigin Origin(DateTime now) => new(ChangeOrigin.V1Source, ChangeOrigin.KeyActor(Key.Id), now);

    internal void Admit(ApiKey key, Project project) => (_key, _project) = (key, project);
}
