using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Hal.Api.Tests.Architecture;

/// <summary>Domain and Platform are shared, so what they offer says what it is for. A slice speaks for itself.</summary>
public class DocumentationTests
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly HashSet<string> Documented =
    [
        .. Subjects.Some(
            XDocument
                .Load(Path.ChangeExtension(typeof(Program).Assembly.Location, ".xml"))
                .Descendants("member")
                .Where(m => m.Elements().Any(e => e.Name.LocalName == "inheritdoc" || e.Value.Trim().Length > 0 || e.HasElements))
                .Select(m => m.Attribute("name")!.Value.Split('(')[0])
        ),
    ];

    private static readonly IReadOnlyList<Type> Shared = Subjects.Some(
        ServiceTypes.Named.Where(t => t.IsVisible && Regex.IsMatch(t.Namespace!, @"^Hal\.Api\.(Domain|Platform)\b"))
    );

    [Test]
    public void Every_public_type_is_documented() =>
        Shared
            .Select(t => $"T:{Name(t)}")
            .Where(name => !Documented.Contains(name))
            .MustNot("A public type of Domain or Platform says what it is for.");

    [Test]
    public void Every_public_member_is_documented() =>
        Subjects
            .Some(Shared.SelectMany(Members))
            .Where(name => !Documented.Contains(name))
            .MustNot("A public member of Domain or Platform says what it is for.");

    // Constructors and conversions say nothing that their type does not; a positional record's properties are described with the record.
    private static IEnumerable<string> Members(Type type)
    {
        var positional = type.GetConstructors().SelectMany(c => c.GetParameters()).Select(p => p.Name!).ToHashSet();
        return type.GetMembers(Declared)
            .Where(m => !m.IsDefined(typeof(CompilerGeneratedAttribute)) && !positional.Contains(m.Name))
            .Select(m =>
                m switch
                {
                    PropertyInfo => $"P:{Name(type)}.{m.Name}",
                    FieldInfo { IsSpecialName: false } => $"F:{Name(type)}.{m.Name}",
                    EventInfo => $"E:{Name(type)}.{m.Name}",
                    MethodInfo { IsSpecialName: false } method =>
                        $"M:{Name(type)}.{m.Name}{(method.IsGenericMethod ? $"``{method.GetGenericArguments().Length}" : "")}",
                    _ => null,
                }
            )
            .OfType<string>();
    }

    private static string Name(Type type) => type.FullName!.Replace('+', '.');
}
