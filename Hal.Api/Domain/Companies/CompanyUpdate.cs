using Hal.Api.Domain.History;
using Hal.Api.Domain.ProjectIds;
using Hal.Api.Domain.Projects;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;

namespace Hal.Api.Domain.Companies;

/// <summary>A company that a request changes, with the statements that write it.</summary>
/// <param name="Company">The company as it is after the write.</param>
/// <param name="ReadVersion">The version the change was decided on.</param>
/// <param name="Batch">The statements; empty if nothing changes.</param>
public sealed record CompanyChange(CompanyAnswer Company, long ReadVersion, SqlBatch Batch);

/// <summary>Changes a company (contract 5, 6): reads what the decision needs, then decides.</summary>
public sealed class CompanyUpdate
{
    private readonly CompanyPatch _patch;
    private readonly Fetched<CompanyAnswer?> _found;
    private readonly Fetched<Guid?> _owner;

    private CompanyUpdate(SqlRead read, ProjectId project, Guid id, CompanyPatch patch)
    {
        _patch = patch;
        _found = read.One<CompanyAnswer>(CompanyAnswer.ById, project.Value, id);
        _owner = read.One<Guid?>(CompanyRules.Owner, project.Value, patch.Reference);
    }

    /// <summary>Adds the statements that read the company, and the company that has its new external id.</summary>
    public static CompanyUpdate Read(SqlRead read, ProjectId project, Guid id, CompanyPatch patch) => new(read, project, id, patch);

    /// <summary>
    /// The changed company; or 404, 422 if its metadata would grow too large or there is no such stage, 409 if another company has the
    /// external id.
    /// </summary>
    /// <param name="project">The project with its stages.</param>
    /// <param name="origin">Who changes the company, and when.</param>
    public Result<CompanyChange> Decide(Project project, ChangeOrigin origin)
    {
        if (_found.Value is not { } answer)
            return Problem.NotFound("company");

        var (before, batch) = (answer.ToCompany(), new SqlBatch());
        var after = _patch.Apply(before, _owner.Value, project.Stages);
        if (!after.Succeeded)
            return after.Problem;

        if (after.Value == before)
            return new CompanyChange(answer, answer.Version, batch);

        CompanyWrites.Save(batch, project, before, after.Value, origin);
        return new CompanyChange(answer.With(after.Value, origin.At), answer.Version, batch);
    }
}
