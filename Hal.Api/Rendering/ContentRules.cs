using FluentValidation;

namespace Hal.Api.Rendering;

/// <summary>The check of an article's content that several requests share.</summary>
public static class ContentRules
{
    /// <summary>Optional Markdown that is short enough and can be shown.</summary>
    public static IRuleBuilderOptions<T, string?> MustBeShowable<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Must(content => content is null or { Length: <= ArticleMarkdown.MaxLength })
            .WithMessage($"This may have at most {ArticleMarkdown.MaxLength} characters.")
            .Must(content => content is null or { Length: > ArticleMarkdown.MaxLength } || ArticleMarkdown.CanShow(content))
            .WithMessage("This nests too many levels deep, or opens or repeats too much, to be shown.");
}
