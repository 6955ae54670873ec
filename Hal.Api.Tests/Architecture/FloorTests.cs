using System.Text.RegularExpressions;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Hal.Api.Tests.Architecture;

/// <summary>
/// The service has three floors, and slices above them. Floors depend downwards only, and within a floor no two folders need each other.
/// What the compiled code refers to decides; constants leave no trace in it, so the using directives of the source count, too.
/// </summary>
public class FloorTests
{
    private static readonly string[] SliceFamilies = ["Widget", "Account", "V1", "Help"];

    private static readonly IReadOnlyDictionary<(string From, string To), string> Edges = FindEdges();

    private enum Floor
    {
        Ground,
        Domain,
        Upper,
        Slices,
    }

    [Test]
    public void Floors_depend_downwards_only()
    {
        var folders = Edges.Keys.SelectMany(e => new[] { e.From, e.To }).Distinct().ToList();
        foreach (var floor in Enum.GetValues<Floor>())
            Subjects.Some(folders.Where(f => FloorOf(f) == floor));

        Edges
            .Where(e => FloorOf(e.Key.From) < FloorOf(e.Key.To))
            .Select(e => $"{e.Key.From} ({FloorOf(e.Key.From)}) needs {e.Key.To} ({FloorOf(e.Key.To)}): {e.Value}")
            .MustNot(
                "Platform knows nothing above it, Domain knows Platform, everything else of the upper floor knows both, and only "
                    + "slices know slices."
            );
    }

    [TestCase(nameof(Floor.Ground))]
    [TestCase(nameof(Floor.Domain))]
    [TestCase(nameof(Floor.Upper))]
    public void Within_a_floor_no_two_folders_need_each_other(string floor)
    {
        Subjects.Some(ServiceTypes.Named.Select(t => FolderOf(t.Namespace!)).OfType<string>().Where(f => FloorOf(f).ToString() == floor));
        var edges = Edges.Where(e => FloorOf(e.Key.From).ToString() == floor && FloorOf(e.Key.To).ToString() == floor);
        var next = edges.ToLookup(e => e.Key.From, e => e.Key.To);

        Assert.That(FindCycle(next), Is.Null, () =>
            string.Join(
                Environment.NewLine,
                FindCycle(next)!.Zip(FindCycle(next)!.Skip(1)).Select(step => $"{step.First} needs {step.Second}: {Edges[step]}")
            )
        );
    }

    private static List<string>? FindCycle(ILookup<string, string> next)
    {
        var done = new HashSet<string>();
        var path = new List<string>();
        foreach (var start in next.Select(n => n.Key).Order(StringComparer.Ordinal))
        {
            if (Visit(start) is { } cycle)
                return cycle;
        }

        return null;

        List<string>? Visit(string folder)
        {
            if (path.IndexOf(folder) is >= 0 and var at)
                return [.. path[at..], folder];

            if (!done.Add(folder))
                return null;

            path.Add(folder);
            foreach (var to in next[folder].Order(StringComparer.Ordinal))
            {
                if (Visit(to) is { } cycle)
                    return cycle;
            }

            path.RemoveAt(path.Count - 1);
            return null;
        }
    }

    private static Floor FloorOf(string folder) =>
        folder.Split('.')[0] switch
        {
            "Platform" => Floor.Ground,
            "Domain" => Floor.Domain,
            var top when SliceFamilies.Contains(top) => Floor.Slices,
            _ => Floor.Upper,
        };

    // Platform, Domain and Families hold a folder for each room; a family of slices counts as one.
    private static string? FolderOf(string @namespace) =>
        @namespace.Split('.') switch
        {
            ["Hal", "Api", "Platform" or "Domain" or "Families", var room, ..] => $"{@namespace.Split('.')[2]}.{room}",
            ["Hal", "Api", var top, ..] => top,
            _ => null,
        };

    private static Dictionary<(string From, string To), string> FindEdges()
    {
        var edges = new Dictionary<(string, string), string>();
        using var assembly = AssemblyDefinition.ReadAssembly(typeof(Program).Assembly.Location);
        foreach (var type in assembly.MainModule.GetTypes())
        {
            foreach (var reference in References(type))
                Add(NamespaceOf(type), NamespaceOf(reference), () => $"{Outermost(type).Name} refers to {Outermost(reference).Name}");
        }

        foreach (var file in SourceTree.Service)
        {
            if (Regex.Match(file.Text, @"^namespace (\S+);", RegexOptions.Multiline) is not { Success: true } own)
                continue;

            foreach (Match used in Regex.Matches(file.Text, @"^using (Hal\.Api\.[\w.]+);", RegexOptions.Multiline))
                Add(own.Groups[1].Value, used.Groups[1].Value, () => $"{file.Path} uses it");
        }

        Assert.That(edges, Has.Count.GreaterThan(100), "The code has more dependencies than these; are they still found?");
        return edges;

        void Add(string from, string to, Func<string> example)
        {
            if (FolderOf(from) is { } one && FolderOf(to) is { } other && one != other && !edges.ContainsKey((one, other)))
                edges[(one, other)] = example();
        }
    }

    private static IEnumerable<TypeReference> References(TypeDefinition type)
    {
        var found = new List<TypeReference?> { type.BaseType };
        found.AddRange(type.Interfaces.Select(i => i.InterfaceType));
        found.AddRange(type.Fields.Select(f => f.FieldType));
        found.AddRange(type.GenericParameters.SelectMany(p => p.Constraints.Select(c => c.ConstraintType)));
        found.AddRange(Attributes(type).Concat(type.Fields.SelectMany(Attributes)).Concat(type.Properties.SelectMany(Attributes)));
        foreach (var method in type.Methods)
        {
            found.AddRange(Signature(method));
            found.AddRange(Attributes(method).Concat(method.Parameters.SelectMany(Attributes)));
            found.AddRange(method.GenericParameters.SelectMany(p => p.Constraints.Select(c => c.ConstraintType)));
            if (!method.HasBody)
                continue;

            found.AddRange(method.Body.Variables.Select(v => v.VariableType));
            found.AddRange(method.Body.ExceptionHandlers.Select(h => h.CatchType));
            foreach (Instruction instruction in method.Body.Instructions)
            {
                if (instruction.Operand is TypeReference operand)
                    found.Add(operand);
                else if (instruction.Operand is FieldReference field)
                    found.AddRange([field.DeclaringType, field.FieldType]);
                else if (instruction.Operand is MethodReference called)
                    found.AddRange([
                        called.DeclaringType,
                        .. Signature(called),
                        .. (called as GenericInstanceMethod)?.GenericArguments ?? [],
                    ]);
            }
        }

        return found.OfType<TypeReference>().SelectMany(Parts);
    }

    private static IEnumerable<TypeReference> Signature(MethodReference method) =>
        method.Parameters.Select(p => p.ParameterType).Append(method.ReturnType);

    private static IEnumerable<TypeReference> Attributes(ICustomAttributeProvider provider) =>
        provider.CustomAttributes.Select(a => a.AttributeType);

    private static IEnumerable<TypeReference> Parts(TypeReference type) =>
        type switch
        {
            GenericInstanceType generic => generic.GenericArguments.SelectMany(Parts).Append(generic.ElementType),
            TypeSpecification wrapped => Parts(wrapped.ElementType),
            GenericParameter => [],
            _ => [type],
        };

    private static TypeReference Outermost(TypeReference type)
    {
        while (type.DeclaringType is not null)
            type = type.DeclaringType;

        return type;
    }

    private static string NamespaceOf(TypeReference type) => Outermost(type).Namespace;
}
