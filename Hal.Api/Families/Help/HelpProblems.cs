using Hal.Api.Platform.Errors;

namespace Hal.Api.Families.Help;

/// <summary>What can be wrong with a project's help center.</summary>
public static class HelpProblems
{
    /// <summary>The project's help center is off, or there is no such project.</summary>
    public static readonly ProblemCode HelpCenterNotFound = new(404, "help_center_not_found", "There is no help center here");

    /// <summary>The 404 of a project that does not exist, and of one whose help center is off. Callers cannot tell them apart.</summary>
    public static Problem NoHelpCenter => new(HelpCenterNotFound, "The project is not there, or its help center is off.");

    /// <summary>The 404 of a page that does not exist. Drafts have no page.</summary>
    public static Problem NoSuchPage => new(ProblemCode.NotFound, "There is no such article here.");
}
