using Hal.Api.Domain.ProjectIds;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;

namespace Hal.Api.Domain.Contacts;

/// <summary>
/// Finds a contact by its id. A contact that was merged into another answers 410 with the id of the survivor (contract 5).
/// </summary>
public static class ContactLookup
{
    /// <summary>The contact was merged into another.</summary>
    public static readonly ProblemCode Merged = new(410, "contact_merged", "This contact was merged into another");

    private const string Survivor = "select survivor_id from contact_merges where project_id = $1 and id = $2";

    /// <summary>Adds the statements that find a contact.</summary>
    /// <param name="id">The contact's id.</param>
    /// <param name="collection">Where contacts are found, such as <c>/api/contacts</c>.</param>
    /// <returns>The contact, 410 or 404.</returns>
    public static Fetched<Result<ContactAnswer>> Contact(this SqlRead read, ProjectId project, Guid id, string collection = "/api/contacts")
    {
        var contact = read.One<ContactAnswer>(ContactAnswer.ById, project.Value, id);
        var survivor = read.One<Guid?>(Survivor, project.Value, id);
        return new(() => contact.Value is { } found ? found : Gone(survivor.Value, collection));
    }

    private static Problem Gone(Guid? survivor, string collection) =>
        survivor is null
            ? Problem.NotFound("contact")
            : new Problem(Merged, $"The contact is now {survivor}; use that id.")
            {
                Link = $"<{collection}/{survivor}>; rel=\"canonical\"",
            };
}
