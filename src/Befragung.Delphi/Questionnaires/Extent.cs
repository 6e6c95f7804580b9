using System.Runtime.InteropServices;

namespace Befragung.Delphi.Questionnaires;

/// <summary>How far an item is answered.</summary>
/// <param name="Given">How many of its parts have an answer; "keine Angabe" is one.</param>
/// <param name="Whole">How many have to have one; 0 of what asks nothing.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Extent(int Given, int Whole)
{
    public bool IsNone => Given == 0;

    public bool IsWhole => Given >= Whole;

    public bool IsPartial => !IsNone && !IsWhole;
}
