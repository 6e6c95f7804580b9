using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace Befragung.Delphi.Tests;

/// <summary>
/// What an assembly shows to others, as text: its public types and their public and protected members, a line each. What the compiler adds to a record is left out:
/// that it is a record says it. Attributes are left out as well, for compilers differ in those.
/// </summary>
internal static class PublicSurface
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(bool)] = "bool",
        [typeof(int)] = "int",
        [typeof(long)] = "long",
        [typeof(double)] = "double",
        [typeof(decimal)] = "decimal",
        [typeof(byte)] = "byte",
        [typeof(char)] = "char",
        [typeof(string)] = "string",
        [typeof(object)] = "object",
    };

    private static readonly NullabilityInfoContext Nullability = new();

    public static string Of(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (var space in assembly.GetExportedTypes().GroupBy(type => type.Namespace!).OrderBy(one => one.Key, StringComparer.Ordinal))
        {
            text.Append(text.Length > 0 ? "\n" : "").Append(CultureInfo.InvariantCulture, $"namespace {space.Key}\n");
            foreach (var type in space.OrderBy(Name, StringComparer.Ordinal))
            {
                text.Append(CultureInfo.InvariantCulture, $"\n{Head(type)}\n");
                foreach (var member in Members(type))
                    text.Append(CultureInfo.InvariantCulture, $"    {member}\n");
            }
        }
        return text.ToString();
    }

    private static string Head(Type type)
    {
        var kind =
            type.IsEnum ? "enum"
            : type.IsInterface ? "interface"
            : typeof(Delegate).IsAssignableFrom(type) ? "delegate"
            : type.IsValueType ? (IsRecord(type) ? "record struct" : "struct")
            : IsRecord(type) ? "record"
            : "class";
        var manner =
            type.IsValueType || type.IsInterface ? ""
            : type is { IsAbstract: true, IsSealed: true } ? "static "
            : type.IsAbstract ? "abstract "
            : type.IsSealed ? "sealed "
            : "";
        var inherited = type.BaseType?.GetInterfaces() ?? [];
        var heritage = (
            type.BaseType is { } father
            && father != typeof(object)
            && father != typeof(ValueType)
            && father != typeof(Enum)
            && father != typeof(MulticastDelegate)
                ? new[] { Name(father) }
                : []
        )
            .Concat(
                type.IsEnum
                    ? []
                    : type.GetInterfaces()
                        .Except(inherited)
                        .Where(one => one.IsVisible && one != typeof(IEquatable<>).MakeGenericType(type))
                        .Select(Name)
                        .Order(StringComparer.Ordinal)
            )
            .ToList();
        return $"{manner}{kind} {Name(type)}" + (heritage.Count > 0 ? " : " + string.Join(", ", heritage) : "");
    }

    private static IEnumerable<string> Members(Type type)
    {
        if (type.IsEnum)
            return Enum.GetValuesAsUnderlyingType(type)
                .Cast<object>()
                .Select(value => string.Create(CultureInfo.InvariantCulture, $"{Enum.GetName(type, value)} = {value}"));
        if (typeof(Delegate).IsAssignableFrom(type))
            return [Signature(type.GetMethod("Invoke")!)];
        var constructors = type.GetConstructors(Declared)
            .Where(one => IsShown(one) && !IsMade(one))
            .Select(one => Manner(one) + $"new({Parameters(one)})");
        var fields = type.GetFields(Declared)
            .Where(field => field.IsPublic || field.IsFamily)
            .Select(field =>
                (
                    field.IsLiteral ? "const "
                    : field.IsStatic ? "static "
                    : ""
                )
                + $"{Name(field.FieldType, Nullability.Create(field))} {field.Name}{(field.IsLiteral ? $" = {Value(field.GetRawConstantValue())}" : "")}"
            );
        var properties = type.GetProperties(Declared)
            .Where(one => (Seen(one.GetMethod) ?? Seen(one.SetMethod)) is not null && one.Name != "EqualityContract")
            .Select(Property);
        var methods = type.GetMethods(Declared)
            .Where(one => IsShown(one) && !IsMade(one) && (!one.IsSpecialName || one.Name.StartsWith("op_", StringComparison.Ordinal)))
            .Select(one => Manner(one) + Signature(one));
        // In the order of their words, so that moving one within its file changes nothing.
        return [.. new[] { constructors, fields, properties, methods }.SelectMany(kind => kind.Order(StringComparer.Ordinal))];
    }

    private static string Property(PropertyInfo property)
    {
        var get = Seen(property.GetMethod);
        var set = Seen(property.SetMethod);
        var index = property.GetIndexParameters() is { Length: > 0 } places ? $"[{string.Join(", ", places.Select(Parameter))}]" : "";
        var set2 =
            set is null ? ""
            : set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? " init;"
            : " set;";
        return Manner((get ?? set)!)
            + (property.IsDefined(typeof(RequiredMemberAttribute)) ? "required " : "")
            + $"{Name(property.PropertyType, Nullability.Create(property))} {(index == "" ? property.Name : "this" + index)} {{{(get is null ? "" : " get;")}{set2} }}";
    }

    private static string Signature(MethodInfo method) =>
        $"{Name(method.ReturnType, Nullability.Create(method.ReturnParameter))} {method.Name}"
        + (method.IsGenericMethodDefinition ? $"<{string.Join(", ", method.GetGenericArguments().Select(one => one.Name))}>" : "")
        + $"({(method.IsDefined(typeof(ExtensionAttribute)) ? "this " : "")}{Parameters(method)})";

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(Parameter));

    private static string Parameter(ParameterInfo parameter) =>
        (
            parameter.IsOut ? "out "
            : parameter.ParameterType.IsByRef ? "ref "
            : parameter.IsDefined(typeof(ParamArrayAttribute)) || parameter.IsDefined(typeof(ParamCollectionAttribute)) ? "params "
            : ""
        )
        + $"{Name(parameter.ParameterType, Nullability.Create(parameter))} {parameter.Name}"
        + (parameter.HasDefaultValue ? $" = {Value(parameter.DefaultValue)}" : "");

    private static string Value(object? value) =>
        value switch
        {
            null => "default",
            string text => $"\"{text}\"",
            bool truth => truth ? "true" : "false",
            _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        };

    private static string Manner(MethodBase method) =>
        (method.IsFamily || method.IsFamilyOrAssembly ? "protected " : "")
        + (
            method is ConstructorInfo || method.DeclaringType!.IsInterface ? ""
            : method.IsStatic ? "static "
            : method.IsAbstract ? "abstract "
            : method is MethodInfo one && one.GetBaseDefinition() != one ? "override "
            : method is { IsVirtual: true, IsFinal: false } ? "virtual "
            : ""
        );

    private static MethodInfo? Seen(MethodInfo? method) => method is not null && IsShown(method) ? method : null;

    private static bool IsShown(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsMade(MethodBase method) =>
        method.IsDefined(typeof(CompilerGeneratedAttribute)) || method.Name.Contains('<', StringComparison.Ordinal) || IsCopying(method);

    private static bool IsCopying(MethodBase method) =>
        method is ConstructorInfo && method.GetParameters() is [var one] && one.ParameterType == method.DeclaringType;

    private static bool IsRecord(Type type) =>
        type.GetMethod("PrintMembers", Declared, [typeof(StringBuilder)])?.IsDefined(typeof(CompilerGeneratedAttribute)) == true;

    private static string Name(Type type) => Name(type, null);

    private static string Name(Type type, NullabilityInfo? nullability)
    {
        if (type.IsByRef)
            return Name(type.GetElementType()!, nullability);
        if (Nullable.GetUnderlyingType(type) is { } inner)
            return Name(inner) + "?";
        var may = nullability is { ReadState: NullabilityState.Nullable } && !type.IsValueType ? "?" : "";
        if (type.IsArray)
            return $"{Name(type.GetElementType()!, nullability?.ElementType)}[]{may}";
        if (Keywords.TryGetValue(type, out var keyword))
            return keyword + may;
        var bare = type.Name.Split('`')[0];
        var all = type.GetGenericArguments();
        var outer = type is { IsNested: true, IsGenericParameter: false } ? Name(type.DeclaringType!) + "." : "";
        if (all.Length == 0)
            return outer + bare + may;
        var kinds = nullability?.GenericTypeArguments ?? [];
        var arguments = all.Select((one, place) => Name(one, kinds.ElementAtOrDefault(place))).ToList();
        return type.FullName?.StartsWith("System.ValueTuple", StringComparison.Ordinal) == true
            ? $"({string.Join(", ", arguments)}){may}"
            : $"{outer}{bare}<{string.Join(", ", arguments)}>{may}";
    }
}
