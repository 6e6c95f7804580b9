namespace Befragung.Web.Access;

/// <summary>Says of a page of a study that nothing is changed by sending its forms: whoever may look at it may send them as well.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class OnlyTriesAttribute : Attribute;
