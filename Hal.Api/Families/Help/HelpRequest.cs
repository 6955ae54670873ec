namespace Hal.Api.Families.Help;

/// <summary>The marker of the public help center: anyone's request about what a project has published (contract 1).</summary>
public interface IHelpRequest
{
    /// <summary>The project, as its address names it.</summary>
    string? Project { get; }
}
